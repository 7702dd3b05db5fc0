// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// The rows of a page or list: of one table, or of the tables of several types.
protocol ListedRows {
    /// The type that a connection's own types are named by.
    var typeName: String { get }
    /// What aliases call the rows.
    var name: String { get }
    /// What stands for a row in the statement around the page.
    var alias: SQLIdentifier { get }
    var extent: PageExtent { get }
    /// The keys of the order, as the statement around the page has them: what a cursor keeps.
    var cursorKeys: [SQLFragment] { get }

    /// What a selection asks of each row.
    ///
    /// - Parameter joins: grows by what the selection needs.
    func row(
        _ selectionSets: [SelectionSet], joins: inout [SQLFragment]
    ) throws(PlanningError) -> SelectedRow

    /// How many rows fit, whatever the page: a scalar.
    func count() throws(PlanningError) -> SQLFragment

    /// The page in FROM. To be called last, when it is known what the statement uses of the rows.
    ///
    /// - Parameter rowLimit: the page's size, or one more where it matters whether rows follow.
    func page(rowLimit: Int) -> SQLFragment

    /// Joins to the page that its order needs.
    var orderJoins: SQLFragment { get }

    /// What follows the joins of the statement around: the order once more, since a join need not keep it.
    func outerOrder(rowLimit: Int) -> SQLFragment

    /// The order as a window has it; empty where the rows have none.
    var ordering: SQLFragment { get }
}

/// Where a page stands among all rows.
struct PageExtent {
    /// How many rows the page holds at most.
    let size: Int
    let isBackward: Bool
    /// The row of a cursor stands before the page's rows.
    let hasAfter: Bool
    /// The row of a cursor stands behind them.
    let hasBefore: Bool
    let cursorOrder: CursorOrder
}

/// What a selection set asks of the rows of a list.
enum SelectedRow {
    case row(RowNode)
    /// Rows of several types: of each row the first that is present.
    case variants([RowVariant])
}

/// A row if it is of one type.
struct RowVariant {
    /// True where it is.
    let presence: SQLFragment
    let row: RowNode
}
