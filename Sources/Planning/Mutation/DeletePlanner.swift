// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// Plans `@delete`: of one row by its key, or of the rows that fit a filter.
///
/// One statement deletes and answers: its snapshot has the rows, and all that hangs on them, as they were.
struct DeletePlanner {
    let scope: WriteScope

    private let deleted = SQLIdentifier("deleted")
    private let outcome = SQLIdentifier("outcome")

    init(scope: WriteScope) {
        self.scope = scope
    }

    /// By the key.
    func plan() throws(PlanningError) -> PlannedWrite {
        let statement = try scope.statement()
        let alias = statement.alias(for: scope.table.relation.name)
        var conditions = try scope.keyConditions(alias: alias, in: statement)
        if let version = try scope.version(in: statement, alias: alias) {
            conditions.append("\(version.column.reference) = \(version.value)")
        }
        let delete: SQLFragment =
            "\ndelete from \(scope.table.relation) as \(alias)\nwhere \(conditions.joined(by: " and "))"
        return try planned(
            delete, alias: alias, count: try OneRow(scope: scope).deletionCount(in: statement), statement: statement,
            rowCount: nil)
    }

    /// By a filter. At most one row more than allowed is touched before the statement fails.
    func planMany() throws(PlanningError) -> PlannedWrite {
        let statement = try scope.statement()
        let atMost = try scope.atMost()
        let chosen = try ChosenRows(scope: scope, atMost: atMost, statement: statement)
        let alias = statement.alias(for: scope.table.relation.name)
        let delete: SQLFragment =
            "\ndelete from \(scope.table.relation) as \(alias)\nusing \(chosen.name)\n"
            + "where \(try chosen.condition(alias: alias, statement: statement))"
        return try planned(
            delete, with: chosen.definition, alias: alias, count: chosen.count, statement: statement, rowCount: atMost)
    }

    private func planned(
        _ delete: SQLFragment, with definition: SQLFragment = .empty, alias: SQLIdentifier, count: SQLFragment,
        statement: StatementScope, rowCount: Int?
    ) throws(PlanningError) -> PlannedWrite {
        let table = scope.table
        let target = WriteTarget(typeName: table.typeName, inputPaths: [:], removesRows: true)
        guard scope.payload.answersRows else {
            let body = delete + "\nreturning true"
            let position = scope.add(
                "with \(definition)\(deleted) as (\(SQLFragment.indented(body))\n)\n"
                    + "select\n    \(count) as affected\nfrom \(deleted)",
                scope: statement, target: target)
            if rowCount == nil { try OneRow(scope: scope).lookAgain(target: target) }
            return PlannedWrite(
                statements: scope.statements,
                shape: PayloadShape(
                    fields: scope.payload.fieldsWithoutRows, countStatement: position, count: .column(0),
                    rowStatement: nil))
        }
        let key = table.orderingKey
        let returned = key.map { "\(alias).\(SQLIdentifier($0.name))" as SQLFragment }.joined(by: ", ")
        let body = delete + "\nreturning \(returned)"
        let verdict: SQLFragment = "\nselect\n    \(count) as affected\nfrom \(deleted)"

        let row = statement.alias(for: table.relation.name)
        let join = key.map { column in
            "\(row).\(SQLIdentifier(column.name)) = \(deleted).\(SQLIdentifier(column.name))" as SQLFragment
        }
        var joins: [SQLFragment] = []
        var emitter = FlatEmitter()
        _ = emitter.add("\(outcome).affected")
        var selection = SelectionPlanner(scope: statement, operation: scope.operation, cursors: scope.cursors)
        if let rowCount { selection = try selection.within(rows: rowCount) }
        let first = key.first.map { SQLIdentifier($0.name) } ?? SQLIdentifier("id")
        let fields = try scope.payload.fields(
            selection: selection, table: table, alias: row, presence: "\(row).\(first) is not null", emitter: &emitter,
            joins: &joins)
        let all = joins.map { "\n\($0)" as SQLFragment }.joined(by: .empty)
        let order = key.map { "\(row).\(SQLIdentifier($0.name))" as SQLFragment }.joined(by: ", ")
        let position = scope.add(
            "with \(definition)\(deleted) as (\(SQLFragment.indented(body))\n), "
                + "\(outcome) as (\(SQLFragment.indented(verdict))\n)\n"
                + "select\n    \(emitter.selectList)\nfrom \(outcome)\nleft join \(deleted) on true\n"
                + "left join \(table.relation) as \(row) on \(join.joined(by: " and "))\(all)"
                + (rowCount == nil ? "" : "\norder by \(order)"),
            scope: statement, target: target)
        if rowCount == nil { try OneRow(scope: scope).lookAgain(target: target) }
        return PlannedWrite(
            statements: scope.statements,
            shape: PayloadShape(
                fields: fields, countStatement: position, count: .column(0), rowStatement: position))
    }
}
