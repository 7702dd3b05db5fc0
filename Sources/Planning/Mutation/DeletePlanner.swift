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
        let conditions = try scope.rowConditions(alias: alias, in: statement)
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

    /// - Parameters:
    ///   - count: the number of deleted rows, over a subquery of them.
    ///   - rowCount: at most how many rows there are; nil for the one of a key.
    private func planned(
        _ delete: SQLFragment, with definition: SQLFragment = .empty, alias: SQLIdentifier, count: SQLFragment,
        statement: StatementScope, rowCount: Int?
    ) throws(PlanningError) -> PlannedWrite {
        let target = WriteTarget(typeName: scope.table.typeName, inputPaths: [:], removesRows: true)
        let verdict: SQLFragment = "select\n    \(count) as affected\nfrom \(deleted)"
        guard scope.payload.answersRows else {
            let body = delete + "\nreturning true"
            let position = scope.add(
                "with \(definition)\(deleted) as (\(SQLFragment.indented(body))\n)\n\(verdict)", scope: statement,
                target: target)
            if rowCount == nil { try OneRow(scope: scope).lookAgain(target: target) }
            return scope.withoutRows(countStatement: position)
        }
        let key = scope.table.orderingKey.map { "\(alias).\(SQLIdentifier($0.name))" as SQLFragment }
        let body = delete + "\nreturning \(key.joined(by: ", "))"
        let rows = try deletedRows(statement: statement, rowCount: rowCount)
        let position = scope.add(
            "with \(definition)\(deleted) as (\(SQLFragment.indented(body))\n), "
                + "\(outcome) as (\(SQLFragment.indented("\n\(verdict)"))\n)\n\(rows.sql)",
            scope: statement, target: target)
        if rowCount == nil { try OneRow(scope: scope).lookAgain(target: target) }
        return PlannedWrite(
            statements: scope.statements,
            shape: PayloadShape(
                fields: rows.fields, countStatement: position, count: .column(0), rowStatement: position))
    }

    /// Reads the rows, as they were before they were deleted, and beside them the verdict over the deletion.
    private func deletedRows(
        statement: StatementScope, rowCount: Int?
    ) throws(PlanningError) -> (sql: SQLFragment, fields: [ShapedField<PayloadField>]) {
        let table = scope.table
        let key = table.orderingKey
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
        let sql: SQLFragment =
            "select\n    \(emitter.selectList)\nfrom \(outcome)\nleft join \(deleted) on true\n"
            + "left join \(table.relation) as \(row) on \(join.joined(by: " and "))\(all)"
            + (rowCount == nil ? "" : "\norder by \(order)")
        return (sql, fields)
    }
}
