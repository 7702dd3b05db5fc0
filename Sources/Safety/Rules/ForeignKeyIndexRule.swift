// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Foreign keys are indexed: else each delete of a parent, and each nested list, reads the whole table.
struct ForeignKeyIndexRule: SafetyRule {
    let code = SafetyCode.foreignKeyWithoutIndex

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.flatMap { relation, _ in
            relation.foreignKeys.compactMap { key in
                // Of a key that lacks the tenant, the index that it needs once it is mended.
                let columns = ForeignKeyIsolationRule.columns(of: key, of: relation, in: context)
                guard !relation.indexes.contains(where: { serves($0, columns) }) else { return nil }
                return Finding(
                    code: code, severity: .warning, object: .key(key.name, of: relation.name),
                    message: "No index begins with (\(columns.joined(separator: ", "))): deleting a row of "
                        + "\(key.foreignRelation) reads this whole table.",
                    mend: "create index on \(relation.name.sql) (\(columns.sqlNames));")
            }
        }
    }

    /// The index's first columns are the key's, in any order.
    private func serves(_ index: Index, _ columns: [String]) -> Bool {
        guard index.method == "btree", !index.isPartial, index.columns.count >= columns.count else { return false }
        return Set(index.columns.prefix(columns.count)) == Set(columns.map(Optional.some))
    }
}
