// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// The verdict over a write by key: the row was written, has another version, or is not there.
struct OneRow {
    let scope: WriteScope

    /// The number of written rows, over a subquery of them; anything but one row makes the statement fail.
    func count(in statement: StatementScope) throws(PlanningError) -> SQLFragment {
        let alias = statement.alias(for: scope.table.relation.name)
        guard let version = try scope.version(in: statement, alias: alias) else {
            return WriteRefusal.count(if: "count(*) = 1", otherwise: .notFound)
        }
        try scope.budget.takeRelation()
        // Within one statement all parts see one state: what is compared here is what the write compared.
        let conditions =
            try scope.keyConditions(alias: alias, in: statement)
            + ["\(version.column.reference) is distinct from \(version.value)"]
        let exists: SQLFragment =
            "exists (select from \(scope.table.relation) as \(alias) where \(conditions.joined(by: " and ")))"
        return WriteRefusal.count(
            if: "count(*) = 1", else: [(exists, .versionConflict)], otherwise: .notFound)
    }
}
