// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Plans a field of the mutation root that a function answers.
///
/// A statement does not see what a function that it calls writes. Where rows of tables are answered, one statement
/// therefore calls the function and keeps what it answers, and the next one reads the rows in their new state.
struct CallWritePlanner {
    let call: MappedCall
    let mapping: Mapping
    let settings: PlanningSettings
    let budget: PlanningBudget
    let operation: OperationReader
    let cursors: any CursorReading

    func plan(
        _ selectionSets: [SelectionSet], arguments: [String: SourcedValue]
    ) throws(PlanningError) -> (write: PlannedWrite, dependsOnValues: Bool) {
        let calling = StatementScope(mapping: mapping, settings: settings, budget: budget)
        guard let (table, key) = try rowsToRead(selectionSets) else {
            let planned = try planner(calling).plan(selectionSets, arguments: arguments)
            return (
                PlannedWrite(statements: [statement(planned.sql, calling)], answer: planned.shape),
                calling.dependsOnValues
            )
        }
        try budget.takeRelation()
        let source = CallSource(
            call: call, invocation: CallArguments(scope: calling).invocation(of: call, arguments),
            alias: calling.alias(for: call.function.name))
        let kept = KeptRows(number: 1)
        let keeping = source.keep(in: kept, as: calling.alias(for: "written"))
        let reading = StatementScope(mapping: mapping, settings: settings, budget: budget)
        let planned = try planner(reading).planKept(selectionSets, of: table, key: key, rows: kept)
        return (
            PlannedWrite(
                statements: [statement(keeping, calling), statement(planned.sql, reading)], answer: planned.shape),
            calling.dependsOnValues || reading.dependsOnValues
        )
    }

    /// What has to be read once the function has written: rows of a table by their key, or columns with relations.
    private func rowsToRead(
        _ selectionSets: [SelectionSet]
    ) throws(PlanningError) -> (table: MappedTable, key: [String])? {
        switch call.answer {
        case .nothing, .value, .values: return nil
        case .rows(let table, let key): return (table, key)
        case .record(let record):
            let followsRelations = try operation.collect(selectionSets, on: record.typeName).contains { entry in
                guard case .relation? = entry.fields.first.flatMap({ record.fields[$0.name.value] }) else {
                    return false
                }
                return true
            }
            return followsRelations ? (record, []) : nil
        }
    }

    private func planner(_ scope: StatementScope) -> CallPlanner {
        CallPlanner(
            selection: SelectionPlanner(scope: scope, operation: operation, cursors: cursors), call: call)
    }

    private func statement(_ sql: SQLFragment, _ scope: StatementScope) -> WriteStatement {
        WriteStatement(statement: scope.statement(sql), target: nil)
    }
}
