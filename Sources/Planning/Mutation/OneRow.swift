// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// The verdict over a write by key: the row was written, has another version, or is not there.
struct OneRow {
    let scope: WriteScope

    /// What a deletion by version that hit no row leaves open, for the statement after it to decide.
    private static let deleted: SQLFragment = "'palisade.deleted'"

    /// The number of updated rows, over a subquery of them; anything but one row makes the statement fail.
    ///
    /// The version is compared with the row as it is now, by a lock, which takes the right to update it: a writer that
    /// was waited for has changed the row since the statement began.
    func updateCount(in statement: StatementScope) throws(PlanningError) -> SQLFragment {
        let alias = statement.alias(for: scope.table.relation.name)
        guard let version = try scope.version(in: statement, alias: alias) else { return Self.countWithoutVersion }
        try scope.budget.takeRelation()
        let found = try scope.keyConditions(alias: alias, in: statement).joined(by: " and ")
        let other = Self.otherVersion(
            of: scope.table, alias: alias, found: found, version: version, locked: statement.alias(for: "locked"))
        return WriteRefusal.count(if: "count(*) = 1", else: [(other, .versionConflict)], otherwise: .notFound)
    }

    /// Whether a row, locked for the comparison, has another version than the client names.
    ///
    /// - Parameters:
    ///   - found: the condition by which the row is found under `alias`.
    ///   - locked: an alias for the locked row.
    static func otherVersion(
        of table: MappedTable, alias: SQLIdentifier, found: SQLFragment,
        version: (column: ColumnSQL, value: SQLFragment), locked: SQLIdentifier
    ) -> SQLFragment {
        // The limit keeps the comparison outside: within, it would be made with the row of the snapshot.
        let row: SQLFragment =
            "select \(version.column.reference) as version from \(table.relation) as \(alias) "
            + "where \(found) limit 1 for share"
        return "exists (select from (\(row)) as \(locked) where \(locked).version is distinct from \(version.value))"
    }

    /// The number of deleted rows, over a subquery of them.
    ///
    /// With a version, no row is no verdict yet: who may delete a row may not lock it, and this statement does not see
    /// what a writer has changed that it waited for. `lookAgain` has to follow.
    func deletionCount(in statement: StatementScope) throws(PlanningError) -> SQLFragment {
        let alias = statement.alias(for: scope.table.relation.name)
        guard let other = try otherVersion(alias: alias, in: statement) else { return Self.countWithoutVersion }
        let conflict = SQLFragment(constant: WriteRefusal.versionConflict.rawValue)
        return
            "set_config(\(Self.deleted), (case\n        when count(*) = 1 then '1'\n        when \(other) then \(conflict)"
            + "\n        else '0'\n    end), true)::integer"
    }

    /// Adds the statement that sees what a deletion by version waited for: as each statement at READ COMMITTED, it sees
    /// what was committed before it began.
    func lookAgain(target: WriteTarget) throws(PlanningError) {
        guard scope.writing.version != nil, scope.arguments["ifVersion"] != nil else { return }
        let statement = try scope.statement()
        let alias = statement.alias(for: scope.table.relation.name)
        guard let other = try otherVersion(alias: alias, in: statement) else { return }
        let conflict = SQLFragment(constant: WriteRefusal.versionConflict.rawValue)
        let absent = SQLFragment(constant: WriteRefusal.notFound.rawValue)
        scope.add(
            "select\n    (case\n        when current_setting(\(Self.deleted), true) is distinct from '0' then '1'"
                + "\n        when \(other) then \(conflict)\n        else \(absent)\n    end)::integer as affected",
            scope: statement, target: target)
    }

    /// Whether a row with the key has another version than the client names; nil where it names none.
    private func otherVersion(
        alias: SQLIdentifier, in statement: StatementScope
    ) throws(PlanningError) -> SQLFragment? {
        guard let version = try scope.version(in: statement, alias: alias) else { return nil }
        try scope.budget.takeRelation()
        let found = try scope.keyConditions(alias: alias, in: statement).joined(by: " and ")
        return "exists (select from \(scope.table.relation) as \(alias) where \(found) and "
            + "\(version.column.reference) is distinct from \(version.value))"
    }

    private static var countWithoutVersion: SQLFragment {
        WriteRefusal.count(if: "count(*) = 1", otherwise: .notFound)
    }
}
