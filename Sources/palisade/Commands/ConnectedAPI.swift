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
