// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Columns by which rows are listed have an index, also where no foreign key holds them: a key beside the name of its
/// type, or the column of a table that nobody constrained.
struct ReferenceIndexRule: SafetyRule {
    let code = SafetyCode.referenceWithoutIndex

    func findings(in context: SafetyContext) -> [Finding] {
        let known = context.catalog.relationsByName
        var seen: Set<[String]> = []
        return context.references.compactMap { reference in
            guard let relation = known[reference.relation], relation.isTable, let column = reference.columns.last,
                reference.columns.allSatisfy({ relation.column($0) != nil }),
                // Of a foreign key another rule tells.
                !relation.foreignKeys.contains(where: { $0.columns.contains(column) })
            else { return nil }
            let isolating = context.isolatingColumns[relation.name]?.name
            guard !relation.indexes.contains(where: { serves($0, reference.columns, besides: isolating) }),
                seen.insert([relation.name.description] + reference.columns).inserted
            else { return nil }
            let columns = ([isolating].compactMap { $0 } + reference.columns)
            return Finding(
                code: code, severity: .warning, object: .column(column, of: relation.name),
                message: "No index leads to (\(reference.columns.joined(separator: ", "))), by which "
                    + "\(reference.place) lists rows: each list reads all of the tenant's, or the whole table.",
                mend: "create index on \(relation.name.sql) (\(columns.sqlNames));")
        }
    }

    /// The index's first columns are these, in any order, and the one that says whose a row is.
    private func serves(_ index: Index, _ columns: [String], besides isolating: String?) -> Bool {
        guard index.method == "btree", !index.isPartial else { return false }
        let first = index.columns.prefix { column in column.map { columns.contains($0) || $0 == isolating } ?? false }
        return Set(first.compactMap { $0 }).isSuperset(of: columns)
    }
}
