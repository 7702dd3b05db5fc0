// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Plans an aggregate: of all rows that fit, or of those that belong to a row.
///
/// All figures come of one look at the rows; each list of groups of one more.
struct AggregatePlanner {
    let selection: SelectionPlanner
    let table: MappedTable

    private var scope: StatementScope { selection.scope }
    private var names: AggregateNames { AggregateNames(table.typeName) }

    /// A field of the query root.
    func plan(
        _ selectionSets: [SelectionSet], arguments: [String: SourcedValue]
    ) throws(PlanningError) -> (sql: SQLFragment, shape: RootShape) {
        let collected = try selection.operation.collect(selectionSets, on: names.aggregate)
        let groups = collected.filter { $0.name == "groups" }
        let figures = collected.filter { !["groups", "__typename"].contains($0.name) }
        let rows = AggregatedRows(
            table: table, where: arguments["where"]?.unlessNull, lookCount: selection.rowCount
        ) { _ in [] }
        if let only = groups.first, groups.count == 1, figures.isEmpty {
            return try groupRows(only, among: collected, of: rows)
        }
        var emitter = FlatEmitter()
        if groups.isEmpty {
            let alias = scope.alias(for: table.relation.name)
            let columns = MeasureColumns(alias: nil, scope: scope)
            let planner = MeasurePlanner(selection: selection, table: table, alias: alias, columns: columns)
            var row = RowNode()
            for entry in collected {
                row.fields.append(
                    RowEntry(key: entry.responseKey, field: try planner.field(entry, on: names.aggregate)))
            }
            let object = emitter.object(row)
            // Where no figure is asked for, there is nothing to look at.
            let from = columns.isEmpty ? "" : try rows.clauses(as: alias, scope: scope, joins: columns.conditions.joins)
            return ("select\n    \(emitter.selectList)\(from)", .row(object, isNonNull: true))
        }
        var subqueries: [Subquery] = []
        let object = emitter.object(try row(collected, of: rows, subqueries: &subqueries, isRoot: true))
        let from = subqueries.map(\.sql).joined(by: "\ncross join ")
        return ("select\n    \(emitter.selectList)\nfrom \(from)", .row(object, isNonNull: true))
    }

    /// A field of a row. `joins` grows by one lateral subquery for the figures, and one for each list of groups.
    func row(
        _ selectionSets: [SelectionSet], arguments: [String: SourcedValue],
        correlation: @escaping (SQLIdentifier) -> [SQLFragment], joins: inout [SQLFragment]
    ) throws(PlanningError) -> RowNode {
        let collected = try selection.operation.collect(selectionSets, on: names.aggregate)
        var subqueries: [Subquery] = []
        let rows = AggregatedRows(
            table: table, where: arguments["where"]?.unlessNull, lookCount: selection.rowCount, correlation: correlation
        )
        let row = try row(collected, of: rows, subqueries: &subqueries, isRoot: false)
        joins += subqueries.map { "left join lateral \($0.sql) on true" }
        return row
    }

    /// A subquery of FROM that answers one row.
    private struct Subquery {
        let body: SQLFragment
        let alias: SQLIdentifier

        var sql: SQLFragment { "(\(SQLFragment.indented("\n\(body)"))\n) as \(alias)" }
    }

    private func row(
        _ collected: [CollectedField], of rows: AggregatedRows, subqueries: inout [Subquery], isRoot: Bool
    ) throws(PlanningError) -> RowNode {
        let alias = scope.alias(for: table.relation.name)
        let columns = MeasureColumns(alias: scope.alias(for: "\(table.relation.name)_figures"), scope: scope)
        let planner = MeasurePlanner(selection: selection, table: table, alias: alias, columns: columns)
        var row = RowNode()
        var groups: [Subquery] = []
        for entry in collected {
            guard entry.name == "groups" else {
                row.fields.append(
                    RowEntry(key: entry.responseKey, field: try planner.field(entry, on: names.aggregate)))
                continue
            }
            let planned = try GroupsPlanner(selection: selection, table: table, rows: rows, isRoot: isRoot).json(entry)
            groups.append(Subquery(body: planned.body, alias: planned.node.alias))
            row.fields.append(RowEntry(key: entry.responseKey, field: .lateral(planned.node)))
        }
        if !columns.isEmpty, let name = columns.alias {
            let list = columns.selectList.joined(by: ",\n    ")
            let from = try rows.clauses(as: alias, scope: scope, joins: columns.conditions.joins)
            subqueries.append(Subquery(body: "select\n    \(list)\(from)", alias: name))
        }
        subqueries += groups
        return row
    }

    /// An aggregate of which only one list of groups is asked for: the groups are the statement's rows.
    private func groupRows(
        _ groups: CollectedField, among collected: [CollectedField], of rows: AggregatedRows
    ) throws(PlanningError) -> (sql: SQLFragment, shape: RootShape) {
        let planned = try GroupsPlanner(selection: selection, table: table, rows: rows, isRoot: true).rows(groups)
        let fields = collected.map { entry in
            ShapedField<GroupsField>(
                key: entry.responseKey,
                shape: entry.name == "groups"
                    ? .rows(planned.shape, limit: planned.limit) : .constant(Array("\"\(names.aggregate)\"".utf8)))
        }
        return (planned.sql, .groups(fields))
    }
}

/// The rows that an aggregate is made of.
struct AggregatedRows {
    let table: MappedTable
    let `where`: SourcedValue?
    /// How many times they are looked at: for each row that the aggregate belongs to.
    let lookCount: Int
    /// Conditions that tie the rows to a row of the statement around.
    let correlation: (SQLIdentifier) -> [SQLFragment]

    /// FROM and WHERE, each on a line of its own.
    ///
    /// - Parameter joins: further tables, which figures or keys need.
    func clauses(
        as alias: SQLIdentifier, scope: StatementScope, joins: [SQLFragment] = []
    ) throws(PlanningError) -> SQLFragment {
        try scope.budget.takeLook(of: lookCount)
        var conditions = correlation(alias)
        if let filter = self.where,
            let condition = try FilterPlanner(scope: scope).condition(
                filter, on: table, alias: alias, path: [.key("where")])
        {
            conditions.append(condition)
        }
        let joined = joins.map { "\n\($0)" as SQLFragment }.joined(by: .empty)
        let filter: SQLFragment = conditions.isEmpty ? "" : "\nwhere \(conditions.joined(by: "\n    and "))"
        return "\nfrom \(table.relation) as \(alias)\(joined)\(filter)"
    }
}

extension CollectedField {
    /// The field's name in the schema.
    var name: String { fields.first?.name.value ?? "" }
}
