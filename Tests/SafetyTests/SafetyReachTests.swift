// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Postgres
import SQL
import Testing

@testable import Safety

@Suite struct SafetyReachTests {
    /// What the errors after a fault reach.
    private func reach(
        after fault: String, everywhere: Set<QualifiedName> = [],
        _ body: (SafetyReach, SafetyFixture) throws -> Void
    ) async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(fixture.filled(fault))
            let context = try await fixture.context()
            let errors = SafetyRules.report(on: context).errors
            #expect(!errors.isEmpty)
            try body(context.reach(of: errors, everywhere: everywhere), fixture)
        }
    }

    @Test func `a table reaches the views that read it, and no other table`() async throws {
        try await reach(after: "alter table app.tasks disable row level security") { reach, _ in
            #expect(reach.relations == [.app("tasks"), .app("open_tasks")])
            #expect(!reach.everything && reach.roles.isEmpty && reach.functions.isEmpty)
        }
    }

    @Test func `a table reaches those whose policies read it`() async throws {
        let fault = """
            create policy tasks_of_projects on app.tasks as restrictive to public
                using (exists (select from app.projects as p where p.id = project_id));
            alter table app.projects disable row level security
            """
        try await reach(after: fault) { reach, _ in
            #expect(reach.relations == [.app("projects"), .app("tasks"), .app("open_tasks")])
        }
    }

    @Test func `a function reaches the fields that call it`() async throws {
        try await reach(after: "grant execute on function app.close_tasks() to public") { reach, _ in
            #expect(reach.functions == [.app("close_tasks")])
            #expect(reach.relations.isEmpty && !reach.everything)
        }
    }

    @Test func `a function that every request calls reaches everything`() async throws {
        let fault = "grant execute on function app.close_tasks() to public"
        try await reach(after: fault, everywhere: [.app("close_tasks")]) { reach, _ in #expect(reach.everything) }
    }

    @Test func `a request role is closed alone, the login role and a schema close everything`() async throws {
        try await reach(after: "alter role MEMBER bypassrls") { reach, fixture in
            #expect(reach.roles == [fixture.member])
            #expect(!reach.everything)
        }
        try await reach(after: "alter role LOGIN bypassrls") { reach, _ in #expect(reach.everything) }
        try await reach(after: "grant create on schema app to MEMBER") { reach, _ in #expect(reach.everything) }
    }
}
