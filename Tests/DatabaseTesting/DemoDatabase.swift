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

    private static func make(on server: TestServer) async throws -> Pair {
        // One name each: a server that is not ours to throw away keeps no more than one of these.
        let name = "palisade_test_demo"
        let copy = "palisade_test_demo_writable"
        let administration = PostgresConnectionConfiguration(connectionString: server.url)
        try await PostgresConnection.withConnection(administration) { connection in
            _ = try await connection.simpleQuery("drop database if exists \(name) with (force)")
            _ = try await connection.simpleQuery("drop database if exists \(copy) with (force)")
            _ = try await connection.simpleQuery("create database \(name)")
        }
        let url = server.url(database: name)
        let password = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        try await PostgresConnection.withConnection(PostgresConnectionConfiguration(connectionString: url)) {
            connection in
            let migrator = Migrator(directory: file("migrations"), logger: Logger(label: "test"))
            _ = try await migrator.up(connection)
            for script in try FileManager.default.contentsOfDirectory(atPath: file("demo")).sorted()
            where script.hasSuffix(".sql") {
                _ = try await connection.simpleQuery(
                    try String(contentsOf: URL(filePath: file("demo/\(script)")), encoding: .utf8))
            }
            _ = try await connection.simpleQuery("alter role palisade_authenticator password '\(password)'")
        }
        // Before anybody connects to the first: a database that is in use cannot be copied.
        try await PostgresConnection.withConnection(administration) { connection in
            _ = try await connection.simpleQuery("create database \(copy) template \(name)")
        }
        return (
            DemoDatabase(ownerURL: url, password: password),
            DemoDatabase(ownerURL: server.url(database: copy), password: password)
        )
    }

    private init(ownerURL: String, password: String) {
        self.ownerURL = ownerURL
        // Parameters of a URL win over its user and password.
        requestURL =
            ownerURL + (ownerURL.contains("?") ? "&" : "?") + "user=palisade_authenticator&password=\(password)"
    }

    /// The path of something below the project's root.
    private static func file(_ path: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: path).path()
    }
}
