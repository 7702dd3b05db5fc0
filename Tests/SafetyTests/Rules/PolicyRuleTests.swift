// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import SQL
import Safety
import Testing

@Suite struct PolicyRuleTests {
    @Test func `a policy that reads the context once per row is a warning`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .policyEvaluatedPerRow, .warning, about: .policy("tasks_all", of: .app("tasks")),
                message: "app.tenant_id() may be evaluated for each row; "
                    + "inside (select …) it is evaluated once per statement.",
                after: "alter policy tasks_all on app.tasks using (tenant_id = app.tenant_id())")
        }
    }

    @Test func `current_setting in a policy counts as the context too`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .policyEvaluatedPerRow, .warning, about: .policy("tasks_select", of: .app("tasks")),
                message: "current_setting('app.tenant_id'::text, true) may be evaluated for each row; "
                    + "inside (select …) it is evaluated once per statement.",
                after: "alter policy tasks_select on app.tasks using "
                    + "(nullif(current_setting('app.tenant_id', true), '')::uuid = tenant_id)")
        }
    }

    @Test func `a policy that admits every row is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .policyAlwaysTrue, .error, about: .policy("tasks_select", of: .app("tasks")),
                message: "The policy admits the rows of every tenant.",
                after: "alter policy tasks_select on app.tasks using (true)")
        }
    }

    @Test func `of what everybody may read and nobody writes, the SDL may say so`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                """
                alter table app.countries enable row level security, force row level security;
                create policy shown on app.countries for select to \(fixture.member) using (true);
                """)
            let findings = try await fixture.report(relations: [.app("countries"): .tenant]).findings
            #expect(
                findings.filter { $0.code == .policyAlwaysTrue }.map(\.message) == [
                    "The policy admits the rows of every tenant. "
                        + "If everybody may read them, write @table(scope: PUBLIC) instead."
                ])
            // Without the policy nobody could read the table: no SQL of ours is to decide that.
            #expect(findings.filter { $0.code == .policyAlwaysTrue }.map(\.mend) == [nil])
        }
    }

    @Test func `a check that admits every row is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .policyAlwaysTrue, .error, about: .policy("settings_all", of: .app("settings")),
                message: "The policy admits the rows of every user.",
                after: "alter policy settings_all on app.settings with check (true)")
        }
    }

    @Test func `a policy that admits every row over a restrictive one is a warning`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .policyAlwaysTrue, .warning, about: .policy("projects_all", of: .app("projects")),
                message: "The policy admits every row; only restrictive policies hold the tenants apart.",
                after: "alter policy projects_all on app.projects using (true)")
        }
    }

    @Test func `a policy that does not look at the tenant is a warning, mended by a restrictive one`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .policyWithoutIsolation, .warning, about: .policy("tasks_select", of: .app("tasks")),
                message:
                    "No comparison of a column with the request's tenant is seen in this policy or in a restrictive "
                    + "one: the rows of others may be admitted.",
                after: "alter policy tasks_select on app.tasks using (is_open)")
        }
    }

    @Test func `a policy that looks at the tenant or at something else is a warning`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                "alter policy tasks_select on app.tasks using (tenant_id = (select app.tenant_id()) or is_open)")
            let report = try await fixture.report()
            #expect(report.findings.map(\.code) == [.policyWithoutIsolation])
        }
    }

    @Test func `a policy for a role that no request uses is not judged`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                "create policy tasks_definer on app.tasks to \(fixture.definer) using (true)")
            let report = try await fixture.report()
            #expect(report.findings == [])
        }
    }

    @Test func `columns may be called as the types and words of their policies`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                """
                create table app.comments (
                    org uuid not null, id uuid not null, "text" text, "uuid" uuid, "select" boolean, "zone" text,
                    primary key (org, id));
                alter table app.comments owner to \(fixture.owner), enable row level security, force row level security;
                grant select on app.comments to \(fixture.member);
                create policy own on app.comments for select to \(fixture.member) using
                    (org = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
                """)
            let report = try await fixture.report(relations: [.app("comments"): .tenant])
            #expect(report.findings == [])
        }
    }

    @Test func `a column behind a cast is still a column`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                """
                create table app.comments (
                    org text not null, id uuid not null, "text" text not null, primary key (org, id));
                alter table app.comments owner to \(fixture.owner), enable row level security, force row level security;
                grant select on app.comments to \(fixture.member);
                create policy own on app.comments for select to \(fixture.member) using
                    (org = (current_setting('app.tenant_id'::text, true)::text || "text"));
                """)
            let report = try await fixture.report(relations: [.app("comments"): .tenant])
            #expect(report.findings.map(\.code).contains(.policyWithoutIsolation))
        }
    }

    @Test func `policies that read claims as PostgREST sets them are understood`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                """
                create table app.invoices (
                    org_id uuid not null, id uuid not null, number text not null, primary key (org_id, id),
                    unique (number));
                alter table app.invoices owner to \(fixture.owner), enable row level security, force row level security;
                grant select on app.invoices to \(fixture.member);
                create policy own on app.invoices for select to \(fixture.member) using
                    (((select current_setting('request.jwt.claims', true)::json ->> 'org'))::uuid = org_id);
                """)
            let report = try await fixture.report(relations: [.app("invoices"): .tenant])
            #expect(
                report.findings.map { "\($0.code.rawValue) \($0.object)" } == [
                    "PA304 invoices_number_key on app.invoices"
                ])
        }
    }
}
