// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// An index on a table with policies is on columns whose comparison may run before the policies do.
///
/// PostgreSQL uses a condition for an index under a policy only if its operator is LEAKPROOF. Those of enums, numeric,
/// arrays and jsonb are not: such an index costs its upkeep and is never used by a request.
struct IndexBehindPolicyRule: SafetyRule {
    let code = SafetyCode.indexUnusableUnderPolicies

    private static let leaky: Set<String> = ["numeric", "jsonb", "tsvector"]

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.flatMap { relation, scope -> [Finding] in
            guard relation.isTable, scope != .public, relation.hasRowSecurity else { return [] }
            let isolating = context.isolatingColumns[relation.name]?.name
            return relation.indexes.compactMap { index in
                guard index.method == "btree", !index.isUnique,
                    let first = index.columns.compactMap(\.self).first(where: { $0 != isolating }),
                    let column = relation.column(first), isLeaky(column.type)
                else { return nil }
                return Finding(
                    code: code, severity: .warning, object: .key(index.name, of: relation.name),
                    message: "Under row-level security no request uses the index for conditions on \(first): comparing "
                        + "\(column.type.name.name) is not LEAKPROOF. Store it as text with a CHECK, or as double "
                        + "precision or a scaled integer, or drop the index.")
            }
        }
    }

    private func isLeaky(_ type: ColumnType) -> Bool {
        type.isArray || type.kind == .enum || Self.leaky.contains(type.base?.name ?? type.name.name)
    }
}
