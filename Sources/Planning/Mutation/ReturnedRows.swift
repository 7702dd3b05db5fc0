// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// The rows of a write as RETURNING has them, which need not be read once more: where that is their new state
/// (`Settlement`), and nothing but their own columns is selected.
struct ReturnedRows {
    private let scope: WriteScope
    private let fields: [ShapedField<PayloadField>]
    /// The rows' columns; how many rows were written stands before them.
    private let columns: [RowColumn]

    private static let written = SQLIdentifier("written")

    /// - Parameters:
    ///   - alias: of the table that is written.
    ///   - rowCount: at most how many rows there are.
    init(
        scope: WriteScope, alias: SQLIdentifier, statement: StatementScope, rowCount: Int
    ) throws(PlanningError) {
        self.scope = scope
        let selection = try SelectionPlanner(scope: statement, operation: scope.operation, cursors: scope.cursors)
            .within(rows: rowCount)
        var emitter = FlatEmitter()
        _ = emitter.add("affected")
        var joins: [SQLFragment] = []
        fields = try scope.payload.fields(
            selection: selection, table: scope.table, alias: alias, presence: "true", emitter: &emitter, joins: &joins)
        columns = emitter.columns.enumerated().dropFirst().map { RowColumn("value_\($0)", $1) }
    }

    /// What answers the field, by one statement.
    ///
    /// - Parameters:
    ///   - write: what writes, under the table's alias, and without RETURNING.
    ///   - definition: common table expressions that it needs, each with a comma after it.
    ///   - count: the number of written rows, over a subquery of them.
    func planned(
        _ write: SQLFragment, with definition: SQLFragment = .empty, count: SQLFragment, statement: StatementScope,
        target: WriteTarget
    ) -> PlannedWrite {
        let returned = columns.map { "\($0.sql) as \($0.name)" as SQLFragment }.joined(by: ",\n    ")
        let body: SQLFragment = "\(write)\nreturning\n    \(returned)"
        let answered = columns.map { "\(Self.written).\($0.name)" as SQLFragment }.joined(by: ",\n    ")
        // Where nothing was written, the count stands alone.
        let position = scope.add(
            "with \(definition)\(Self.written) as (\(SQLFragment.indented(body))\n)\n"
                + "select\n    (select \(count) from \(Self.written)) as affected,\n    \(answered)\n"
                + "from (select) as one\nleft join \(Self.written) on true",
            scope: statement, target: target)
        return PlannedWrite(
            statements: scope.statements,
            shape: PayloadShape(fields: fields, countStatement: position, count: .column(0), rowStatement: position))
    }
}
