// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Each column of each table that requests reach, or that the data map names, is classified there.
///
/// A column that nobody classified is one that no erasure, no export and no reviewer knows of.
struct UnclassifiedColumnRule: SafetyRule {
    let code = SafetyCode.unclassifiedColumn

    func findings(in context: SafetyContext) -> [Finding] {
        guard let map = context.catalog.dataMap else { return [] }
        let classified = Dictionary(grouping: map.columns, by: \.relation).mapValues { Set($0.map(\.column)) }
        let mapped = map.relations
        return context.catalog.relations.flatMap { relation -> [Finding] in
            guard relation.isTable, mapped.contains(relation.name) || context.relations[relation.name] != nil else {
                return []
            }
            let known = classified[relation.name] ?? []
            let missing = relation.columns.filter { !known.contains($0.name) }.map { column in
                Finding(
                    code: code, severity: .error, object: .column(column.name, of: relation.name),
                    message: "The data map does not say what the column holds about people, or that it holds nothing.",
                    mend: mend(relation, column: column.name, isMapped: mapped.contains(relation.name)))
            }
            let stale = known.subtracting(relation.columns.map(\.name)).sorted().map { name in
                Finding(
                    code: code, severity: .error, object: .column(name, of: relation.name),
                    message: "The data map classifies a column that the table does not have.",
                    mend: "delete from privacy.data_map where relation = \(relation.name.sql.literal) "
                        + "and column_name = \(name.literal);")
            }
            return missing + stale
        }
    }

    /// A classification that is right for a column without personal data; who reads it decides.
    private func mend(_ relation: Relation, column: String, isMapped: Bool) -> String? {
        guard isMapped else { return nil }
        return "insert into privacy.data_map (relation, column_name, category, erase, anonymize, export) "
            + "values (\(relation.name.sql.literal), \(column.literal), 'technical', 'keep', 'keep', 'never');"
    }
}
