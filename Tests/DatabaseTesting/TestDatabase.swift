// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// A database of a test's own, and roles of its own: their names begin with the database's.
package struct TestDatabase: Sendable {
    package let name: String
    /// As the server's superuser.
    package let url: String
    /// As the server's superuser.
    package let connection: PostgresConnection

    /// Makes a database, calls `body`, and drops the database and its roles whatever happens.
    package static func with<Value: Sendable>(
        _ server: TestServer, _ body: (TestDatabase) async throws -> Value
    ) async throws -> Value {
        try await with(server, template: nil, body)
    }

    /// The same with the shipped application's migrations applied. They are applied once, and copied.
    package static func withApplication<Value: Sendable>(
        _ body: (TestDatabase) async throws -> Value
    ) async throws -> Value {
        let server = try await TestServer.shared
        return try await with(server, template: try await MigratedTemplate.shared.name(on: server), body)
    }

    private static func with<Value: Sendable>(
        _ server: TestServer, template: String?, _ body: (TestDatabase) async throws -> Value
    ) async throws -> Value {
        await DatabaseSlots.shared.take()
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await withoutWaiting(server, template: template, body))
        } catch {
            outcome = .failure(error)
        }
        await DatabaseSlots.shared.giveBack()
        return try outcome.get()
    }

    private static func withoutWaiting<Value: Sendable>(
        _ server: TestServer, template: String?, _ body: (TestDatabase) async throws -> Value
    ) async throws -> Value {
        let name = "test_" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let administration = try await PostgresConnection.open(server.url)
        do {
            _ = try await administration.simpleQuery(
                "create database \(name)" + (template.map { " template \($0)" } ?? ""))
            if template != nil {
                // A database's privileges are not copied with it; these are what the first migration gives.
                _ = try await administration.simpleQuery(
                    """
                    revoke all on database \(name) from public;
                    grant connect on database \(name) to palisade_authenticator;
                    grant create on database \(name) to palisade_owner
                    """)
            }
        } catch {
            await administration.close()
            throw error
        }
        let outcome = await outcome(of: body, in: name, url: server.url(database: name))
        do {
            _ = try await administration.simpleQuery("drop database \(name) with (force)")
            let roles = try await administration.simpleQuery(
                "select quote_ident(rolname) from pg_roles where starts_with(rolname, '\(name)')")
            for result in roles {
                for row in 0..<result.rowCount {
                    _ = try await administration.simpleQuery("drop role \(result.text(row: row, column: 0) ?? "")")
                }
            }
        } catch {
            await administration.close()
            throw error
        }
        await administration.close()
        return try outcome.get()
    }

    private static func outcome<Value: Sendable>(
        of body: (TestDatabase) async throws -> Value, in name: String, url: String
    ) async -> Result<Value, any Error> {
        do {
            let connection = try await PostgresConnection.open(url)
            let outcome: Result<Value, any Error>
            do {
                outcome = .success(try await body(TestDatabase(name: name, url: url, connection: connection)))
            } catch {
                outcome = .failure(error)
            }
            await connection.close()
            return outcome
        } catch {
            return .failure(error)
        }
    }

    /// Runs a script as the superuser.
    package func run(_ script: String) async throws {
        _ = try await connection.simpleQuery(script)
    }

    /// The single value that a query gives.
    package func value(_ query: String) async throws -> String? {
        guard let result = try await connection.simpleQuery(query).last, result.rowCount == 1 else { return nil }
        return result.text(row: 0, column: 0)
    }
}
