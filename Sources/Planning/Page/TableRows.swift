// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// The rows of one table.
struct TableRows: ListedRows {
    private let selection: SelectionPlanner
    private let table: MappedTable
    private let arguments: [String: SourcedValue]
    private let page: Page
    private let correlation: (SQLIdentifier) -> [SQLFragment]
    /// How many rows have a list like this one.
    private let ownerCount: Int

    /// - Parameters:
    ///   - page: which of the rows.
    ///   - correlation: conditions that tie the rows to a row of the statement around.
    init(
        _ table: MappedTable, arguments: [String: SourcedValue], page: PageArguments, place: String,
        selection: SelectionPlanner, correlation: @escaping (SQLIdentifier) -> [SQLFragment] = { _ in [] }
    ) throws(PlanningError) {
        let scope = selection.scope
        let source = PageSource(table: table, alias: scope.alias(for: table.relation.name))
        self.table = table
        self.arguments = arguments
        self.page = try PagePlanner(scope: scope, cursors: selection.cursors).page(
            of: table, arguments: arguments, page: page, place: place, source: source, correlation: correlation)
        self.correlation = correlation
        ownerCount = selection.rowCount
        self.selection = try selection.within(rows: page.size, found: self.page.found)
    }

    var typeName: String { table.typeName }

    var name: String { table.relation.name }

    var alias: SQLIdentifier { page.source.alias }

    var extent: PageExtent {
        PageExtent(
            size: page.size, isBackward: page.isBackward, hasAfter: page.hasAfter, hasBefore: page.hasBefore,
            cursorOrder: page.cursorOrder)
    }

    var cursorKeys: [SQLFragment] { page.order.keys.map(\.outside.column.reference) }

    func row(
        _ selectionSets: [SelectionSet], joins: inout [SQLFragment]
    ) throws(PlanningError) -> SelectedRow {
        .row(
            try selection.row(
                selectionSets, of: table, alias: alias, use: page.source.use, making: page.source.make, joins: &joins))
    }

    func count() throws(PlanningError) -> SQLFragment {
        try CountPlanner(scope: selection.scope, rowCount: ownerCount).count(
            of: table, arguments: arguments, correlation: correlation)
    }

    func page(rowLimit: Int) -> SQLFragment { page.subquery(rowLimit: rowLimit) }

    var orderJoins: SQLFragment { page.orderJoins }

    func outerOrder(rowLimit: Int) -> SQLFragment { page.outerOrder(rowLimit: rowLimit) }

    var ordering: SQLFragment { page.order.keys.isEmpty ? "" : "order by \(page.order.outsideSQL)" }
}
