// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// A column of the subquery over which a to-many relation is aggregated.
struct RowColumn {
    let name: SQLIdentifier
    let sql: SQLFragment

    init(_ name: String, _ sql: SQLFragment) {
        self.name = SQLIdentifier(name)
        self.sql = sql
    }
}

/// Plans to-many relations: each is one lateral subquery that answers one row of JSON.
struct LateralPlanner {
    let selection: SelectionPlanner

    private var scope: StatementScope { selection.scope }

    /// A lateral subquery with the join that brings it into the statement.
    struct Planned {
        var node: LateralNode
        var join: SQLFragment
    }

    /// A plain list: all rows, and a fault if there are more than the limit.
    func list(
        of table: MappedTable, selectionSets: [SelectionSet], arguments: [String: SourcedValue],
        limit: AuthoredLimit?, place: String, correlation: @escaping (SQLIdentifier) -> [SQLFragment]
    ) throws(PlanningError) -> Planned {
        let source = PageSource(table: table, alias: scope.alias(for: table.relation.name))
        let maximum = limit?.max ?? scope.settings.maximumPageSize
        let all = try PageArguments([:], limit: AuthoredLimit(default: maximum, max: maximum), settings: scope.settings)
        let page = try PagePlanner(scope: scope, cursors: selection.cursors).page(
            of: table, arguments: arguments, page: all, place: place, source: source,
            correlation: correlation)
        let selection = try selection.within(rows: maximum, found: page.found)
        var joins: [SQLFragment] = []
        let row = JSONEmitter.object(
            try selection.row(
                selectionSets, of: table, alias: source.alias, use: source.use, making: source.make, joins: &joins))

        let item = scope.alias(for: "item")
        let tooMany: SQLFragment = "count(*) > \(SQLFragment(number: maximum))"
        let fault: SQLFragment =
            row.fault == nil ? tooMany : "coalesce(bool_or(\(item).is_faulty), false) or \(tooMany)"
        var columns: [RowColumn] = [RowColumn("value", row.text.sql)]
        if let fault = row.fault { columns.append(RowColumn("is_faulty", fault)) }
        let rows = rowSubquery(
            columns, page: page, rowLimit: maximum + 1,
            joins: joins)
        return planned(
            value: .list(of: "\(item).value"), fault: fault, from: rows, item: item, name: table,
            shape: .list(row.shape, limit: maximum), mustBeShaped: row.mustBeShaped)
    }

    /// A connection: its fields are aggregates over the page's rows.
    func connection(
        of table: MappedTable, selectionSets: [SelectionSet], arguments: [String: SourcedValue],
        limit: AuthoredLimit?, place: String, correlation: @escaping (SQLIdentifier) -> [SQLFragment]
    ) throws(PlanningError) -> Planned {
        let source = PageSource(table: table, alias: scope.alias(for: table.relation.name))
        let page = try PagePlanner(scope: scope, cursors: selection.cursors).page(
            of: table, arguments: arguments,
            page: try PageArguments(arguments, limit: limit, settings: scope.settings), place: place, source: source,
            correlation: correlation)

        let item = scope.alias(for: "item")
        var builder = NestedConnection(
            selection: try selection.within(rows: page.size, found: page.found), table: table, page: page, item: item)
        let fields = try builder.fields(selectionSets) { () throws(PlanningError) -> SQLFragment in
            try CountPlanner(scope: scope, rowCount: selection.rowCount).count(
                of: table, arguments: arguments, correlation: correlation)
        }
        let rows =
            builder.needsRows
            ? rowSubquery(builder.rowColumns, page: page, rowLimit: builder.rowLimit, joins: builder.joins) : nil
        return planned(
            value: .object(fields.map { ($0.key, $0.value.text) }),
            fault: builder.canFault ? "coalesce(bool_or(\(item).is_faulty), false)" : nil, from: rows, item: item,
            name: table,
            shape: .object(fields.map { ShapedField(key: $0.key, shape: $0.value.shape) }, isNonNull: true),
            mustBeShaped: fields.contains { $0.value.mustBeShaped })
    }

    /// The page's rows with what is aggregated over them, in order.
    private func rowSubquery(
        _ columns: [RowColumn], page: Page, rowLimit: Int, joins: [SQLFragment]
    ) -> SQLFragment {
        let list = columns.map { "\($0.sql) as \($0.name)" as SQLFragment }
        let all = joins.map { "\n\($0)" as SQLFragment }.joined(by: .empty)
        return "select \(list.joined(by: ",\n    "))\nfrom \(page.subquery(rowLimit: rowLimit))\(page.orderJoins)\(all)"
            + page.outerOrder(rowLimit: rowLimit)
    }

    /// - Parameter rows: what `value` aggregates; nil where it aggregates nothing, as for a lone totalCount.
    private func planned(
        value: JSONText, fault: SQLFragment?, from rows: SQLFragment?, item: SQLIdentifier, name table: MappedTable,
        shape: JSONShape, mustBeShaped: Bool
    ) -> Planned {
        let alias = scope.alias(for: "\(table.relation.name)_json")
        let faultColumn: SQLFragment = fault.map { ",\n    \($0) as is_faulty" } ?? ""
        let from: SQLFragment = rows.map { "\nfrom (\(SQLFragment.indented("\n\($0)"))\n) as \(item)" } ?? ""
        let body: SQLFragment = "\nselect \(value.sql) as value\(faultColumn)\(from)"
        return Planned(
            node: LateralNode(alias: alias, shape: shape, canFault: fault != nil, mustBeShaped: mustBeShaped),
            join: "left join lateral (\(SQLFragment.indented(body))\n) as \(alias) on true")
    }
}
