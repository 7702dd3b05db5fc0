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
        of table: MappedTable, arguments: [String: SourcedValue], correlation: (SQLIdentifier) -> [SQLFragment]
    ) throws(PlanningError) -> SQLFragment {
        try scope.budget.takeLook(of: rowCount)
        let alias = scope.alias(for: table.relation.name)
        var conditions = correlation(alias)
        if let filter = arguments["where"]?.unlessNull,
            let condition = try FilterPlanner(scope: scope)
                .condition(filter, on: table, alias: alias, path: [.key("where")])
        {
            conditions.append(condition)
        }
        let filter: SQLFragment = conditions.isEmpty ? "" : " where \(conditions.joined(by: " and "))"
        return "(select count(*) from \(table.relation) as \(alias)\(filter))"
    }
}
