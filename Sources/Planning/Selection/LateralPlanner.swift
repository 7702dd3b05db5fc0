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
    let rows: any ListedRows
    let operation: OperationReader
    let scope: StatementScope

    /// A lateral subquery with the join that brings it into the statement.
    struct Planned {
        var node: LateralNode
        var join: SQLFragment
    }

    func plan(
        _ selectionSets: [SelectionSet], as shape: AuthoredRelation.Shape
    ) throws(PlanningError) -> Planned {
        switch shape {
        case .one, .list: try list(selectionSets)
        case .connection: try connection(selectionSets)
        }
    }

    /// A plain list: all rows, and a fault if there are more than the limit.
    private func list(_ selectionSets: [SelectionSet]) throws(PlanningError) -> Planned {
        let maximum = rows.extent.size
        var joins: [SQLFragment] = []
        let row = JSONEmitter.row(try rows.row(selectionSets, joins: &joins))

        let item = scope.alias(for: "item")
        let tooMany: SQLFragment = "count(*) > \(SQLFragment(number: maximum))"
        let fault: SQLFragment =
            row.fault == nil ? tooMany : "coalesce(bool_or(\(item).is_faulty), false) or \(tooMany)"
        var columns: [RowColumn] = [RowColumn("value", row.text.sql)]
        if let fault = row.fault { columns.append(RowColumn("is_faulty", fault)) }
        return planned(
            value: .list(of: "\(item).value"), fault: fault,
            from: rowSubquery(columns, rowLimit: maximum + 1, joins: joins), item: item,
            shape: .list(row.shape, limit: maximum), mustBeShaped: row.mustBeShaped)
    }

    /// A connection: its fields are aggregates over the page's rows.
    private func connection(_ selectionSets: [SelectionSet]) throws(PlanningError) -> Planned {
        let item = scope.alias(for: "item")
        var builder = NestedConnection(rows: rows, operation: operation, item: item)
        let fields = try builder.fields(selectionSets)
        let subquery =
            builder.needsRows
            ? rowSubquery(builder.rowColumns, rowLimit: builder.rowLimit, joins: builder.joins) : nil
        return planned(
            value: .object(fields.map { ($0.key, $0.value.text) }),
            fault: builder.canFault ? "coalesce(bool_or(\(item).is_faulty), false)" : nil, from: subquery, item: item,
            shape: .object(fields.map { ShapedField(key: $0.key, shape: $0.value.shape) }, isNonNull: true),
            mustBeShaped: fields.contains { $0.value.mustBeShaped })
    }

    /// The page's rows with what is aggregated over them, in order.
    private func rowSubquery(_ columns: [RowColumn], rowLimit: Int, joins: [SQLFragment]) -> SQLFragment {
        let list = columns.map { "\($0.sql) as \($0.name)" as SQLFragment }
        let all = joins.map { "\n\($0)" as SQLFragment }.joined(by: .empty)
        return "select \(list.joined(by: ",\n    "))\nfrom \(rows.page(rowLimit: rowLimit))\(rows.orderJoins)\(all)"
            + rows.outerOrder(rowLimit: rowLimit)
    }

    /// - Parameter subquery: what `value` aggregates; nil where it aggregates nothing, as for a lone totalCount.
    private func planned(
        value: JSONText, fault: SQLFragment?, from subquery: SQLFragment?, item: SQLIdentifier, shape: JSONShape,
        mustBeShaped: Bool
    ) -> Planned {
        let alias = scope.alias(for: "\(rows.name)_json")
        let faultColumn: SQLFragment = fault.map { ",\n    \($0) as is_faulty" } ?? ""
        let from: SQLFragment = subquery.map { "\nfrom (\(SQLFragment.indented("\n\($0)"))\n) as \(item)" } ?? ""
        let body: SQLFragment = "\nselect \(value.sql) as value\(faultColumn)\(from)"
        return Planned(
            node: LateralNode(alias: alias, shape: shape, canFault: fault != nil, mustBeShaped: mustBeShaped),
            join: "left join lateral (\(SQLFragment.indented(body))\n) as \(alias) on true")
    }
}
