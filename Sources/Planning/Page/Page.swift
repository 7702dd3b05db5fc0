// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// The rows of a list or page as SQL.
struct Page {
    let source: PageSource
    let conditions: [SQLFragment]
    /// Disjoint ranges after the cursor; nil without a cursor.
    let ranges: [SQLFragment]?
    /// In the direction in which the rows are read.
    let order: Order
    /// How many rows the page holds at most.
    let size: Int
    let isBackward: Bool
    /// The row of a cursor stands before the page's rows.
    let hasAfter: Bool
    /// The row of a cursor stands behind them.
    let hasBefore: Bool
    let cursorOrder: CursorOrder
    /// What the rows were found by, where it was by words or a vector.
    let found: FoundRows?

    /// The page as a subquery in FROM, under the source's alias.
    ///
    /// To be called last, when it is known which columns the statement uses. The limit is written as a number, not
    /// bound: PostgreSQL then plans for few rows, also in a plan that it keeps for all values.
    ///
    /// - Parameter rowLimit: the page's size, or one more where it matters whether rows follow.
    func subquery(rowLimit: Int) -> SQLFragment {
        let limit = SQLFragment(number: rowLimit)
        let ordering: SQLFragment = order.keys.isEmpty ? "" : "\norder by \(order.sql)"
        let branches = (ranges ?? ["true"]).map { range -> SQLFragment in
            let all = ranges == nil ? conditions : conditions + [range]
            let filter: SQLFragment = all.isEmpty ? "" : "\nwhere \(all.joined(by: "\n    and "))"
            return "select \(source.selectList)\nfrom \(rows)\(filter)\(ordering)\nlimit \(limit)"
        }
        if branches.isEmpty {
            let nothing: SQLFragment = "\nselect \(source.selectList)\nfrom \(rows)\nwhere false"
            return "(\(SQLFragment.indented(nothing))\n) as \(source.alias)"
        }
        if branches.count == 1 {
            return "(\(SQLFragment.indented("\n\(branches[0])"))\n) as \(source.alias)"
        }
        let union = branches.map { "(\(SQLFragment.indented("\n\($0)"))\n)" as SQLFragment }.joined(by: "\nunion all\n")
        // The ranges are in order, but only a sort says so; it sees no more than a few pages.
        return "(\(SQLFragment.indented("\n\(union)"))\n) as \(source.alias)"
    }

    /// What follows the joins of the statement around: the order once more, since a join need not keep it.
    func outerOrder(rowLimit: Int) -> SQLFragment {
        let ordering: SQLFragment = order.keys.isEmpty ? "" : "\norder by \(order.outsideSQL)"
        return (ranges?.count ?? 1) > 1 ? "\(ordering)\nlimit \(SQLFragment(number: rowLimit))" : ordering
    }

    /// The joins of the order, once more for the statement around.
    var orderJoins: SQLFragment { order.joins.map { "\n\($0)" as SQLFragment }.joined(by: .empty) }

    private var rows: SQLFragment {
        "\(source.table.relation) as \(source.alias)\(source.joinList)\(orderJoins)"
    }
}
