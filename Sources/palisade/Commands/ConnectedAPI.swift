// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Mapping
import Postgres
import SQL
import Server
import Tenancy

/// An SDL and the catalog of the database that it is for, read by a command that looks at both.
struct ConnectedAPI {
    let configuration: ServerConfiguration
    let expanded: ExpandedSchema
    let sources: [Source]

    /// Reads the configuration and the SDL.
    ///
    /// - Throws: `configuration` with all faults of the one or the other.
    init(_ source: ConfigurationSource) throws(CommandError) {
        do throws(InvalidConfiguration) {
            configuration = try ServerConfiguration(source.withKey, purpose: .inspect, processorCount: 1)
        } catch {
            throw CommandError(error)
        }
        let files = try SDLFiles(configuration.schemaPaths)
        sources = files.sources
        do throws(InvalidFiles) {
            expanded = try files.loadMapped()
        } catch {
            throw error.commandError(.configuration, "The schema is not valid.")
        }
    }

    /// Connects, reads the catalog, holds SDL and configuration against it, and hands on connection and result.
    ///
    /// - Parameters:
    ///   - loginRole: judge for this role instead of the connection's own.
    ///   - readsDataMap: judge the classification of personal data, too, where there is one.
    /// - Throws: `unavailable` where the database is out of reach; what `body` throws.
    func withDatabase<Value: Sendable>(
        loginRole: String? = nil, readsDataMap: Bool = false,
        _ body: (PostgresConnection, APICheck, Catalog) async throws -> Value
    ) async throws -> Value {
        try await DatabaseAccess.withConnection(configuration.connection) { connection in
            var catalog = try await DatabaseAccess.catalog(connection)
            if let loginRole { catalog.loginRole = loginRole }
            var notes: [String] = []
            if readsDataMap {
                switch try await DatabaseAccess.dataMap(connection) {
                case .map(let map): catalog.dataMap = map
                case .none: break
                case .hidden:
                    notes.append(
                        "The data map of personal data was not looked at: only its owner may. Check as the owner too, with "
                            + "--login-role.")
                }
            }
            var check = APICheck(
                expanded, catalog: catalog, tenancy: configuration.tenancy, preRequest: configuration.preRequest,
                notes: notes)
            check.noteTypesWithoutReaders(among: configuration.tenancy.databaseRoles ?? [], in: catalog)
            return try await body(connection, check, catalog)
        }
    }
}

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
        case .connectionLost, .poolTimeout, .poolQueueFull, .cancelled, .deadlineExceeded, .shutdown,
            .invalidArgument:
            self.init(.unavailable, error.debugDescription)
        }
    }
}
