// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// Plans a field of the mutation root.
///
/// A write keeps the keys of its rows in a setting of the transaction; the statement after it reads the rows by them, in
/// their new state, as deep as any query; or it answers them itself, where that is the same (`ReturnedRows`). Deleted rows
/// are read by the statement that deletes them, whose snapshot still has them. All statements of an operation travel in one
/// pipeline segment: what must undo a write has therefore to fail in PostgreSQL (docs/decisions/0020).
struct MutationPlanner {
    let mapping: Mapping
    let settings: PlanningSettings
    let budget: PlanningBudget
    let operation: OperationReader
    let cursors: any CursorReading

    func plan(
        _ collected: CollectedField, on rootName: String
    ) throws(PlanningError) -> (write: PlannedWrite, dependsOnValues: Bool) {
        if let field = collected.fields.first, let call = mapping.calls["\(rootName).\(field.name.value)"] {
            let planner = CallWritePlanner(
                call: call, mapping: mapping, settings: settings, budget: budget, operation: operation,
                cursors: cursors)
            return try planner.plan(
                collected.selectionSets, arguments: try operation.arguments(of: field, on: rootName))
        }
        guard let field = collected.fields.first, let root = mapping.mutationFields[field.name.value],
            let table = mapping.tables[root.targetType], let writing = table.writing
        else {
            throw PlanningError(.badUserInput, "Field '\(collected.responseKey)' is not served.")
        }
        let scope = WriteScope(
            mapping: mapping, settings: settings, budget: budget, operation: operation, cursors: cursors, table: table,
            writing: writing, arguments: try operation.arguments(of: field, on: rootName),
            payload: try PayloadSelection(collected, of: table, isMany: root.kind.isMany, operation: operation))
        let write: PlannedWrite
        switch root.kind {
        case .insert, .insertMany: write = try InsertPlanner(scope: scope).plan(isMany: root.kind.isMany)
        case .upsert: write = try InsertPlanner(scope: scope, conflictColumns: root.conflictColumns).plan(isMany: false)
        case .update: write = try UpdatePlanner(scope: scope).plan()
        case .updateMany: write = try UpdatePlanner(scope: scope).planMany()
        case .delete: write = try DeletePlanner(scope: scope).plan()
        case .deleteMany: write = try DeletePlanner(scope: scope).planMany()
        }
        return (write, scope.dependsOnValues)
    }
}
