// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Plans `groups`: figures for each group of rows.
struct GroupsPlanner {
    let selection: SelectionPlanner
    let table: MappedTable
    let rows: AggregatedRows
    /// Whether the groups are those of a field of the query root, of which there may be more.
    let isRoot: Bool

    private var scope: StatementScope { selection.scope }
    private var names: AggregateNames { AggregateNames(table.typeName) }

    /// Groups as the rows of a statement.
    func rows(
        _ collected: CollectedField
    ) throws(PlanningError) -> (sql: SQLFragment, shape: ObjectShape, limit: Int) {
        let request = try request(collected)
        var emitter = FlatEmitter()
        let object: ObjectShape
        let sql: SQLFragment
        if request.keys.filled != nil {
            let statement = GroupStatement(request, filledAlias: scope.alias(for: "filled"), scope: scope)
            object = emitter.object(try row(collected, request, columns: statement.columns) { statement.key($0) })
            let parts = try parts(request, statement)
            sql = statement.filled(
                selectList: emitter.columns, parts: parts, grouped: scope.alias(for: "grouped"),
                from: try from(request, statement.columns)
            )
        } else {
            let columns = MeasureColumns(alias: nil, scope: scope)
            object = emitter.object(
                try row(collected, request, columns: columns) { request.keys.keys[$0].expression })
            let statement = GroupStatement(request, filledAlias: nil, scope: scope)
            sql = statement.plain(
                selectList: emitter.columns, isNamed: false, parts: try parts(request, statement),
                from: try from(request, columns))
        }
        return (sql, object, request.limit)
    }

    /// Groups as a subquery that answers one row of JSON.
    func json(_ collected: CollectedField) throws(PlanningError) -> (body: SQLFragment, node: LateralNode) {
        let request = try request(collected)
        let item = scope.alias(for: "item")
        let columns = MeasureColumns(alias: item, scope: scope)
        let row = JSONEmitter.object(
            try row(collected, request, columns: columns) { index in "\(item).\(GroupStatement.keyName(index))" })
        let inner: SQLFragment
        if request.keys.filled != nil {
            let statement = GroupStatement(request, filledAlias: scope.alias(for: "filled"), scope: scope)
            for measure in columns.measures { statement.columns.add(measure) }
            let parts = try parts(request, statement)
            let list = statement.keyList + columns.measures.map { statement.columns.column($0).reference }
            inner = statement.filled(
                selectList: list, parts: parts, grouped: scope.alias(for: "grouped"), from: try from(request, columns))
        } else {
            let statement = GroupStatement(request, filledAlias: nil, scope: scope)
            inner = statement.plain(
                selectList: statement.namedKeys + columns.selectList, isNamed: true,
                parts: try parts(request, statement), from: try from(request, columns))
        }
        let fault: SQLFragment? = request.isCapped ? "count(*) > \(SQLFragment(number: request.limit))" : nil
        let faultColumn: SQLFragment = fault.map { ",\n    \($0) as is_faulty" } ?? ""
        let body: SQLFragment =
            "select \(JSONText.list(of: row.text.sql).sql) as value\(faultColumn)\n"
            + "from (\(SQLFragment.indented("\n\(inner)"))\n) as \(item)"
        let node = LateralNode(
            alias: scope.alias(for: "\(table.relation.name)_groups"),
            shape: .list(row.shape, limit: request.isCapped ? request.limit : nil), canFault: fault != nil,
            mustBeShaped: row.mustBeShaped)
        return (body, node)
    }

    // MARK: Parts

    private func request(_ collected: CollectedField) throws(PlanningError) -> GroupRequest {
        guard let field = collected.fields.first else { throw .noDirection([]) }
        let arguments = try selection.operation.arguments(of: field, on: names.aggregate)
        let alias = scope.alias(for: table.relation.name)
        let keys = try GroupKeysPlanner(scope: scope).keys(arguments["by"], of: table, alias: alias)
        let first = try first(arguments)
        let settings = scope.settings
        let cap = isRoot ? settings.maximumGroups : min(settings.maximumGroups, settings.maximumPageSize)
        let limit = first ?? cap
        let width = try selection.operation.collect(collected.selectionSets, on: names.group).count
        try scope.budget.takeFields(width, of: selection.within(rows: limit).rowCount)
        return GroupRequest(
            alias: alias, keys: keys, arguments: arguments, limit: limit, isCapped: first == nil,
            measures: Measures(table: table, alias: alias, scope: scope))
    }

    private func first(_ arguments: [String: SourcedValue]) throws(PlanningError) -> Int? {
        guard case .leaf(.int(let value))? = arguments["first"]?.content else { return nil }
        let maximum = scope.settings.maximumPageSize
        guard value >= 0 else {
            throw PlanningError(.badUserInput, "'first' may not be negative.", inputPath: [.key("first")])
        }
        guard value <= maximum else {
            throw PlanningError(
                .limitExceeded, "'first' names at most \(maximum) groups, but \(value) were asked for.",
                hint: "Leave 'first' out for all groups, or ask for fewer.", inputPath: [.key("first")])
        }
        return Int(value)
    }

    private func from(_ request: GroupRequest, _ columns: MeasureColumns) throws(PlanningError) -> SQLFragment {
        try rows.clauses(as: request.alias, scope: scope, joins: request.keys.joins + columns.conditions.joins)
    }

    /// HAVING and ORDER BY.
    private func parts(
        _ request: GroupRequest, _ statement: GroupStatement
    ) throws(PlanningError) -> GroupStatement.Parts {
        let figures = FigurePlanner(scope: scope)
        var parts = GroupStatement.Parts()
        if let having = request.arguments["having"]?.unlessNull {
            parts.having = try figures.conditions(having, path: [.key("having")]) { figure in
                statement.columns.column(request.measures.figure(figure, isCompared: true))
            }
        }
        var ordersByKey = false
        if case .list(let items)? = request.arguments["orderBy"]?.content {
            try OrderPlanner.checkCount(items.count, settings: scope.settings)
            for (index, item) in items.enumerated() {
                let path: [PathSegment] = [.key("orderBy"), .index(index)]
                guard case .object(let fields) = item.content, let field = fields.first else { continue }
                if let direction = Direction(field.value) {
                    if !ordersByKey {
                        parts.order += request.keys.keys.indices.map { (.key($0), direction) }
                    }
                    ordersByKey = true
                } else {
                    let order = try figures.order(field.value, path: path + [.key(field.name)])
                    let measure = request.measures.figure(order.figure)
                    let column = statement.columns.column(measure)
                    parts.order.append(
                        (.figure(column.reference, isNullable: !measure.column.isNotNull), order.direction))
                }
            }
        }
        // The keys make the order total, so that the same groups come first each time.
        if !ordersByKey { parts.order += request.keys.keys.indices.map { (.key($0), .ascending) } }
        return parts
    }

    /// What is selected of a group. `key` gives the SQL of a key by its position.
    private func row(
        _ collected: CollectedField, _ request: GroupRequest, columns: MeasureColumns, key: (Int) -> SQLFragment
    ) throws(PlanningError) -> RowNode {
        let planner = MeasurePlanner(selection: selection, table: table, alias: request.alias, columns: columns)
        var row = RowNode()
        for entry in try selection.operation.collect(collected.selectionSets, on: names.group) {
            let field =
                entry.name == "key"
                ? try keyField(entry.selectionSets, typeName: table.typeName, names: [], request, key)
                : try planner.field(entry, on: names.group)
            row.fields.append(RowEntry(key: entry.responseKey, field: field))
        }
        return row
    }

    private func keyField(
        _ selectionSets: [SelectionSet], typeName: String, names path: [String], _ request: GroupRequest,
        _ key: (Int) -> SQLFragment
    ) throws(PlanningError) -> RowField {
        guard let table = scope.mapping.tables[typeName] else { return .null }
        let objectName = AggregateNames(typeName).groupKey
        var row = RowNode()
        for entry in try selection.operation.collect(selectionSets, on: objectName) {
            try scope.budget.takeField(of: selection.rowCount)
            let place = path + [entry.name]
            let field: RowField
            if entry.name == "__typename" {
                field = .typename(objectName)
            } else if let index = request.keys.keys.firstIndex(where: { $0.path == place }) {
                field = .column(
                    ColumnSQL(request.keys.keys[index].column, reference: key(index), forms: scope.mapping.forms))
            } else if case .relation(let relation)? = table.fields[entry.name],
                request.keys.keys.contains(where: { $0.path.starts(with: place) })
            {
                field = try keyField(
                    entry.selectionSets, typeName: relation.targetType, names: place, request, key)
            } else {
                field = .null
            }
            row.fields.append(RowEntry(key: entry.responseKey, field: field))
        }
        return .part(row)
    }
}

/// What is asked of `groups`, but for the selection.
struct GroupRequest {
    /// The rows.
    let alias: SQLIdentifier
    let keys: GroupKeys
    let arguments: [String: SourcedValue]
    let limit: Int
    /// Whether more groups than the limit are an error: the client did not ask for the first few.
    let isCapped: Bool
    let measures: Measures

    /// One more than the limit where it matters whether there are more.
    var rowLimit: SQLFragment { SQLFragment(number: isCapped ? limit + 1 : limit) }
}
