// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// Plans `totalCount`: all rows that fit, whatever the page.
struct CountPlanner {
    let scope: StatementScope
    /// How many rows have a page of which the total is asked.
    var rowCount = 1

    /// A scalar subquery.
    func count(
        of table: MappedTable, arguments: [String: SourcedValue],
        correlation: @escaping (SQLIdentifier) -> [SQLFragment]
    ) throws(PlanningError) -> SQLFragment {
        try scope.budget.takeLook(of: rowCount)
        let alias = scope.alias(for: table.relation.name)
        let conditions = try RowConditions(
            scope: scope, table: table, filter: arguments["where"]?.unlessNull, correlation: correlation
        ).conditions(on: alias)
        let filter: SQLFragment = conditions.isEmpty ? "" : " where \(conditions.joined(by: " and "))"
        return "(select count(*) from \(table.relation) as \(alias)\(filter))"
    }
}
