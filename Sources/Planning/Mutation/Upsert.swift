// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// What an upsert does with a row that is there already.
struct Upsert {
    let scope: WriteScope
    let row: NewRow
    /// The columns of the unique key by which it is there.
    let key: [String]

    /// What the input gives, but for the key.
    private var changed: [(field: SourcedArgument, column: MappedColumn)] {
        given.filter { !key.contains($0.column.name) }
    }

    /// The fields of the input that stand for columns.
    private var given: [(field: SourcedArgument, column: MappedColumn)] {
        guard case .object(let fields) = row.input.content else { return [] }
        return fields.compactMap { field in
            guard case .column(let column)? = scope.table.fields[field.name] else { return nil }
            return (field, column)
        }
    }

    /// Whether it changes the row, and what RETURNING answers then is the row's new state.
    var isSettled: Bool {
        let changed = changed.map(\.column.name)
        let version = scope.writing.version.map { [$0.name] } ?? []
        return !changed.isEmpty && scope.writing.settlement.ofUpdate(of: Set(changed + version))
    }

    /// What it changes. What the input leaves out stays.
    func changes(alias: SQLIdentifier, statement: StatementScope) throws(PlanningError) -> [SQLFragment] {
        var changes: [SQLFragment] = []
        for (field, column) in changed {
            // Not `excluded`, which would need the right to read the column.
            changes.append("\(SQLIdentifier(column.name)) = \(try value(of: field, column, statement))")
        }
        if !changes.isEmpty, let version = scope.writing.version {
            changes.append(UpdatePlanner.nextVersion(version, alias: alias))
        }
        return changes
    }

    /// `on conflict (…) do update set …`.
    func resolution(_ changes: [SQLFragment]) -> SQLFragment {
        let key = key.map { "\(SQLIdentifier($0))" as SQLFragment }.joined(by: ", ")
        guard !changes.isEmpty else { return "\non conflict (\(key)) do nothing" }
        return "\non conflict (\(key)) do update set\n    \(changes.joined(by: ",\n    "))"
    }

    /// The row that was made or, since an upsert that changes nothing returns nothing, the one that was there. Columns of
    /// the key that the input does not give are pinned by a policy, which applies here as well.
    func existingRow(_ names: [String], statement: StatementScope) throws(PlanningError) -> SQLFragment {
        try scope.budget.takeRelation()
        let alias = statement.alias(for: scope.table.relation.name)
        var conditions: [SQLFragment] = []
        for (field, column) in given where key.contains(column.name) {
            conditions.append("\(alias).\(SQLIdentifier(column.name)) = \(try value(of: field, column, statement))")
        }
        let columns = names.map { "\(alias).\(SQLIdentifier($0))" as SQLFragment }.joined(by: ", ")
        let condition: SQLFragment = conditions.isEmpty ? "" : "\nwhere \(conditions.joined(by: " and "))"
        return "\nselect * from inserted\nunion all\n"
            + "select \(columns)\nfrom \(scope.table.relation) as \(alias)\(condition)"
    }

    private func value(
        of field: SourcedArgument, _ column: MappedColumn, _ statement: StatementScope
    ) throws(PlanningError) -> SQLFragment {
        try WrittenValue(scope: statement, column: column).sql(
            field.value, name: field.name, path: row.path + [.key(field.name)])
    }
}
