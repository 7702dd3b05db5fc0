// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Plans a root field that a function answers.
struct CallPlanner {
    let selection: SelectionPlanner
    let call: MappedCall

    private var scope: StatementScope { selection.scope }

    func plan(
        _ selectionSets: [SelectionSet], arguments: [String: SourcedValue]
    ) throws(PlanningError) -> (sql: SQLFragment, shape: RootShape) {
        try scope.budget.takeRelation()
        let source = CallSource(
            call: call, invocation: CallArguments(scope: scope).invocation(of: call, arguments),
            alias: scope.alias(for: call.function.name))
        switch call.answer {
        case .nothing:
            return ("select\nfrom \(source.value)", .value(.constant(Array("true".utf8)), isNonNull: call.isNonNull))
        case .value(let column):
            return single(column, source)
        case .values(let column):
            return try values(column, source)
        case .record(let record):
            return try rows(selectionSets, of: record, source: source, alias: source.alias, key: [])
        case .rows(let table, let key):
            try scope.budget.takeRelation()
            return try rows(
                selectionSets, of: table, source: source, alias: scope.alias(for: table.relation.name), key: key)
        }
    }

    private func single(_ column: MappedColumn, _ source: CallSource) -> (sql: SQLFragment, shape: RootShape) {
        let (expression, encoding) = ColumnSQL(column, alias: source.alias, forms: scope.mapping.forms).plain
        return (
            "select\n    \(expression)\nfrom \(source.value)",
            .value(.column(index: 0, encoding: encoding, isNonNull: column.isNonNull), isNonNull: call.isNonNull)
        )
    }

    private func values(
        _ column: MappedColumn, _ source: CallSource
    ) throws(PlanningError) -> (sql: SQLFragment, shape: RootShape) {
        let maximum = call.limit?.max ?? scope.settings.maximumPageSize
        try scope.budget.takeNodes(maximum)
        let (expression, encoding) = ColumnSQL(column, alias: source.alias, forms: scope.mapping.forms).plain
        let limit = SQLFragment(number: maximum + 1)
        return (
            "select\n    \(expression)\nfrom \(source.values)\norder by \(source.position)\nlimit \(limit)",
            .values(
                .column(index: 0, encoding: encoding, isNonNull: column.isNonNull), limit: maximum,
                isNonNull: call.isNonNull)
        )
    }

    /// The statement that answers from rows which an earlier statement of the transaction kept.
    func planKept(
        _ selectionSets: [SelectionSet], of table: MappedTable, key: [String], rows: KeptRows
    ) throws(PlanningError) -> (sql: SQLFragment, shape: RootShape) {
        try scope.budget.takeRelation()
        let kept = scope.alias(for: call.function.name)
        let source = CallSource(call: call, invocation: "", alias: kept, kept: rows)
        let alias = key.isEmpty ? kept : scope.alias(for: table.relation.name)
        return try self.rows(selectionSets, of: table, source: source, alias: alias, key: key)
    }

    /// - Parameter key: columns by which the answer's rows are read once more from the table under `alias`; none
    ///   where the answer itself is selected from.
    private func rows(
        _ selectionSets: [SelectionSet], of table: MappedTable, source: CallSource, alias: SQLIdentifier, key: [String]
    ) throws(PlanningError) -> (sql: SQLFragment, shape: RootShape) {
        let maximum = call.limit?.max ?? scope.settings.maximumPageSize
        let selection = call.isList ? try selection.within(rows: maximum) : selection
        var joins: [SQLFragment] = []
        var emitter = FlatEmitter()
        let row = try selection.row(selectionSets, of: table, alias: alias, use: { _ in }, joins: &joins)
        let object = emitter.object(row)
        var from = source.rows
        if !key.isEmpty {
            let conditions = key.map { name in
                "\(alias).\(SQLIdentifier(name)) = \(source.alias).\(SQLIdentifier(name))" as SQLFragment
            }
            // An inner join: what the policies hide is no part of the answer, whatever the function says.
            from = from + "\njoin \(table.relation) as \(alias) on \(conditions.joined(by: " and "))"
        }
        let further = joins.map { "\n\($0)" as SQLFragment }.joined(by: .empty)
        let select: SQLFragment = "select\n    \(emitter.selectList)\nfrom \(from)\(further)"
        guard call.isList else {
            // A function that answers one row answers NULL as a row of nulls.
            let presence: SQLFragment = key.isEmpty && source.mayBeNull ? "\nwhere not (\(source.alias) is null)" : ""
            return ("\(select)\(presence)\nlimit 2", .row(object, isNonNull: call.isNonNull))
        }
        let limit = SQLFragment(number: maximum + 1)
        return ("\(select)\norder by \(source.position)\nlimit \(limit)", .list(.object(object), limit: maximum))
    }
}

/// A call of a function in FROM.
struct CallSource {
    let call: MappedCall
    let invocation: SQLFragment
    let alias: SQLIdentifier
    /// Where the answer was kept by an earlier statement, which called the function.
    var kept: KeptRows?

    /// Whether a row of nulls stands for none.
    var mayBeNull: Bool { !call.returnsSet && kept == nil }

    /// A single value, in the column `value`.
    var value: SQLFragment {
        if case .nothing = call.answer { return "\(invocation) as \(alias)" }
        return "\(invocation) as \(alias) (value)"
    }

    /// Values in rows: the columns `value` and `position`.
    var values: SQLFragment { "\(invocation) with ordinality as \(alias) (value, position)" }

    /// Rows under their own columns, numbered where there may be several.
    var rows: SQLFragment {
        if let kept { return kept.rows(keptColumns, as: alias) }
        let rows: SQLFragment = call.returnsArray ? "unnest(\(invocation))" : invocation
        guard call.isList else { return "\(rows) as \(alias)" }
        // Named only where PostgreSQL's own name for the number is taken, since a function may come to answer more.
        guard names.contains("ordinality") else { return "\(rows) with ordinality as \(alias)" }
        let all = (names + [positionName]).map { "\(SQLIdentifier($0))" as SQLFragment }
        return "\(rows) with ordinality as \(alias) (\(all.joined(by: ", ")))"
    }

    /// The columns that a later statement needs: those of the key, or all.
    var keptColumns: [MappedColumn] {
        let needed: [Column] =
            if case .rows(_, let key) = call.answer { call.columns.filter { key.contains($0.name) } } else {
                call.columns
            }
        return needed.map { column in
            MappedColumn(
                name: column.name, type: column.type, scalar: .string, isList: false, isNotNull: false,
                isNonNull: false)
        }
    }

    /// Calls the function and keeps what it answers, in its order.
    func keep(in rows: KeptRows, as alias: SQLIdentifier) -> SQLFragment {
        let columns = keptColumns.map { "\(self.alias).\(SQLIdentifier($0.name))" as SQLFragment }.joined(by: ", ")
        let presence: SQLFragment = mayBeNull && !call.returnsArray ? "\nwhere not (\(self.alias) is null)" : ""
        let order: SQLFragment = call.isList ? "\norder by \(position)" : ""
        let inner: SQLFragment = "\nselect \(columns)\nfrom \(self.rows)\(presence)\(order)"
        return "select\n    \(rows.keep("\(alias)"))\nfrom (\(SQLFragment.indented(inner))\n) as \(alias)"
    }

    /// What the rows are numbered by, in the function's own order.
    var position: SQLFragment {
        switch call.answer {
        case _ where kept != nil: "\(alias).\(KeptRows.position)"
        case .nothing, .value, .values: "\(alias).position"
        case .record, .rows: "\(alias).\(SQLIdentifier(positionName))"
        }
    }

    private var names: [String] { call.columns.map(\.name) }

    private var positionName: String {
        var name = "ordinality"
        while names.contains(name) { name += "_" }
        return name
    }
}
