// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Plans `@find`: one row by its key. Two rows are read at most: enough to see that a key is not one.
/// A row that is absent and one that is hidden both answer null.
struct FindPlanner {
    let selection: SelectionPlanner
    let table: MappedTable

    func plan(
        _ selectionSets: [SelectionSet], keys: [FindKey], arguments: [String: SourcedValue], isNonNull: Bool
    ) throws(PlanningError) -> (sql: SQLFragment, shape: RootShape) {
        let scope = selection.scope
        let alias = scope.alias(for: table.relation.name)
        var conditions: [SQLFragment] = []
        for key in keys {
            guard let value = arguments[key.argument]?.unlessNull else {
                throw PlanningError(
                    .badUserInput, "Argument '\(key.argument)' may not be null.", inputPath: [.key(key.argument)])
            }
            let column = ColumnSQL(key.column, alias: alias, forms: scope.mapping.forms)
            let parameter = Parameter(
                source: scope.source(of: value), conversion: column.conversion, inputPath: [.key(key.argument)])
            let placeholder = scope.placeholder(for: parameter, as: key.column.type)
            conditions.append("\(column.reference) = \(column.parameter(placeholder))")
        }
        return try selection.oneRow(selectionSets, of: table, alias: alias, where: conditions, isNonNull: isNonNull)
    }
}

extension SelectionPlanner {
    /// The statement for the row that conditions find. Two are asked for, so that a second one would show.
    func oneRow(
        _ selectionSets: [SelectionSet], of table: MappedTable, alias: SQLIdentifier, where conditions: [SQLFragment],
        isNonNull: Bool
    ) throws(PlanningError) -> (sql: SQLFragment, shape: RootShape) {
        var joins: [SQLFragment] = []
        var emitter = FlatEmitter()
        let row = try self.row(selectionSets, of: table, alias: alias, use: { _ in }, joins: &joins)
        let object = emitter.object(row)
        let all = joins.map { "\n\($0)" as SQLFragment }.joined(by: .empty)
        let sql: SQLFragment =
            "select\n    \(emitter.selectList)\nfrom \(table.relation) as \(alias)\(all)\nwhere "
            + conditions.joined(by: " and ") + "\nlimit 2"
        return (sql, .row(object, isNonNull: isNonNull))
    }
}
