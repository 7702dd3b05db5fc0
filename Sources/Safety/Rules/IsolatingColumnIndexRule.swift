// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// An index begins with the column that says whose a row is, so that reading one tenant costs no more than that tenant.
struct IsolatingColumnIndexRule: SafetyRule {
    let code = SafetyCode.isolatingColumnWithoutIndex
    /// GiST is that of keys WITHOUT OVERLAPS and of exclusion constraints.
    private static let methods: Set<String> = ["btree", "gist"]

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.compactMap { relation, scope in
            guard relation.isTable, let name = context.isolatingColumns[relation.name]?.name else { return nil }
            let isServed = relation.indexes.contains { index in
                Self.methods.contains(index.method) && !index.isPartial && index.columns.first == .some(.some(name))
            }
            guard !isServed else { return nil }
            return Finding(
                code: code, severity: .warning, object: .column(name, of: relation.name),
                message: "No index begins with this column: each request reads the rows of every \(scope.rawValue) "
                    + "to find its own.",
                mend: "create index on \(relation.name.sql) (\(name.sqlName));")
        }
    }
}
