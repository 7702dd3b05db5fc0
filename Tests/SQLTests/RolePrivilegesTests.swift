// SPDX-License-Identifier: Apache-2.0

import SQL
import Testing

@Suite struct RolePrivilegesTests {
    private static let notes = QualifiedName(schema: "app", name: "notes")

    private func catalog(
        grants: [Grant] = [], schemaGrants: [Grant] = [Grant(role: "public", privilege: "USAGE")], roles: [Role] = []
    ) -> (Catalog, Relation) {
        let relation = Relation(
            name: Self.notes, owner: "owner", columns: [Column(name: "id", type: .builtIn("uuid"))], grants: grants)
        return (
            Catalog(
                serverVersion: 180_006, relations: [relation],
                schemas: [Container(name: "app", owner: "owner", grants: schemaGrants)], roles: roles), relation
        )
    }

    @Test func `a grant on the table is one on each column, a grant on a column is not one on another`() {
        let (catalog, notes) = catalog(grants: [
            Grant(role: "reader", privilege: "SELECT"), Grant(role: "clerk", privilege: "SELECT", column: "id"),
        ])
        let reader = RolePrivileges(of: "reader", in: catalog)
        #expect(reader.holds("SELECT", on: "id", of: notes) && reader.holds("SELECT", on: "body", of: notes))
        #expect(!reader.holds("INSERT", on: "id", of: notes) && !reader.holds("INSERT", onSomeOf: notes))
        let clerk = RolePrivileges(of: "clerk", in: catalog)
        #expect(clerk.holds("SELECT", on: "id", of: notes) && !clerk.holds("SELECT", on: "body", of: notes))
        #expect(clerk.holds("SELECT", onSomeOf: notes))
        #expect(!RolePrivileges(of: "stranger", in: catalog).holds("SELECT", onSomeOf: notes))
    }

    @Test func `rights come by inheriting memberships and from public, not by memberships that must be switched to`() {
        let (catalog, notes) = catalog(
            grants: [Grant(role: "group", privilege: "SELECT"), Grant(role: "public", privilege: "INSERT")],
            roles: [
                Role(name: "heir", memberships: [RoleMembership(role: "group", inherits: true)]),
                Role(name: "other", memberships: [RoleMembership(role: "group", inherits: false)]),
            ])
        #expect(RolePrivileges(of: "heir", in: catalog).holds("SELECT", on: "id", of: notes))
        #expect(!RolePrivileges(of: "other", in: catalog).holds("SELECT", on: "id", of: notes))
        #expect(RolePrivileges(of: "other", in: catalog).holds("INSERT", on: "id", of: notes))
    }

    @Test func `without USAGE of the schema nothing in it is of use`() {
        let (catalog, notes) = catalog(grants: [Grant(role: "reader", privilege: "SELECT")], schemaGrants: [])
        #expect(!RolePrivileges(of: "reader", in: catalog).holds("SELECT", on: "id", of: notes))
        let function = Function(
            name: QualifiedName(schema: "app", name: "f"), owner: "owner", identityArguments: "", executors: ["public"])
        #expect(!RolePrivileges(of: "reader", in: catalog).mayExecute(function))
        #expect(RolePrivileges(of: "owner", in: catalog).mayExecute(function))
    }

    @Test func `owners, superusers and readers of all data need no grant`() {
        let (catalog, notes) = catalog(
            schemaGrants: [],
            roles: [
                Role(name: "root", isSuperuser: true),
                Role(name: "auditor", memberships: [RoleMembership(role: "pg_read_all_data", inherits: true)]),
            ])
        for role in ["owner", "root", "auditor"] {
            #expect(RolePrivileges(of: role, in: catalog).holds("SELECT", on: "id", of: notes), "\(role)")
        }
        #expect(!RolePrivileges(of: "auditor", in: catalog).holds("DELETE", onSomeOf: notes))
    }
}
