// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// The verdict over a write by key: the row was written, has another version, or is not there.
struct OneRow {
    let scope: WriteScope

    /// How it is told whether a row that was not written has another version.
    enum Comparison {
        /// With the row as the statement began with it. A writer that was waited for is not seen: its row is "not there".
        case snapshot
        /// With the row as it is now, by a lock, which takes the right to update it: what may not be updated is not there.
        case locked
    }

    /// The number of written rows, over a subquery of them; anything but one row makes the statement fail.
    func count(in statement: StatementScope, comparing: Comparison) throws(PlanningError) -> SQLFragment {
        let alias = statement.alias(for: scope.table.relation.name)
        guard let version = try scope.version(in: statement, alias: alias) else {
            return WriteRefusal.count(if: "count(*) = 1", otherwise: .notFound)
        }
        try scope.budget.takeRelation()
        let found = try scope.keyConditions(alias: alias, in: statement).joined(by: " and ")
        let exists: SQLFragment
        switch comparing {
        case .snapshot:
            exists =
                "exists (select from \(scope.table.relation) as \(alias) where \(found) and "
                + "\(version.column.reference) is distinct from \(version.value))"
        case .locked:
            let locked = statement.alias(for: "locked")
            // The limit keeps the comparison outside: within, it would be made with the row of the snapshot.
            let row: SQLFragment =
                "select \(version.column.reference) as version from \(scope.table.relation) as \(alias) "
                + "where \(found) limit 1 for share"
            exists =
                "exists (select from (\(row)) as \(locked) where \(locked).version is distinct from \(version.value))"
        }
        return WriteRefusal.count(
            if: "count(*) = 1", else: [(exists, .versionConflict)], otherwise: .notFound)
    }
}
