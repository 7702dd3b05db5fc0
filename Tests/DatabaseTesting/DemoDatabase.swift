// SPDX-License-Identifier: Apache-2.0

internal import Foundation
internal import Logging
internal import Migration
internal import Postgres

/// The shipped application's database: its migrations and its demo data, made once for all tests of the process.
///
/// Tests only read it.
package struct DemoDatabase: Sendable {
    /// As the server's superuser.
    package let ownerURL: String
    /// As `palisade_authenticator`, the login of requests.
    package let requestURL: String

    package static var shared: DemoDatabase {
        get async throws { try await Shared.instance.database }
    }

    /// Makes the database once, however many tests ask at the same time.
    private actor Shared {
        static let instance = Shared()

        private var making: Task<DemoDatabase, any Error>?

        var database: DemoDatabase {
            get async throws {
                let task = making ?? Task { try await DemoDatabase.make(on: TestServer.shared) }
                making = task
                return try await task.value
            }
        }
    }

    private static func make(on server: TestServer) async throws -> DemoDatabase {
        // One name: a server that is not ours to throw away keeps no more than one of these.
        let name = "palisade_test_demo"
        try await PostgresConnection.withConnection(PostgresConnectionConfiguration(connectionString: server.url)) {
            connection in
            _ = try await connection.simpleQuery("drop database if exists \(name) with (force)")
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
        // Parameters of a URL win over its user and password.
        let login = "user=palisade_authenticator&password=\(password)"
        return DemoDatabase(ownerURL: url, requestURL: url + (url.contains("?") ? "&" : "?") + login)
    }

    /// The path of something below the project's root.
    private static func file(_ path: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: path).path()
    }
}
