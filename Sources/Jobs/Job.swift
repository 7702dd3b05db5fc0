// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Something that the worker does again and again, in small transactions.
///
/// A step leaves the database in a state from which the next one goes on, whoever takes it and whatever happened to
/// the process in between.
package protocol Job: Sendable {
    /// What log lines call it.
    var name: String { get }

    /// How many rows a step may be told to deal with; nil where a step has a size of its own.
    var batch: ClosedRange<Int>? { get }

    /// How it stands to rows that are erased.
    var erasing: Erasing { get }

    /// Whether a step may take minutes: it is taken beside the others, by a connection of its own.
    var isLong: Bool { get }

    /// Takes one step.
    ///
    /// - Parameter rows: how many rows to deal with, at most, where the job has batches.
    /// - Returns: how many rows (or things) it dealt with; 0: there is nothing to do for now.
    func step(_ connection: PostgresConnection, rows: Int) async throws(PostgresError) -> Int
}

/// How a job stands to rows that are erased.
package enum Erasing: Sendable {
    case unrelated
    /// It erases rows, batch by batch.
    case erases
    /// It clears away what is left of them: worth it only once nobody erases any more.
    case cleansUp
}

extension Job {
    package var batch: ClosedRange<Int>? { nil }
    package var erasing: Erasing { .unrelated }
    package var isLong: Bool { false }
}

extension PostgresConnection {
    /// The first column of the row that a script answers last, as a number; 0 without a row.
    func number(_ script: String) async throws(PostgresError) -> Int {
        guard let result = try await simpleQuery(script).last, result.rowCount > 0, result.columnCount > 0 else {
            return 0
        }
        return result.text(row: 0, column: 0).flatMap { Int($0) } ?? 0
    }

    /// The row that a script answers last, as texts; nil without a row, or where one of them is null.
    func texts(_ script: String) async throws(PostgresError) -> [String]? {
        guard let result = try await simpleQuery(script).last, result.rowCount > 0 else { return nil }
        let texts = (0..<result.columnCount).compactMap { result.text(row: 0, column: $0) }
        return texts.count == result.columnCount ? texts : nil
    }

    /// Whether the database has a function, given as `schema.name(types)`.
    func hasFunction(_ signature: StaticString) async throws(PostgresError) -> Bool {
        try await number("select count(*) from (select 1 where to_regprocedure('\(signature)') is not null) as there")
            > 0
    }
}
