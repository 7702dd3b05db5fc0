// SPDX-License-Identifier: Apache-2.0

import SQL

/// Conditions that several figures have in common, and for which rows of other tables are looked up: once for each row, where
/// each figure's FILTER would do it anew.
final class SharedConditions {
    private let scope: StatementScope
    private var alias: SQLIdentifier?
    private var conditions: [SQLFragment] = []

    init(scope: StatementScope) {
        self.scope = scope
    }

    /// The condition as figures refer to it.
    func add(_ condition: SQLFragment) -> SQLFragment {
        let alias = alias ?? scope.alias(for: "conditions")
        self.alias = alias
        conditions.append(condition)
        return "\(alias).\(Self.name(conditions.count))"
    }

    /// What joins them to the rows. Without OFFSET PostgreSQL would put each back into the figures.
    var joins: [SQLFragment] {
        guard let alias else { return [] }
        let list = conditions.enumerated().map { "\n\($1) as \(Self.name($0 + 1))" as SQLFragment }
        let body: SQLFragment = "\nselect\(SQLFragment.indented(list.joined(by: ",")))\noffset 0"
        return ["cross join lateral (\(SQLFragment.indented(body))\n) as \(alias)"]
    }

    private static func name(_ number: Int) -> SQLIdentifier { SQLIdentifier("condition_\(number)") }
}
