// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// Plans the statement that reads written rows by the keys that the write kept.
struct ReadBack {
    let scope: WriteScope
    let kept: KeptRows

    /// The one row.
    func row(countStatement: Int) throws(PlanningError) -> PlannedWrite {
        let table = scope.table
        let statement = try scope.statement()
        let alias = statement.alias(for: table.relation.name)
        let conditions = table.orderingKey.map { column in
            "\(alias).\(SQLIdentifier(column.name)) = \(kept.value(of: column.name, type: column.type, row: 0))"
                as SQLFragment
        }
        var joins: [SQLFragment] = []
        var emitter = FlatEmitter()
        let fields = try scope.payload.fields(
            selection: SelectionPlanner(scope: statement, operation: scope.operation, cursors: scope.cursors),
            table: table, alias: alias, presence: "true", emitter: &emitter, joins: &joins)
        let all = joins.map { "\n\($0)" as SQLFragment }.joined(by: .empty)
        let sql: SQLFragment =
            "select\n    \(emitter.selectList)\nfrom \(table.relation) as \(alias)\(all)\nwhere "
            + conditions.joined(by: " and ")
        return planned(fields, countStatement: countStatement, rowStatement: scope.add(sql, scope: statement))
    }

    /// All rows, in the order in which they were written.
    ///
    /// - Parameter count: at most how many there are.
    func rows(count: Int, countStatement: Int) throws(PlanningError) -> PlannedWrite {
        let table = scope.table
        let statement = try scope.statement()
        let written = statement.alias(for: "written")
        let alias = statement.alias(for: table.relation.name)
        let key = table.orderingKey
        let join = key.map { column in
            "\(alias).\(SQLIdentifier(column.name)) = \(written).\(SQLIdentifier(column.name))" as SQLFragment
        }
        var joins: [SQLFragment] = []
        var emitter = FlatEmitter()
        let selection = try SelectionPlanner(scope: statement, operation: scope.operation, cursors: scope.cursors)
            .within(rows: count)
        // Not an inner join: a row that may no longer be seen is an error, and not left out.
        let presence: SQLFragment =
            "\(alias).\(key.first.map { SQLIdentifier($0.name) } ?? SQLIdentifier("id")) is not null"
        let fields = try scope.payload.fields(
            selection: selection, table: table, alias: alias, presence: presence, emitter: &emitter, joins: &joins)
        let all = joins.map { "\n\($0)" as SQLFragment }.joined(by: .empty)
        let sql: SQLFragment =
            "select\n    \(emitter.selectList)\nfrom \(kept.rows(key, as: written))\n"
            + "left join \(table.relation) as \(alias) on \(join.joined(by: " and "))\(all)\n"
            + "order by \(written).\(KeptRows.position)"
        return planned(fields, countStatement: countStatement, rowStatement: scope.add(sql, scope: statement))
    }

    private func planned(
        _ fields: [ShapedField<PayloadField>], countStatement: Int, rowStatement: Int
    ) -> PlannedWrite {
        PlannedWrite(
            statements: scope.statements,
            shape: PayloadShape(
                fields: fields, countStatement: countStatement, count: .column(0), rowStatement: rowStatement))
    }
}
