// SPDX-License-Identifier: Apache-2.0

import SQL
import Testing

@testable import Server

@Suite struct PolicyMarksTests {
    private static let notes = Relation(
        name: QualifiedName(schema: "app", name: "notes"), hasRowSecurity: true, columns: [],
        policies: [
            Policy(
                name: "floor", isPermissive: false, command: .all, roles: ["public"],
                using: "(tenant_id = ( SELECT palisade.tenant_id() AS tenant_id))"),
            Policy(
                name: "own", command: .select, roles: ["member"],
                using: "((author_id = ( SELECT palisade.user_id() AS user_id)) AND (NOT is_draft))"),
            Policy(name: "open", command: .select, roles: ["readers"], using: "(state = 'open'::text)"),
            Policy(name: "other", command: .select, roles: ["admin"], using: "(author_id IS NOT NULL)"),
        ])
    private static let catalog = Catalog(
        serverVersion: 180_000, relations: [notes],
        roles: [
            Role(name: "member"), Role(name: "admin"),
            Role(name: "reader", memberships: [RoleMembership(role: "readers", inherits: true)]), Role(name: "readers"),
            Role(
                name: "both",
                memberships: [
                    RoleMembership(role: "readers", inherits: true), RoleMembership(role: "member", inherits: true),
                ]),
        ])

    private func marks(_ role: String, _ plan: String...) -> [String] {
        PolicyMarks(catalog: Self.catalog, role: role).marks(in: plan, of: "").map {
            "\($0.line) \($0.policy): \($0.condition)"
        }
    }

    @Test func `the conditions of policies are told from those of the statement`() {
        let found = marks(
            "member",
            "Limit  (cost=0.00..1.00 rows=1 width=8)",
            "  ->  Index Scan using notes_key on notes n  (cost=0.00..1.00 rows=1 width=8)",
            "        Index Cond: ((tenant_id = (InitPlan 1).col1) AND (id = '7'::bigint))",
            "        Filter: ((NOT is_draft) AND (author_id = (InitPlan 2).col1) AND (title = 'a AND b'::text))")
        #expect(
            found == [
                "2 floor: (tenant_id = (InitPlan 1).col1)", "3 own: (NOT is_draft)",
                "3 own: (author_id = (InitPlan 2).col1)",
            ])
    }

    @Test func `columns may be qualified, and older servers number what a subselect gave`() {
        #expect(
            marks(
                "member", "->  Seq Scan on notes n_1  (cost=0.00..1.00 rows=1 width=8)",
                "      Filter: ((n_1.tenant_id = $0) AND (x.author_id = $1))")
                == ["1 floor: (n_1.tenant_id = $0)"])
    }

    @Test func `a policy that has its column on the right is found in an index's condition`() {
        var relation = Self.notes
        relation.policies = [
            Policy(name: "turned", command: .all, roles: ["public"], using: "(( SELECT app.tenant() AS t) = tenant_id)")
        ]
        let catalog = Catalog(serverVersion: 180_000, relations: [relation], roles: [Role(name: "member")])
        let marks = PolicyMarks(catalog: catalog, role: "member").marks(
            in: [
                "Seq Scan on notes  (cost=0.00..1.00 rows=1 width=8)", "  Filter: (tenant_id = (InitPlan 1).col1)",
            ], of: "")
        #expect(marks.map(\.policy) == ["turned"])
    }

    @Test func `of several permissive policies each is found`() {
        #expect(
            marks(
                "both", "Seq Scan on notes  (cost=0.00..1.00 rows=1 width=8)",
                "  Filter: (((author_id = (InitPlan 2).col1) AND (NOT is_draft)) OR (state = 'open'::text))"
            )
            .map { $0.prefix { $0 != ":" } } == ["1 own", "1 open"])
    }

    @Test func `policies of other roles and tables are not looked for`() {
        #expect(marks("reader", "Seq Scan on notes  (cost=0 rows=1)", "  Filter: (state = 'open'::text)").count == 1)
        #expect(marks("member", "Seq Scan on notes  (cost=0 rows=1)", "  Filter: (state = 'open'::text)").isEmpty)
        #expect(marks("reader", "Seq Scan on other  (cost=0 rows=1)", "  Filter: (state = 'open'::text)").isEmpty)
        #expect(marks("reader", "Seq Scan on \"no tes\" n  (cost=0 rows=1)", "  Filter: (n.\"(\" = ')'::text").isEmpty)
    }

    @Test func `a mark stands below its condition`() {
        let plan = ["Seq Scan on notes  (cost=0.00..1.00 rows=1 width=8)", "  Filter: (tenant_id = (InitPlan 1).col1)"]
        #expect(
            PolicyMarks(catalog: Self.catalog, role: "admin").annotated(plan, of: "")
                == plan + ["    ^ policy floor (restrictive): tenant_id = (InitPlan 1).col1"])
    }

    @Test func `of tables of one name those are meant that the statement names`() {
        var other = Self.notes
        other.name = QualifiedName(schema: "archive", name: "notes")
        let catalog = Catalog(
            serverVersion: 180_000, relations: [Self.notes, other], roles: [Role(name: "member")])
        let marks = PolicyMarks(catalog: catalog, role: "member")
        let plan = ["Seq Scan on notes  (cost=0.00..1.00 rows=1 width=8)", "  Filter: (tenant_id = (InitPlan 1).col1)"]
        func relations(_ sql: String) -> [String] { marks.marks(in: plan, of: sql).map(\.relation.description) }
        #expect(relations("select from app.notes as notes_1") == ["app.notes"])
        #expect(relations("select from archive.notes as notes_1, app.notes_all as x") == ["archive.notes"])
        // What a view or function reads is named by neither.
        #expect(relations("select from app.open_notes as notes_1") == ["app.notes", "archive.notes"])
    }
}
