// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Plans a plain list of the query root: all rows that fit, or an error if there are more than its limit.
struct ListPlanner {
    let selection: SelectionPlanner
    let table: MappedTable

    func plan(
        _ selectionSets: [SelectionSet], arguments: [String: SourcedValue], limit: AuthoredLimit?, place: String
    ) throws(PlanningError) -> (sql: SQLFragment, shape: RootShape) {
        let scope = selection.scope
        let maximum = limit?.max ?? scope.settings.maximumPageSize
        let source = PageSource(table: table, alias: scope.alias(for: table.relation.name))
        let all = try PageArguments([:], limit: AuthoredLimit(default: maximum, max: maximum), settings: scope.settings)
        let page = try PagePlanner(scope: scope, cursors: selection.cursors).page(
            of: table, arguments: arguments, page: all, place: place, source: source, correlation: { _ in [] })
        let selection = try selection.within(rows: maximum, found: page.found)
        var joins: [SQLFragment] = []
        var emitter = FlatEmitter()
        let row = try selection.row(
            selectionSets, of: table, alias: source.alias, use: source.use, making: source.make, joins: &joins)
        let object = emitter.object(row)
        let further = joins.map { "\n\($0)" as SQLFragment }.joined(by: .empty)
        let sql: SQLFragment =
            "select\n    \(emitter.selectList)\nfrom \(page.subquery(rowLimit: maximum + 1))\(page.orderJoins)\(further)"
            + page.outerOrder(rowLimit: maximum + 1)
        return (sql, .list(object, limit: maximum))
    }
}
