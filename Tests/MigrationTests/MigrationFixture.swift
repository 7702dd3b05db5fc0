// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Foundation
import Logging
import Migration
import Postgres

/// A directory of migrations and an empty database.
struct MigrationFixture {
    let directory: URL
    let database: TestDatabase

    static func with(_ files: [String: String], _ body: (MigrationFixture) async throws -> Void) async throws {
        try await withDirectory(files) { directory async throws in
            try await TestDatabase.with(try await TestServer.shared) { database in
                try await body(MigrationFixture(directory: directory, database: database))
            }
        }
    }

    static func withDirectory<Value>(
        _ files: [String: String], _ body: (URL) async throws -> Value
    ) async throws -> Value {
        let directory = FileManager.default.temporaryDirectory.appending(path: "migrations-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        for (name, text) in files { try Data(text.utf8).write(to: directory.appending(path: name)) }
        return try await body(directory)
    }

    static func migrator(_ directory: URL, lockTimeout: Duration = .seconds(30)) -> Migrator {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return Migrator(directory: directory.path, logger: logger, lockTimeout: lockTimeout)
    }

    var migrator: Migrator { Self.migrator(directory) }

    func write(_ text: String, as name: String) throws {
        try Data(text.utf8).write(to: directory.appending(path: name))
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(at: directory.appending(path: name))
    }

    /// Applies what is pending and gives the names of the files.
    func up() async throws -> [String] {
        try await migrator.up(database.connection).map(\.fileName)
    }

    /// The error that `up` ends with; nil if there is none.
    func failure() async -> MigrationError? {
        do {
            _ = try await migrator.up(database.connection)
            return nil
        } catch {
            return error
        }
    }

    func states() async throws -> [String] {
        try await migrator.status(database.connection).map { "\($0.version) \($0.name) \($0.state.rawValue)" }
    }
}
