// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// A page or list of rows of several types: which rows, by type and key. What else is asked of them is joined to it.
struct MixedPage {
    let alias: SQLIdentifier
    let branches: [MixedBranch]
    /// In the direction in which the rows are read.
    let order: [MixedKey]
    let extent: PageExtent

    /// The columns of the keys of all types.
    private var allKeys: [MappedColumn] { branches.flatMap { $0.ownKeys.map(\.column.column) } }

    /// The page as a subquery in FROM: of each type as many rows as the page may hold, then so many of all.
    func subquery(rowLimit: Int) -> SQLFragment {
        var selects = branches.flatMap { $0.selects(allKeys: allKeys, limit: rowLimit) }
        if selects.isEmpty { selects = branches.prefix(1).map { $0.empty(allKeys: allKeys) } }
        if selects.count == 1 { return "(\(SQLFragment.indented("\n\(selects[0])"))\n) as \(alias)" }
        let union = selects.map { "(\(SQLFragment.indented("\n\($0)"))\n)" as SQLFragment }
            .joined(by: "\nunion all\n")
        let ordering = order.map { $0.sql($0.name) }.joined(by: ", ")
        let all: SQLFragment = "\n\(union)\norder by \(ordering)\nlimit \(SQLFragment(number: rowLimit))"
        return "(\(SQLFragment.indented(all))\n) as \(alias)"
    }

    /// The order of the page's rows once more, outside of what chose them.
    var outerOrder: SQLFragment { "order by \(order.map { $0.sql(reference(to: $0)) }.joined(by: ", "))" }

    /// The keys, as the statement around the page has them.
    var cursorKeys: [SQLFragment] { order.map { reference(to: $0) } }

    /// The conditions that find the row of one type once more.
    func join(of branch: MixedBranch, as row: SQLIdentifier) -> SQLFragment {
        branch.ownKeys.enumerated().map { index, key in
            let column = SQLIdentifier(key.column.column.name)
            return "\(row).\(column) = \(alias).\(MixedColumns.own(branch.firstOwnKey + index))" as SQLFragment
        }.joined(by: " and ")
    }

    private func reference(to key: MixedKey) -> SQLFragment { "\(alias).\(key.name)" }
}

/// A column of the page by which its rows are in order.
struct MixedKey {
    let name: SQLIdentifier
    let direction: Direction
    let isNullable: Bool

    func sql(_ name: SQLIdentifier) -> SQLFragment { sql("\(name)") }

    func sql(_ reference: SQLFragment) -> SQLFragment { direction.sql(reference, isNullable: isNullable) }
}
