// SPDX-License-Identifier: Apache-2.0

/// What one role may do with relations, columns and functions, as PostgreSQL would decide it from a catalog.
///
/// PostgreSQL: "Privileges". Policies are no part of it: they decide about rows.
package struct RolePrivileges: Sendable {
    /// The role itself and all whose rights it has; `public` with them.
    private let rights: Set<String>
    private let isSuperuser: Bool
    private let usableSchemas: Set<String>
    private let knownSchemas: Set<String>

    /// - Parameter role: one that the catalog does not know has the rights of `public`.
    package init(of role: String, in catalog: Catalog) {
        let graph = RoleGraph(roles: catalog.roles)
        let rights = graph.rights(of: role).union(["public"])
        self.rights = rights
        isSuperuser = graph.role(role)?.isSuperuser ?? false
        knownSchemas = Set(catalog.schemas.map(\.name))
        let readsAll = !rights.isDisjoint(with: ["pg_read_all_data", "pg_write_all_data"])
        usableSchemas = Set(
            catalog.schemas.filter { schema in
                readsAll || rights.contains(schema.owner)
                    || schema.grants.contains { $0.privilege == "USAGE" && rights.contains($0.role) }
            }.map(\.name))
    }

    /// Whether the role holds a privilege on a column: SELECT, INSERT, UPDATE or REFERENCES.
    package func holds(_ privilege: String, on column: String, of relation: Relation) -> Bool {
        holdsAll(privilege, on: relation)
            || isUsable(relation.name.schema)
                && relation.grants.contains {
                    $0.privilege == privilege && ($0.column == nil || $0.column == column) && rights.contains($0.role)
                }
    }

    /// Whether the role holds a privilege on a relation, or on at least one of its columns.
    package func holds(_ privilege: String, onSomeOf relation: Relation) -> Bool {
        holdsAll(privilege, on: relation)
            || isUsable(relation.name.schema)
                && relation.grants.contains { $0.privilege == privilege && rights.contains($0.role) }
    }

    /// Whether the role may call a function.
    package func mayExecute(_ function: Function) -> Bool {
        if isSuperuser { return true }
        return isUsable(function.name.schema)
            && (rights.contains(function.owner) || function.executors.contains(where: rights.contains))
    }

    /// Whether the role may name what is in a schema: types, operators.
    package func mayUse(schema: String) -> Bool { isUsable(schema) }

    /// By what needs no grant.
    private func holdsAll(_ privilege: String, on relation: Relation) -> Bool {
        if isSuperuser { return true }
        guard isUsable(relation.name.schema) else { return false }
        if rights.contains(relation.owner) { return true }
        switch privilege {
        case "SELECT": return rights.contains("pg_read_all_data")
        case "INSERT", "UPDATE", "DELETE": return rights.contains("pg_write_all_data")
        default: return false
        }
    }

    /// A schema that the catalog leaves out is PostgreSQL's own, or the catalog was made by hand.
    private func isUsable(_ schema: String) -> Bool {
        isSuperuser || usableSchemas.contains(schema) || !knownSchemas.contains(schema)
    }
}
