// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// The rows that a write by filter is about: one more than `atMost` at the most, so that a filter that fits millions
/// does not write millions before it is refused.
struct ChosenRows {
    let name = SQLIdentifier("chosen")
    /// The common table expression, with the comma after it.
    let definition: SQLFragment
    /// The number of written rows, over a subquery of them; more than allowed make the statement fail.
    let count: SQLFragment
    private let scope: WriteScope

    init(scope: WriteScope, atMost: Int, statement: StatementScope) throws(PlanningError) {
        self.scope = scope
        let alias = statement.alias(for: scope.table.relation.name)
        let key = scope.table.orderingKey.map { "\(alias).\(SQLIdentifier($0.name))" as SQLFragment }.joined(by: ", ")
        let filter = try scope.filter(alias: alias, in: statement)
        let body: SQLFragment =
            "\nselect \(key)\nfrom \(scope.table.relation) as \(alias)\nwhere \(filter)\n"
            + "limit \(SQLFragment(number: atMost + 1))"
        definition = "\(name) as (\(SQLFragment.indented(body))\n), "
        // The chosen count too: of those at the limit, a policy may let only some be written, and of the rest any.
        let allowed = SQLFragment(number: atMost)
        count = WriteRefusal.count(
            if: "count(*) <= \(allowed) and (select count(*) from \(name)) <= \(allowed)", otherwise: .tooManyRows)
    }

    /// Ties a row to the chosen ones. The filter stands here once more: PostgreSQL looks at it again if somebody else
    /// changes the row meanwhile.
    func condition(alias: SQLIdentifier, statement: StatementScope) throws(PlanningError) -> SQLFragment {
        let join = scope.table.orderingKey.map { column in
            "\(alias).\(SQLIdentifier(column.name)) = \(name).\(SQLIdentifier(column.name))" as SQLFragment
        }
        try scope.budget.takeRelation()
        let filter = try scope.filter(alias: alias, in: statement)
        return join.joined(by: " and ") + " and " + filter
    }
}
