// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
package import SQL

/// Reads what a database holds into a `Catalog`, as any role: pg_catalog is open to all.
///
/// One transaction, one snapshot, one round trip. PostgreSQL's own schemas are left out, and so are partitions: SQL
/// reaches their rows by the partitioned table, whose policies and grants are the ones that then apply. (Who maps a
/// partition by its own name finds no such relation.)
package enum CatalogReader {
    /// The catalog of the database that the connection is on; its `loginRole` is the session's.
    ///
    /// The connection must not be in a transaction.
    package static func read(_ connection: PostgresConnection) async throws(CatalogReaderError) -> Catalog {
        let results: [ResultSet]
        do {
            results = try await connection.simpleQuery(CatalogQueries.script)
        } catch {
            throw .postgres(error)
        }
        // The statements that only set something give no row.
        let texts = results.filter { $0.rowCount == 1 && $0.columnCount == 1 }
            .map { $0.text(row: 0, column: 0) ?? "" }
        guard texts.count == 5 else { throw .unexpectedAnswer(part: "results") }
        let database = try decode(DatabaseDescription.self, from: texts[0], part: "database")
        return Catalog(
            serverVersion: database.serverVersion,
            relations: try decode([Relation].self, from: texts[4], part: "relations"),
            functions: try decode([Function].self, from: texts[3], part: "functions"),
            database: Container(name: database.name, owner: database.owner, grants: database.grants),
            schemas: try decode([Container].self, from: texts[1], part: "schemas"),
            roles: try decode([Role].self, from: texts[2], part: "roles"),
            loginRole: database.loginRole, extensions: database.extensions,
            textSearchConfigurations: database.textSearchConfigurations, searchPath: database.searchPath)
    }

    private static func decode<Part: Decodable>(
        _ type: Part.Type, from text: String, part: String
    ) throws(CatalogReaderError) -> Part {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw .unexpectedAnswer(part: part)
        }
    }
}

/// What the first query answers.
private struct DatabaseDescription: Decodable {
    var serverVersion: Int
    var loginRole: String
    var name: String
    var owner: String
    var grants: [Grant]
    var extensions: [String: String]
    var textSearchConfigurations: [QualifiedName]
    var searchPath: String?
}

/// Why the catalog could not be read.
package enum CatalogReaderError: Error, Sendable, Hashable {
    case postgres(PostgresError)
    /// The server answered something else than the query asks for, in this part.
    case unexpectedAnswer(part: String)
}

extension CatalogReaderError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .postgres(let error): error.description
        case .unexpectedAnswer(let part): "The database's catalog could not be understood (\(part))."
        }
    }
}

extension CatalogReaderError: CustomDebugStringConvertible {
    package var debugDescription: String {
        switch self {
        case .postgres(let error): error.debugDescription
        case .unexpectedAnswer: description
        }
    }
}
