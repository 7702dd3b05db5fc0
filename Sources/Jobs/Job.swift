// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Something that the worker does again and again, in small transactions.
///
/// A step leaves the database in a state from which the next one goes on, whoever takes it and whatever happened to
/// the process in between.
package protocol Job: Sendable {
    /// What log lines call it.
    var name: String { get }

    /// Takes one step.
    ///
    /// - Returns: how many rows (or things) it dealt with; 0: there is nothing to do for now.
    func step(_ connection: PostgresConnection) async throws(PostgresError) -> Int
}

extension PostgresConnection {
    /// The first column of the row that a script answers last, as a number; 0 without a row.
    func number(_ script: String) async throws(PostgresError) -> Int {
        guard let result = try await simpleQuery(script).last, result.rowCount > 0, result.columnCount > 0 else {
            return 0
        }
        return result.text(row: 0, column: 0).flatMap { Int($0) } ?? 0
    }

    /// Whether the database has a function, given as `schema.name(types)`.
    func hasFunction(_ signature: StaticString) async throws(PostgresError) -> Bool {
        try await number("select count(*) from (select 1 where to_regprocedure('\(signature)') is not null) as there")
            > 0
    }
}
