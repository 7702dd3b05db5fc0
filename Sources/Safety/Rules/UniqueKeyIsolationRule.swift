// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Unique keys and exclusion constraints of tenants' rows contain the tenant: else a refused insert tells that another
/// tenant has that value.
///
/// Keys of uuids alone are let pass, because nobody can guess them.
struct UniqueKeyIsolationRule: SafetyRule {
    let code = SafetyCode.uniqueKeyAcrossTenants

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.flatMap { relation, scope -> [Finding] in
            guard scope == .tenant, let tenant = context.isolatingColumns[relation.name]?.name else { return [] }
            return relation.indexes.compactMap { index in
                guard index.isUnique || index.isExclusion, !index.columns.contains(tenant),
                    !comparesText(of: tenant, in: index),
                    !isUnguessable(index, of: relation)
                else {
                    return nil
                }
                return Finding(
                    code: code, severity: .warning, object: .key(index.name, of: relation.name),
                    message: "The key does not contain \(tenant), so a conflict tells one tenant what another one has.",
                    mend: mend(index, of: relation, tenant: tenant, in: context))
            }
        }
    }

    /// Whether an exclusion constraint compares the tenant as a text: `((tenant)::text) WITH =`, where the column's own
    /// type has no operators that its index takes.
    private func comparesText(of tenant: String, in index: Index) -> Bool {
        [",", ")"].contains { end in
            index.constraintDefinition?.contains("((\(tenant.sqlName))::text) WITH =\(end)") ?? false
        }
    }

    private func isUnguessable(_ index: Index, of relation: Relation) -> Bool {
        index.columns.allSatisfy { name in
            name.flatMap { relation.column($0) }.map { $0.type == .builtIn("uuid") } ?? false
        }
    }

    private func mend(_ index: Index, of relation: Relation, tenant: String, in context: SafetyContext) -> String? {
        let columns = index.columns.compactMap(\.self)
        let isPrimary = relation.primaryKey?.name == index.name
        // Also of a deferrable constraint, which is no key that a row could be told by.
        let isConstraint =
            isPrimary || index.constraintDefinition != nil
            || relation.uniqueKeys.contains { $0.name == index.name && $0.isConstraint }
        if isConstraint {
            let isReferenced = context.catalog.relations.contains { other in
                other.foreignKeys.contains { key in
                    key.foreignRelation == relation.name && Set(key.foreignColumns) == Set(columns)
                }
            }
            // Foreign keys hang on it: those have to change first.
            guard !isReferenced else { return nil }
            let definition =
                index.constraintDefinition.map { withTenant(tenant, in: $0) }
                ?? "\(isPrimary ? "primary key" : "unique") (\(([tenant] + columns).sqlNames))"
            let extensions = context.catalog.extensions ?? [:]
            let comparing =
                index.isExclusion && index.method == "gist" && extensions["btree_gist"] == nil
                ? "create extension btree_gist;\n" : ""
            return """
                \(comparing)alter table \(relation.name.sql) drop constraint \(index.name.sqlName),
                    add constraint \(index.name.sqlName) \(definition);
                """
        }
        guard let definition = index.definition else { return nil }
        let pieces = definition.split(separator: " USING \(index.method) (", maxSplits: 1)
        guard let head = pieces.first, let tail = pieces.last, pieces.count == 2 else { return nil }
        let name = QualifiedName(schema: relation.name.schema, name: index.name)
        return "drop index \(name.sql);\n\(head) USING \(index.method) (\(tenant.sqlName), \(tail);"
    }

    /// `UNIQUE (a) DEFERRABLE` → `unique (tenant_id, a) DEFERRABLE`, `EXCLUDE USING gist (a WITH &&)` →
    /// `exclude using gist (tenant_id with =, a WITH &&)`.
    private func withTenant(_ tenant: String, in definition: String) -> String {
        guard let parenthesis = definition.firstIndex(of: "(") else { return definition }
        let kind = definition[..<parenthesis]
        let comparison = definition.hasPrefix("EXCLUDE ") ? " with =" : ""
        return
            "\(kind.lowercased())(\(tenant.sqlName)\(comparison), \(definition[definition.index(after: parenthesis)...])"
    }
}
