// SPDX-License-Identifier: Apache-2.0

import Postgres
import SQL
import Server

/// A copy of a database for the time of one command.
struct ScratchDatabase {
    /// The copy, as the login that made it.
    let owner: PostgresConnectionConfiguration
    private let name: String

    /// Copies the database of a URL, calls `body`, and drops the copy whatever happens, a signal to stop among that: it holds all
    /// that the database does.
    ///
    /// - Throws: `unavailable` where it cannot be copied; `faultsFound` at a signal; what `body` throws.
    static func with<Value: Sendable>(
        copyOf url: String, _ body: @escaping @Sendable (ScratchDatabase) async throws -> Value
    ) async throws -> Value {
        let name = "palisade_prove_" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let template = PostgresConnectionConfiguration(connectionString: url)
        let source = try await DatabaseAccess.withConnection(template) { connection in
            let result = try await connection.simpleQuery("select current_database()")
            return result.last?.text(row: 0, column: 0) ?? ""
        }
        // From another database: a template must have no connection but those that come later.
        let maintenance = PostgresConnectionConfiguration(connectionString: databaseURL(url, database: "postgres"))
        let scratch = ScratchDatabase(
            owner: PostgresConnectionConfiguration(connectionString: databaseURL(url, database: name)), name: name)
        return try await DatabaseAccess.withConnection(maintenance) { connection in
            let outcome = await Interruption.cancelling {
                try await create(name, from: source, connection)
                return try await body(scratch)
            }
            let drop: SQLFragment = "drop database if exists \(SQLIdentifier(name)) with (force)"
            _ = try await connection.simpleQuery(drop.rendered().text)
            do {
                return try outcome.get()
            } catch is Interruption.Fault {
                throw CommandError(.faultsFound, "A signal came before the end. The copy is dropped.")
            }
        }
    }

    private static func create(
        _ name: String, from source: String, _ connection: PostgresConnection
    ) async throws(CommandError) {
        let create: SQLFragment = "create database \(SQLIdentifier(name)) template \(SQLIdentifier(source))"
        do throws(PostgresError) {
            _ = try await connection.simpleQuery(create.rendered().text)
        } catch {
            guard case .server(let server) = error, server.sqlState == "55006" else { throw CommandError(error) }
            throw CommandError(
                .unavailable,
                "The database '\(source)' cannot be copied while somebody else is connected to it. Stop what serves "
                    + "it, or prove a restored backup.")
        }
    }

    /// The login of requests, led to the copy.
    func login(_ source: ConfigurationSource) throws(CommandError) -> ConfigurationSource.Flag? {
        guard let url = source.value(.databaseURL) else {
            throw CommandError(
                .configuration, "Requests need their login. Give --database-url or set PALISADE_DATABASE_URL.")
        }
        return ConfigurationSource.Flag(.databaseURL, "--database-url", Self.databaseURL(url, database: name))
    }

    /// The same connection to another database of the server: a URL, or a list of `key=value`.
    static func databaseURL(_ url: String, database: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url + " dbname=" + database }
        let rest = url[scheme.upperBound...]
        let query = rest.firstIndex(of: "?") ?? rest.endIndex
        let path = rest[..<query].firstIndex(of: "/") ?? query
        return String(url[..<path]) + "/" + database + String(url[query...])
    }
}
