// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Postgres
import SQL
import Testing

@testable import Safety

@Suite struct PolicyCostRuleTests {
    @Test func `a column that policies compare needs an index`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .policyColumnWithoutIndex, .warning, about: .column("owner_id", of: .app("tasks")),
                message: "Policies compare the column with who asks, and no index leads to it: each request reads all "
                    + "rows of its tenant to find its own.",
                after: fixture.filled(
                    """
                    alter table app.tasks add column owner_id uuid;
                    create policy tasks_own on app.tasks for select to READER
                        using (tenant_id = (select app.tenant_id()) and owner_id = (select app.user_id()));
                    """))
        }
    }

    @Test func `an index that no policy lets be used`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                """
                alter table app.tasks add column price numeric, add column weight double precision;
                create index tasks_price_idx on app.tasks (tenant_id, price);
                create index tasks_weight_idx on app.tasks (tenant_id, weight);
                """)
            let findings = try await fixture.report().findings
            #expect(findings.map(\.code) == [.indexUnusableUnderPolicies])
            #expect(findings.first?.object == .key("tasks_price_idx", of: .app("tasks")))
            #expect(findings.first?.message.contains("comparing numeric is not LEAKPROOF") == true)
            try await fixture.database.run("alter table app.tasks alter column price type double precision")
            #expect(try await fixture.report().findings == [])
        }
    }

    @Test func `a policy that reads another table`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                """
                create policy tasks_of_projects on app.tasks as restrictive to public
                    using (exists (select from app.projects as p where p.id = project_id))
                """)
            let findings = try await fixture.report().findings
            #expect(findings.map(\.code) == [.policyReadsTable])
            #expect(findings.first?.object == .policy("tasks_of_projects", of: .app("tasks")))
            #expect(
                findings.first?.message.hasPrefix("The policy reads app.projects: under the policies there") == true)
            try await fixture.database.run("drop policy tasks_of_projects on app.tasks")
            #expect(try await fixture.report().findings == [])
        }
    }

    @Test func `a server without the fix of CVE-2024-10976`() {
        func codes(_ version: Int) -> [SafetyCode] {
            let context = SafetyContext(
                catalog: Catalog(serverVersion: version), requestRoles: [], loginRole: "login", switchesRole: true,
                relations: [:])
            return ServerVersionRule().findings(in: context).map(\.code)
        }
        #expect(codes(150_008) == [.serverWithoutFixes] && codes(160_004) == [.serverWithoutFixes])
        #expect(codes(150_009) == [] && codes(170_001) == [] && codes(180_000) == [])
    }
}
