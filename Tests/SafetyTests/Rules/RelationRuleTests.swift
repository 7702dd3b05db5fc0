// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import SQL
import Safety
import Testing

@Suite struct RelationRuleTests {
    @Test func `a table without row-level security is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .rowSecurityDisabled, .error, about: .relation(.app("tasks")),
                message: "Row-level security is off: whoever may read the table sees the rows of every tenant.",
                after: "alter table app.tasks disable row level security")
        }
    }

    @Test func `the table behind a mapped view is judged like a mapped table`() async throws {
        try await SafetyFixture.with { fixture in
            var relations = SafetyFixture.relations
            relations[.app("tasks")] = nil
            try await fixture.expect(
                .rowSecurityDisabled, .error, about: .relation(.app("tasks")),
                message: "Row-level security is off: whoever may read the table sees the rows of every tenant.",
                after: "alter table app.tasks disable row level security", relations: relations)
        }
    }

    @Test func `a table that nothing reaches is not judged`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run("create table app.unmapped (id int); grant select on app.unmapped to public")
            let report = try await fixture.report()
            #expect(report.findings == [])
        }
    }

    @Test func `row-level security that is not forced is a warning while nobody acts as the owner`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .rowSecurityNotForced, .warning, about: .relation(.app("tasks")),
                message: "Row-level security does not bind the table's owner, owner. "
                    + "No request acts as that owner now; a later grant or function could.",
                after: "alter table app.tasks no force row level security")
        }
    }

    @Test func `row-level security that is not forced is an error while a reachable function runs as the owner`()
        async throws
    {
        try await SafetyFixture.with { fixture in
            // The function is not blind, because the owner has a policy of its own.
            try await fixture.database.run(
                """
                create policy tasks_owner on app.tasks to \(fixture.owner) using (tenant_id = (select app.tenant_id()));
                create policy projects_owner on app.projects to \(fixture.owner) using (tenant_id = (select app.tenant_id()));
                create policy tenants_owner on app.tenants to \(fixture.owner) using (id = (select app.tenant_id()));
                create policy settings_owner on app.settings to \(fixture.owner) using (user_id = (select app.user_id()));
                alter function app.close_tasks() owner to \(fixture.owner);
                """)
            try await fixture.expect(
                .rowSecurityNotForced, .error, about: .relation(.app("tasks")),
                message: "Row-level security does not bind the table's owner, owner. "
                    + "The function app.close_tasks runs as that owner and sees the rows of every tenant.",
                after: "alter table app.tasks no force row level security")
        }
    }

    @Test func `a granted command without a policy is an error, mended by a policy where the tenant is known`()
        async throws
    {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .grantWithoutPolicy, .error, about: .relation(.app("tasks")),
                message: "reader was granted UPDATE, but no permissive policy admits it: "
                    + "its updates touch nothing, without an error.",
                after: "grant update (is_open) on app.tasks to \(fixture.reader)")
            let policies = try await fixture.database.value(
                "select count(*) from pg_policies where policyname = 'tasks_update_\(fixture.reader)'")
            #expect(policies == "1")
        }
    }

    @Test func `a restrictive policy alone admits nobody`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .grantWithoutPolicy, .error, about: .relation(.app("projects")),
                message:
                    "reader was granted SELECT, but no permissive policy admits it: it reads nothing, without an error.",
                after: "grant select on app.projects to \(fixture.reader)")
        }
    }

    @Test func `a grant on a table whose tenant nobody knows is mended by taking it back`() async throws {
        try await SafetyFixture.with { fixture in
            var relations = SafetyFixture.relations
            relations[.app("notes")] = .tenant
            try await fixture.database.run(
                "create table app.notes (id uuid primary key, body text); "
                    + "alter table app.notes owner to \(fixture.owner), enable row level security, force row level security"
            )
            try await fixture.expect(
                .grantWithoutPolicy, .error, about: .relation(.app("notes")),
                message: "member was granted INSERT, but no permissive policy admits it: each insert is refused.",
                after: "grant insert on app.notes to \(fixture.member)", relations: relations)
            let holds = try await fixture.database.value(
                "select has_table_privilege('\(fixture.member)', 'app.notes', 'insert')")
            #expect(holds == "f")
        }
    }

    @Test func `a policy without an expression is a warning`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .policyWithoutExpression, .warning, about: .policy("tasks_insert", of: .app("tasks")),
                message: "The policy has no expression: it admits nothing.",
                after: "create policy tasks_insert on app.tasks for insert to \(fixture.member)")
        }
    }

    @Test func `a policy for update needs no check, because its condition stands in`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                "create policy tasks_update on app.tasks for update to \(fixture.member) "
                    + "using (tenant_id = (select app.tenant_id()))")
            let report = try await fixture.report()
            #expect(report.findings == [])
        }
    }

    @Test(arguments: ["truncate", "references", "trigger"])
    func `a privilege that row-level security does not bind is an error`(privilege: String) async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .privilegeBeyondRowSecurity, .error, about: .relation(.app("tasks")),
                message: "member holds \(privilege.uppercased()), which row-level security does not bind.",
                after: "grant \(privilege) on app.tasks to \(fixture.member)")
        }
    }

    @Test func `a privilege that everybody holds is taken from everybody`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .privilegeBeyondRowSecurity, .error, about: .relation(.app("tasks")),
                message: "public holds TRUNCATE, REFERENCES, which row-level security does not bind.",
                after: "grant truncate, references (id) on app.tasks to public")
        }
    }

    @Test func `a view that reads as its owner is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .viewRunsAsOwner, .error, about: .relation(.app("open_tasks")),
                message: "The view reads as its owner, owner: the policies for the request's role do not apply.",
                after: "alter view app.open_tasks set (security_invoker = off)")
        }
    }

    @Test func `a materialized view is an error, unless it is declared public`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                "create materialized view app.counts as select code, 1 as tasks from app.countries")
            var relations = SafetyFixture.relations
            relations[.app("counts")] = .tenant
            let faulty = try await fixture.report(relations: relations)
            #expect(
                faulty.findings == [
                    Finding(
                        code: .relationCannotHavePolicies, severity: .error, object: .relation(.app("counts")),
                        message: "A materialized view cannot have policies, so it shows the rows of every tenant. "
                            + "Map a table or a security_invoker view, or declare PUBLIC what is for everybody.")
                ])
            relations[.app("counts")] = .public
            let mended = try await fixture.report(relations: relations)
            #expect(mended.findings == [])
        }
    }

    @Test func `a public relation that a request can write is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .publicRelationWritable, .error, about: .relation(.app("countries")),
                message:
                    "Declared PUBLIC, yet member holds INSERT, UPDATE: one tenant could write what all others read.",
                after: "grant insert, update (name) on app.countries to \(fixture.member)")
        }
    }
}
