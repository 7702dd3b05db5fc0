// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Turns the selection on a table's type into what is needed of its rows, and the joins that provide it.
struct SelectionPlanner {
    let scope: StatementScope
    let operation: OperationReader
    let cursors: any CursorReading
    /// How many relations lead from the root field to the row.
    var depth = 0
    /// How many rows there are of the kind that is selected from, if every page is full.
    var rowCount = 1
    /// What the rows that are selected from were found by, where it was by words or a vector.
    var found: FoundRows?

    /// - Parameters:
    ///   - use: is told which columns of the row are read.
    ///   - making: where a value that a function makes of the row stands; for itself where `alias` is the table's.
    ///   - joins: grows by what the selection needs.
    func row(
        _ selectionSets: [SelectionSet], of table: MappedTable, alias: SQLIdentifier, use: (String) -> Void,
        making: (SQLIdentifier, SQLFragment) -> SQLFragment = { $1 }, joins: inout [SQLFragment]
    ) throws(PlanningError) -> RowNode {
        var node = RowNode()
        let selected = try operation.collect(selectionSets, on: table.typeName)
        try checkAliases(selected, of: table)
        for collected in selected {
            guard let first = collected.fields.first else { continue }
            try scope.budget.takeField(of: rowCount)
            let field: RowField
            switch table.fields[first.name.value] {
            case .column(let column)?:
                use(column.name)
                field = .column(ColumnSQL(column, alias: alias, forms: scope.mapping.forms))
            case .relation(let relation)?:
                for column in relation.ownColumns { use(column) }
                field = try self.relation(relation, collected: collected, of: table, alias: alias, joins: &joins)
            case .mixed(let mixed)?:
                field = try self.mixed(mixed, collected: collected, of: table, alias: alias, use: use, joins: &joins)
            case .aggregate(let relation)?:
                for column in relation.ownColumns { use(column) }
                field = .part(try aggregate(relation, collected: collected, of: table, alias: alias, joins: &joins))
            case .computed(let call)?:
                let arguments = try operation.arguments(of: first, on: table.typeName)
                guard
                    let value = ComputedPlanner(scope: scope).value(
                        of: call, named: first.name.value, arguments, row: alias, placing: making)
                else { continue }
                field = .column(value)
            case nil where first.name.value == "__typename":
                field = .typename(table.typeName)
            case nil where first.name.value == NodeNames.field && !table.nodeKey.isEmpty:
                for column in table.nodeKey { use(column.name) }
                field = .column(NodeSQL(table: table, alias: alias, forms: scope.mapping.forms).column)
            case nil:
                // Validation lets no unknown field through: it is one that @search or @nearest makes.
                field = found?.field(first.name.value, forms: scope.mapping.forms, use: use) ?? .null
            }
            node.fields.append(RowEntry(key: collected.responseKey, field: field))
        }
        return node
    }

    /// Refuses a column under very many aliases: PostgreSQL would make JSON that is many times as large as the rows.
    private func checkAliases(_ selected: [CollectedField], of table: MappedTable) throws(PlanningError) {
        let maximum = scope.settings.maximumAliases
        guard selected.count > maximum else { return }
        var counts: [String: Int] = [:]
        for field in selected {
            guard case .column? = table.fields[field.name] else { continue }
            counts[field.name, default: 0] += 1
            guard counts[field.name, default: 0] <= maximum else {
                throw PlanningError(
                    .limitExceeded, "Field '\(field.name)' is selected of one row more than \(maximum) times.",
                    hint: "Select it once.")
            }
        }
    }

    /// The planner for the rows of a page of this size, one for each row that is selected from now.
    ///
    /// - Parameter found: what the page's rows were found by.
    func within(rows: Int, found: FoundRows? = nil) throws(PlanningError) -> SelectionPlanner {
        var inner = self
        inner.found = found
        let (count, overflows) = rowCount.multipliedReportingOverflow(by: rows)
        inner.rowCount = overflows ? .max : count
        try scope.budget.takeNodes(inner.rowCount)
        return inner
    }

    func deeper() throws(PlanningError) -> SelectionPlanner {
        guard depth < scope.settings.maximumDepth else {
            throw PlanningError(
                .limitExceeded, "Relations are nested deeper than \(scope.settings.maximumDepth) levels.",
                hint: "Ask for less at once.")
        }
        var inner = self
        inner.depth += 1
        inner.found = nil
        return inner
    }

    private func aggregate(
        _ relation: MappedRelation, collected: CollectedField, of table: MappedTable, alias: SQLIdentifier,
        joins: inout [SQLFragment]
    ) throws(PlanningError) -> RowNode {
        guard let field = collected.fields.first else { return RowNode() }
        let target = try scope.target(of: relation)
        let planner = AggregatePlanner(selection: try deeper(), table: target)
        return try planner.row(
            collected.selectionSets, arguments: try operation.arguments(of: field, on: table.typeName),
            correlation: { relation.correlation(of: $0, to: alias, in: scope) }, joins: &joins)
    }

    private func relation(
        _ relation: MappedRelation, collected: CollectedField, of table: MappedTable, alias: SQLIdentifier,
        joins: inout [SQLFragment]
    ) throws(PlanningError) -> RowField {
        let target = try scope.target(of: relation)
        let selectionSets = collected.selectionSets
        let inner = try deeper()
        switch relation.shape {
        case .one:
            let joined = scope.alias(for: target.relation.name)
            joins.append(relation.leftJoin(target.relation, as: joined, from: alias, in: scope))
            let presence = relation.presence(of: joined)
            // No function is called for a row that is not there.
            let row = try inner.row(
                selectionSets, of: target, alias: joined, use: { _ in },
                making: { "case when \(presence) then \($1) end" }, joins: &joins)
            return .object(row, presence: presence, isNonNull: relation.isNonNull)
        case .list, .connection:
            guard let field = collected.fields.first else { return .typename(table.typeName) }
            let arguments = try operation.arguments(of: field, on: table.typeName)
            let correlation = { (inner: SQLIdentifier) in relation.correlation(of: inner, to: alias, in: scope) }
            let rows = try TableRows(
                target, arguments: arguments,
                page: try PageArguments(
                    arguments, of: relation.shape, limit: relation.limit, settings: scope.settings),
                place: "\(table.typeName).\(field.name.value)", selection: inner, correlation: correlation)
            let planned = try LateralPlanner(rows: rows, operation: operation, scope: scope).plan(
                selectionSets, as: relation.shape)
            joins.append(planned.join)
            return .lateral(planned.node)
        }
    }
}
