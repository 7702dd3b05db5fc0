// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import SQL
import Safety
import Testing

@Suite struct FunctionRuleTests {
    static let object = SafetyObject.function(.app("close_tasks"), identityArguments: "")

    @Test(arguments: ["reset search_path", "set search_path = \"$user\", app"])
    func `a reachable definer function without a fixed search path is an error`(fault: String) async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .definerWithoutSearchPath, .error, about: Self.object,
                message:
                    "It runs as definer without a search path of its own, so a caller's search path decides what its "
                    + "names mean.",
                after: "alter function app.close_tasks() \(fault)")
        }
    }

    @Test func `a definer function that a request role may execute but nothing calls is a warning`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .definerWithoutSearchPath, .warning, about: Self.object,
                message:
                    "It runs as definer without a search path of its own, so a caller's search path decides what its "
                    + "names mean.",
                after: "alter function app.close_tasks() reset search_path", functions: [])
        }
    }

    @Test func `a definer function that nobody calls and nobody may execute is not judged`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                "alter function app.close_tasks() reset search_path; "
                    + "revoke execute on function app.close_tasks() from \(fixture.member)")
            let report = try await fixture.report(functions: [])
            #expect(report.findings == [])
        }
    }

    @Test func `a definer function that a policy calls is reachable`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                """
                create function app.is_active(name text) returns boolean language sql stable security definer
                    as 'select true';
                revoke execute on function app.is_active(text) from public;
                alter function app.is_active(text) owner to \(fixture.definer);
                grant execute on function app.is_active(text) to \(fixture.reader);
                alter policy tasks_select on app.tasks
                    using (tenant_id = (select app.tenant_id()) and app.is_active(title));
                """)
            let report = try await fixture.report()
            #expect(report.errors.map(\.code) == [.definerWithoutSearchPath])
            #expect(report.errors.map(\.object.description) == ["app.is_active(name text)"])
            try await fixture.database.run(report.mendingSQL)
            #expect(try await fixture.report().findings == [])
        }
    }

    @Test func `a definer function that a trigger calls is reachable`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                """
                create function app.touch() returns trigger language plpgsql security definer
                    as 'begin return new; end';
                revoke execute on function app.touch() from public;
                alter function app.touch() owner to \(fixture.definer);
                create trigger touch before update on app.tasks for each row execute function app.touch();
                """)
            let report = try await fixture.report()
            #expect(report.errors.map(\.object.description) == ["app.touch()"])
            try await fixture.database.run(report.mendingSQL)
            #expect(try await fixture.report().findings == [])
        }
    }

    @Test func `a definer function that everybody may execute is an error`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.expect(
                .definerExecutableByPublic, .error, about: Self.object,
                message: "It runs as definer, and every role may execute it. Grant EXECUTE to the roles that need it.",
                after: "grant execute on function app.close_tasks() to public")
        }
    }

    @Test func `a definer function that runs as a table's forced owner is a warning`() async throws {
        try await SafetyFixture.with { fixture in
            // The mend gives the function to the first role that passes by row-level security: here the fixture's.
            let catalogHasOthers = try await fixture.database.value(
                "select count(*) from pg_roles where rolbypassrls and not rolsuper and not rolcanlogin")
            try #require(catalogHasOthers != nil)
            try await fixture.database.run("alter function app.close_tasks() owner to \(fixture.owner)")
            let findings = try await fixture.report().findings
            #expect(findings.map(\.code) == [.definerSeesNothing])
            #expect(
                findings.map { fixture.named($0.message) } == [
                    "It runs as owner, which no policy admits to its own table app.projects: there it finds no rows, "
                        + "without an error."
                ])
            // The function indeed closes no task, and says nothing.
            try await fixture.database.run(
                """
                insert into app.tasks (tenant_id, title) values ('00000000-0000-0000-0000-00000000000a', 'x');
                begin; set local app.tenant_id = '00000000-0000-0000-0000-00000000000a';
                set local role \(fixture.member); select app.close_tasks(); commit;
                """)
            #expect(try await fixture.database.value("select count(*) from app.tasks where is_open") == "1")
            try await fixture.database.run("alter function app.close_tasks() owner to \(fixture.definer)")
            #expect(try await fixture.report().findings == [])
        }
    }

    @Test func `a leakproof function is a warning`() async throws {
        try await SafetyFixture.with { fixture in
            try await fixture.database.run(
                "create function app.is_short(value text) returns boolean language sql immutable "
                    + "return length(value) < 10")
            try await fixture.expect(
                .leakproofFunction, .warning,
                about: .function(.app("is_short"), identityArguments: "value text"),
                message:
                    "LEAKPROOF lets it run before policies have hidden rows; what it tells of its arguments, by an "
                    + "error or a log line, is then told of every row.",
                after: "alter function app.is_short(text) leakproof")
        }
    }
}
