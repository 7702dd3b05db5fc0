// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// The rows that a write returned, as JSON in a setting of the transaction: `[{"id": "…"}, …]`, in the order of writing.
///
/// Later statements of the transaction read it; it is gone with the transaction. Names of settings with a dot belong to
/// whoever uses them: no object in the database is needed.
struct KeptRows {
    let number: Int

    private var name: SQLFragment { SQLFragment(constant: "palisade.written_\(number)") }

    /// Missing only where statements are planned without being run, as by EXPLAIN.
    private var json: SQLFragment { "current_setting(\(name), true)::json" }

    /// Keeps the rows of a subquery.
    func keep(_ rows: SQLFragment) -> SQLFragment {
        "set_config(\(name), coalesce(json_agg(\(rows)), '[]')::text, true)"
    }

    /// The value of a column in one of the rows.
    func value(of column: String, type: ColumnType, row: Int) -> SQLFragment {
        "(\(json) -> \(SQLFragment(number: row)) ->> \(SQLFragment(constant: column)))::\(type)"
    }

    /// The rows as an item of FROM, with their position.
    func rows(_ columns: [MappedColumn], as alias: SQLIdentifier) -> SQLFragment {
        let definitions = columns.map { "\(SQLIdentifier($0.name)) \($0.type)" as SQLFragment }.joined(by: ", ")
        let names = columns.map { "\(SQLIdentifier($0.name))" as SQLFragment }.joined(by: ", ")
        return "rows from (json_to_recordset(\(json)) as (\(definitions)))\n"
            + "    with ordinality as \(alias) (\(names), \(Self.position))"
    }

    /// The column of a row's position. No column of a key is likely to be called so; one that is makes PostgreSQL
    /// refuse the statement rather than take one for the other.
    static let position = SQLIdentifier("written_position")
}

extension WriteRefusal {
    /// A number where `condition` holds; else an expression that PostgreSQL refuses to read as one.
    ///
    /// - Parameter alternatives: further refusals, each with the condition under which it is the reason.
    static func count(
        if condition: SQLFragment, else alternatives: [(SQLFragment, WriteRefusal)] = [], otherwise: WriteRefusal
    ) -> SQLFragment {
        let others = alternatives.map { condition, refusal in
            "\n        when \(condition) then \(SQLFragment(constant: refusal.rawValue))" as SQLFragment
        }
        return "(case\n        when \(condition) then count(*)::text\(others.joined(by: .empty))"
            + "\n        else \(SQLFragment(constant: otherwise.rawValue))\n    end)::integer"
    }
}
