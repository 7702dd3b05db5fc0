// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// The rows that a list or page is made of, under their alias, and which of their columns the rest of the statement
/// uses: a role may hold no right to the others, so they must not be read.
final class PageSource {
    let table: MappedTable
    let alias: SQLIdentifier
    private var columns: [String] = []
    /// Values that functions make of the rows: they need a row of the table, which the subquery's is not.
    private var values: [(name: SQLIdentifier, value: SQLFragment)] = []

    init(table: MappedTable, alias: SQLIdentifier) {
        self.table = table
        self.alias = alias
    }

    func use(_ column: String) {
        if !columns.contains(column) { columns.append(column) }
    }

    /// Has a value made within the subquery. Answers where the statement around it finds the value.
    func make(_ name: SQLIdentifier, _ value: SQLFragment) -> SQLFragment {
        values.append((name, value))
        return "\(alias).\(name)"
    }

    /// The used columns and values, for the select list of a subquery that keeps the alias.
    var selectList: SQLFragment {
        (columns.map { "\(alias).\(SQLIdentifier($0))" as SQLFragment }
            + values.map { "\($0.value) as \($0.name)" }).joined(by: ", ")
    }
}
