// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// The rows of the tables of several types.
///
/// The page holds types and keys alone. Each type's row is joined to it by its key where its fields are asked for, so
/// that only rows of the page are read, whatever the types' fields are.
final class MixedRows: ListedRows {
    private let selection: SelectionPlanner
    private let type: MappedAbstractType
    private let arguments: [String: SourcedValue]
    private let page: MixedPage
    /// The tables that are joined to the page, by type.
    private var joined: [String: SQLIdentifier] = [:]
    private let correlation: (MappedTable, SQLIdentifier) -> [SQLFragment]
    /// How many rows have a list like this one.
    private let ownerCount: Int

    /// - Parameters:
    ///   - page: which of the rows.
    ///   - correlation: conditions that tie the rows of a table to a row of the statement around.
    init(
        _ type: MappedAbstractType, arguments: [String: SourcedValue], page: PageArguments, place: String,
        selection: SelectionPlanner,
        correlation: @escaping (MappedTable, SQLIdentifier) -> [SQLFragment] = { _, _ in [] }
    ) throws(PlanningError) {
        self.type = type
        self.arguments = arguments
        self.correlation = correlation
        ownerCount = selection.rowCount
        let planner = MixedPagePlanner(
            scope: selection.scope, cursors: selection.cursors, type: type, correlation: correlation)
        self.page = try planner.page(arguments: arguments, page: page, place: place)
        self.selection = try selection.within(rows: page.size)
    }

    var typeName: String { type.typeName }

    var name: String { snakeCase(type.typeName) }

    var alias: SQLIdentifier { page.alias }

    var extent: PageExtent { page.extent }

    var cursorKeys: [SQLFragment] { page.cursorKeys }

    func row(
        _ selectionSets: [SelectionSet], joins: inout [SQLFragment]
    ) throws(PlanningError) -> SelectedRow {
        var variants: [RowVariant] = []
        for branch in page.branches { variants.append(try variant(branch, selectionSets, joins: &joins)) }
        return .variants(variants)
    }

    private func variant(
        _ branch: MixedBranch, _ selectionSets: [SelectionSet], joins: inout [SQLFragment]
    ) throws(PlanningError) -> RowVariant {
        let table = branch.table
        let row = joined[table.typeName] ?? selection.scope.alias(for: table.relation.name)
        // A column that the join compares cannot be null in a row that was found.
        let key = branch.ownKeys.last.map { SQLIdentifier($0.column.column.name) } ?? SQLIdentifier("id")
        let presence: SQLFragment = "\(row).\(key) is not null"
        var further: [SQLFragment] = []
        // No function is called for a row that is not there.
        let node = try selection.row(
            selectionSets, of: table, alias: row, use: { _ in }, making: { "case when \(presence) then \($1) end" },
            joins: &further)
        guard node.readsRow else {
            return RowVariant(
                presence: "\(alias).\(MixedColumns.type) = \(SQLFragment(constant: table.typeName))", row: node)
        }
        if joined[table.typeName] == nil {
            try selection.scope.budget.takeRelation()
            joins.append("left join \(table.relation) as \(row) on \(page.join(of: branch, as: row))")
            joined[table.typeName] = row
        }
        joins += further
        return RowVariant(presence: presence, row: node)
    }

    func count() throws(PlanningError) -> SQLFragment {
        var counts: [SQLFragment] = []
        for branch in page.branches {
            let planner = CountPlanner(scope: selection.scope, rowCount: ownerCount)
            counts.append(
                try planner.count(of: branch.table, arguments: arguments) { [correlation] rows in
                    correlation(branch.table, rows)
                })
        }
        return counts.joined(by: " + ")
    }

    func page(rowLimit: Int) -> SQLFragment { page.subquery(rowLimit: rowLimit) }

    var orderJoins: SQLFragment { .empty }

    func outerOrder(rowLimit: Int) -> SQLFragment { "\n\(page.outerOrder)" }

    var ordering: SQLFragment { page.outerOrder }
}

extension RowNode {
    /// Whether it needs more of the row than its type.
    fileprivate var readsRow: Bool {
        fields.contains { entry in
            if case .typename = entry.field { return false }
            return true
        }
    }
}
