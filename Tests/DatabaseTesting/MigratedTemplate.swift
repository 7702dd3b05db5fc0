// SPDX-License-Identifier: Apache-2.0

internal import Foundation
internal import Logging
internal import Migration
internal import Postgres

/// A database with the shipped application's migrations and no rows, from which tests get copies of their own. A copy
/// takes a moment; a hundred migrations take seconds.
actor MigratedTemplate {
    static let shared = MigratedTemplate()

    // Nobody connects to it once it is made: a database that is in use cannot be copied.
    private static let name = "palisade_test_migrated"
    private var making: Task<String, any Error>?

    /// The template's name, on the server that all tests of the process share.
    func name(on server: TestServer) async throws -> String {
        let task = making ?? Task { try await Self.make(on: server) }
        making = task
        return try await task.value
    }

    private static func make(on server: TestServer) async throws -> String {
        try await PostgresConnection.withConnection(PostgresConnectionConfiguration(connectionString: server.url)) {
            connection in
            _ = try await connection.simpleQuery("drop database if exists \(name) with (force)")
            _ = try await connection.simpleQuery("create database \(name)")
        }
        let migrations = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "migrations")
        var logger = Logger(label: "test")
        logger.logLevel = .error
        try await PostgresConnection.withConnection(
            PostgresConnectionConfiguration(connectionString: server.url(database: name))
        ) { connection in
            _ = try await Migrator(directory: migrations.path(), logger: logger).up(connection)
        }
        return name
    }
}
