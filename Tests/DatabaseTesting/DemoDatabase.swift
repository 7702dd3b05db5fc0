// SPDX-License-Identifier: Apache-2.0

internal import Foundation
internal import Logging
internal import Migration
internal import Postgres

/// The shipped application's database: its migrations and its demo data, made once for all tests of the process.
package struct DemoDatabase: Sendable {
    /// As the server's superuser.
    package let ownerURL: String
    /// As `palisade_authenticator`, the login of requests.
    package let requestURL: String

    /// Tests only read it.
    package static var shared: DemoDatabase {
        get async throws { try await Shared.instance.databases.demo }
    }

    /// A copy for tests that write. Each test has rows of its own, or counts on none.
    package static var writable: DemoDatabase {
        get async throws { try await Shared.instance.databases.writable }
    }

    private typealias Pair = (demo: DemoDatabase, writable: DemoDatabase)

    /// Makes the databases once, however many tests ask at the same time.
    private actor Shared {
        static let instance = Shared()

        private var making: Task<Pair, any Error>?

        var databases: Pair {
            get async throws {
                let task = making ?? Task { try await DemoDatabase.make(on: TestServer.shared) }
                making = task
                return try await task.value
            }
        }
    }

    /// The same in a database of its own, for a test that needs it to itself. `drop` ends it.
    package static func copy(named name: String) async throws -> DemoDatabase {
        let demo = try await Self.shared
        let server = try await TestServer.shared
        try await copy(to: name, on: server)
        return DemoDatabase(
            ownerURL: server.url(database: name), requestURL: TestServer(url: demo.requestURL).url(database: name))
    }

    /// Drops a copy.
    package func drop() async throws {
        let url = try await TestServer.shared.url
        try await PostgresConnection.withConnection(PostgresConnectionConfiguration(connectionString: ownerURL)) {
            connection in
            let name = try await connection.simpleQuery("select quote_ident(current_database())").last
            let drop = "drop database \(name?.text(row: 0, column: 0) ?? "") with (force)"
            try await PostgresConnection.withConnection(PostgresConnectionConfiguration(connectionString: url)) {
                _ = try await $0.simpleQuery(drop)
            }
        }
    }

    // One name each: a server that is not ours to throw away keeps no more than one of these. Nobody connects to the
    // template once it is filled: a database that is in use cannot be copied.
    private static let template = "palisade_test_demo_template"

    private static func make(on server: TestServer) async throws -> Pair {
        try await fill(template, on: server)
        let password = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        try await PostgresConnection.withConnection(PostgresConnectionConfiguration(connectionString: server.url)) {
            _ = try await $0.simpleQuery("alter role palisade_authenticator password '\(password)'")
        }
        var databases: [DemoDatabase] = []
        for name in ["palisade_test_demo", "palisade_test_demo_writable"] {
            try await copy(to: name, on: server)
            let url = server.url(database: name)
            // Parameters of a URL win over its user and password.
            let login = "user=palisade_authenticator&password=\(password)"
            databases.append(
                DemoDatabase(ownerURL: url, requestURL: url + (url.contains("?") ? "&" : "?") + login))
        }
        return (databases[0], databases[1])
    }

    private static func copy(to name: String, on server: TestServer) async throws {
        try await PostgresConnection.withConnection(PostgresConnectionConfiguration(connectionString: server.url)) {
            connection in
            _ = try await connection.simpleQuery("drop database if exists \(name) with (force)")
            _ = try await connection.simpleQuery("create database \(name) template \(template)")
        }
    }

    /// Makes a database anew, with the migrations and the demo data in it.
    private static func fill(_ name: String, on server: TestServer) async throws {
        try await PostgresConnection.withConnection(PostgresConnectionConfiguration(connectionString: server.url)) {
            connection in
            _ = try await connection.simpleQuery("drop database if exists \(name) with (force)")
            _ = try await connection.simpleQuery("create database \(name)")
        }
        let url = server.url(database: name)
        try await PostgresConnection.withConnection(PostgresConnectionConfiguration(connectionString: url)) {
            connection in
            let migrator = Migrator(directory: file("migrations"), logger: Logger(label: "test"))
            _ = try await migrator.up(connection)
            for script in try FileManager.default.contentsOfDirectory(atPath: file("demo")).sorted()
            where script.hasSuffix(".sql") {
                _ = try await connection.simpleQuery(
                    try String(contentsOf: URL(filePath: file("demo/\(script)")), encoding: .utf8))
            }
        }
    }

    /// The path of something below the project's root.
    private static func file(_ path: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: path).path()
    }
}
