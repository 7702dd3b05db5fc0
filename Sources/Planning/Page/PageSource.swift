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

    /// Has a value made within the subquery, once. Answers where the statement around it finds the value.
    func make(_ name: SQLIdentifier, _ value: SQLFragment) -> SQLFragment {
        if let known = values.first(where: { $0.value == value }) { return "\(alias).\(known.name)" }
        values.append((name, value))
        return "\(alias).\(name)"
    }

    /// The used columns and values, for the select list of a subquery that keeps the alias.
    var selectList: SQLFragment {
        (columns.map { "\(alias).\(SQLIdentifier($0))" as SQLFragment }
            + values.map { "\($0.value) as \($0.name)" }).joined(by: ", ")
    }

    // MARK: What belongs to the rows and is no column of theirs

    private var joins: [SQLFragment] = []

    /// Joins something to the rows, within the subquery.
    func join(_ join: SQLFragment) { joins.append(join) }

    /// What is joined, each on a line.
    var joinList: SQLFragment { joins.map { "\n\($0)" as SQLFragment }.joined(by: .empty) }

    /// The column of the subquery that holds an expression, under the alias.
    func compute(_ name: String, _ expression: SQLFragment) -> SQLIdentifier {
        if let known = values.first(where: { $0.value == expression }) { return known.name }
        var name = snakeCase(name)
        while isTaken(name) { name += "_" }
        let identifier = SQLIdentifier(name)
        values.append((identifier, expression))
        return identifier
    }

    private func isTaken(_ name: String) -> Bool {
        table.key.contains { $0.name == name } || values.contains { $0.name == SQLIdentifier(name) }
            || table.fields.values.contains { field in
                if case .column(let column) = field { return column.name == name }
                return false
            }
    }
}
