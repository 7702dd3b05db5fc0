// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import SQL

/// Plans a plain list of the query root: all rows that fit, or an error if there are more than its limit.
struct ListPlanner {
    let rows: any ListedRows

    func plan(_ selectionSets: [SelectionSet]) throws(PlanningError) -> (sql: SQLFragment, shape: RootShape) {
        let limit = rows.extent.size
        var joins: [SQLFragment] = []
        var emitter = FlatEmitter()
        let row = emitter.row(try rows.row(selectionSets, joins: &joins))
        let further = joins.map { "\n\($0)" as SQLFragment }.joined(by: .empty)
        let sql: SQLFragment =
            "select\n    \(emitter.selectList)\nfrom \(rows.page(rowLimit: limit + 1))\(rows.orderJoins)\(further)"
            + rows.outerOrder(rowLimit: limit + 1)
        return (sql, .list(row, limit: limit))
    }
}
