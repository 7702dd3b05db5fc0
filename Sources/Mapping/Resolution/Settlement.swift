// SPDX-License-Identifier: Apache-2.0

package import SQL

/// When a statement that writes has settled what its rows are, so that RETURNING answers their new state.
///
/// What runs afterwards may change them: AFTER triggers, rules, and the actions of foreign keys that refer to them. Who
/// wrote the SDL may know that nothing does.
package struct Settlement: Sendable {
    private let effects: [AfterEffect]
    /// Columns that foreign keys may refer to.
    private let keyColumns: Set<String>
    private let isServed: Bool

    /// - Parameter isDeclared: `@table(returning: true)`.
    init(of relation: Relation, isDeclared: Bool) {
        effects = isDeclared ? [] : relation.afterEffects
        keyColumns = Set((relation.uniqueKeys + (relation.primaryKey.map { [$0] } ?? [])).flatMap(\.columns))
        // What a view or a foreign table returns is another's word.
        isServed = relation.kind == .table || relation.kind == .partitionedTable
    }

    package var ofInsert: Bool { isServed && !effects.contains { $0.event == .insert } }

    /// - Parameter columns: those that are assigned.
    package func ofUpdate(of columns: Set<String>) -> Bool {
        isServed && keyColumns.isDisjoint(with: columns)
            && !effects.contains { effect in
                effect.event == .update && (effect.columns.isEmpty || !columns.isDisjoint(with: effect.columns))
            }
    }
}
