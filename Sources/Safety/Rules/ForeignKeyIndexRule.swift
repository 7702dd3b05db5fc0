// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Foreign keys are indexed: else each delete of a parent, and each nested list, reads the whole table.
struct ForeignKeyIndexRule: SafetyRule {
    let code = SafetyCode.foreignKeyWithoutIndex

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.flatMap { relation, _ in
            relation.foreignKeys.compactMap { key in
                guard !relation.indexes.contains(where: { serves($0, key) }) else { return nil }
                return Finding(
                    code: code, severity: .warning, object: .key(key.name, of: relation.name),
                    message: "No index begins with (\(key.columns.joined(separator: ", "))): deleting a row of "
                        + "\(key.foreignRelation) reads this whole table.",
                    mend: "create index on \(relation.name.sql) (\(key.columns.sqlNames));")
            }
        }
    }

    /// The index's first columns are the key's, in any order.
    private func serves(_ index: Index, _ key: ForeignKey) -> Bool {
        guard index.method == "btree", !index.isPartial, index.columns.count >= key.columns.count else { return false }
        return Set(index.columns.prefix(key.columns.count)) == Set(key.columns.map(Optional.some))
    }
}
