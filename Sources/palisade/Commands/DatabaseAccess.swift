// SPDX-License-Identifier: Apache-2.0

import Postgres
import SQL

/// Connections of commands, with errors that say what to do.
enum DatabaseAccess {
    /// - Throws: `unavailable` where the database is out of reach; what `body` throws.
    static func withConnection<Value: Sendable>(
        _ configuration: PostgresConnectionConfiguration, _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        do {
            return try await PostgresConnection.withConnection(configuration, body)
        } catch let error as PostgresError {
            throw CommandError(error)
        }
    }

    /// What the database says about personal data.
    static func dataMap(_ connection: PostgresConnection) async throws(CommandError) -> DataMapReader.Outcome {
        do throws(CatalogReaderError) {
            return try await DataMapReader.read(connection)
        } catch {
            throw CommandError(.unavailable, error.debugDescription)
        }
    }

    /// What the database holds.
    static func catalog(_ connection: PostgresConnection) async throws(CommandError) -> Catalog {
        do throws(CatalogReaderError) {
            return try await CatalogReader.read(connection)
        } catch {
            throw CommandError(.unavailable, error.debugDescription)
        }
    }
}

extension CommandError {
    /// What PostgreSQL, or the way to it, said: complete, since it is the operator who reads it.
    init(_ error: PostgresError) {
        switch error {
        case .connectionFailed(let reason):
            // libpq sets its advice off with a tab.
            let text = reason.debugDescription.replacing("\t", with: "")
            self.init(.unavailable, "The database cannot be reached: \(text)")
        case .server(let error):
            let next = error.sqlState == "42501" ? ". Is this the login that owns the database's objects?" : ""
            self.init(.faultsFound, "PostgreSQL refused. \(error.debugDescription)\(next)")
        case .connectionLost, .poolTimeout, .poolQueueFull, .cancelled, .deadlineExceeded, .resultsTooLarge,
            .shutdown, .invalidArgument:
            self.init(.unavailable, error.debugDescription)
        }
    }
}
