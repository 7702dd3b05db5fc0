// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// A column that policies compare with the request's context is found by an index: first in it, or right behind the
/// column that says whose a row is.
struct PolicyColumnIndexRule: SafetyRule {
    let code = SafetyCode.policyColumnWithoutIndex

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.flatMap { relation, scope -> [Finding] in
            guard relation.isTable, scope != .public else { return [] }
            let columns = Set(relation.columns.map(\.name))
            let isolating = context.isolatingColumns[relation.name]?.name
            let compared = relation.policies.filter { $0.isPermissive && context.bindsRequestRole($0) }
                .flatMap { policy in [policy.using].compactMap(\.self) }
                .flatMap { PolicyExpression($0).contextComparisons(columns: columns).map(\.column) }
                .uniqued().filter { $0 != isolating }
            return compared.compactMap { column in
                guard !isIndexed(column, behind: isolating, of: relation) else { return nil }
                let key = [isolating, column].compactMap(\.self)
                return Finding(
                    code: code, severity: .warning, object: .column(column, of: relation.name),
                    message: "Policies compare the column with who asks, and no index leads to it: each request "
                        + "reads all rows of its tenant to find its own.",
                    mend: "create index on \(relation.name.sql) (\(key.sqlNames));")
            }
        }
    }

    private func isIndexed(_ column: String, behind isolating: String?, of relation: Relation) -> Bool {
        relation.indexes.contains { index in
            guard !index.isPartial else { return false }
            return index.columns.first == column
                || index.columns.count > 1 && index.columns[0] == isolating && index.columns[1] == column
        }
    }
}
