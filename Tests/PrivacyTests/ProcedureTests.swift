// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Postgres
import Testing

/// What an act needs before it acts, and what it says when it cannot.
@Suite struct ProcedureTests {
    @Test func `a preview changes nothing, and data that changes after it is a conflict`() async throws {
        try await PrivacyFixture.with { fixture in
            let before = try await fixture.places(of: "mark")
            let preview = try await fixture.preview("erase")
            #expect(preview.state == "previewed")
            #expect(try await fixture.places(of: "mark") == before)
            let again = try await fixture.preview("erase")
            #expect(again.hash == preview.hash)

            try await fixture.database.run(
                "update training.sessions set duration_seconds = 1 where id = '\(PrivacyFixture.session)'")
            let conflict = try await failure { _ = try await fixture.finish("erase_subject", preview) }
            #expect(conflict == "PA409")
            try await fixture.database.run("rollback")
            #expect(try await fixture.places(of: "mark") == before)
            #expect(try await fixture.texts("select count(*)::text from privacy.tombstones") == ["0"])
        }
    }

    @Test func `a procedure that would be bound by policies fails rather than find nothing`() async throws {
        try await PrivacyFixture.with { fixture in
            let preview = try await fixture.preview("erase")
            // As if the procedure belonged to the owner of the tables, whom FORCE ROW LEVEL SECURITY binds.
            try await fixture.database.run(
                """
                grant execute on all functions in schema privacy to palisade_owner;
                alter function privacy.do_items(privacy.gdpr_requests, text, integer) owner to palisade_owner;
                grant execute on function privacy.do_items(privacy.gdpr_requests, text, integer) to palisade_definer
                """)
            do {
                _ = try await fixture.finish("erase_subject", preview)
                Issue.record("it found nothing to erase, and said that it was done")
            } catch PostgresError.server(let error) {
                #expect(error.sqlState == "42501")
                #expect(error.message.contains("row-level security policy"))
            }
            try await fixture.database.run("rollback")
            #expect(try await fixture.places(of: "mark").contains("training.transcripts.content"))
            #expect(try await fixture.texts("select state from privacy.gdpr_requests") == ["previewed"])
        }
    }

    @Test func `a legal hold keeps a person from being erased, and says so`() async throws {
        try await PrivacyFixture.with { fixture in
            _ = try await fixture.as(
                "admin", PrivacyFixture.other,
                "insert into privacy.legal_holds (subject_id, reason) values ('\(PrivacyFixture.trainee)', 'A claim')")
            let preview = try await fixture.as(
                "admin", PrivacyFixture.other,
                "select preview ->> 'holds' from privacy.preview('erase', '\(PrivacyFixture.subject)')")
            #expect(preview.last?.text(row: 0, column: 0) == #"["A claim"]"#)
            for (kind, function) in [
                ("erase", "erase_subject"), ("anonymize", "anonymize_subject"),
                ("delete_sessions", "delete_user_sessions"),
            ] {
                let state = try await failure { try await fixture.act(kind, function) }
                #expect(state == "PA409", "\(kind)")
                try await fixture.database.run("rollback")
            }
            _ = try await fixture.as(
                "admin", PrivacyFixture.other,
                "select privacy.refuse_request(id, 'A claim is being settled.') from privacy.gdpr_requests where state = 'previewed'"
            )
            #expect(
                try await fixture.texts("select distinct state from privacy.gdpr_requests") == ["refused"])
            _ = try await fixture.as("admin", PrivacyFixture.other, "delete from privacy.legal_holds")
            let act = try await fixture.act("erase", "erase_subject")
            #expect(act.state == "done")
        }
    }

    @Test func `restricted, a person is not written about; what is there can be exported, and be set free again`()
        async throws
    {
        try await PrivacyFixture.with { fixture in
            let write =
                "update training.trainees set job_title = 'Fitter' where id = '\(PrivacyFixture.trainee)'"
            try await fixture.act("restrict", "restrict_processing")
            // There is no such row for others, and none can be made.
            _ = try await fixture.as("service", PrivacyFixture.other, write)
            let title = "select job_title from training.trainees where id = '\(PrivacyFixture.trainee)'"
            #expect(try await fixture.texts(title) == ["MARK job_title"])
            let refused = try await failure {
                _ = try await fixture.as(
                    "service", PrivacyFixture.other,
                    "insert into training.sessions (trainee_id, title) values ('\(PrivacyFixture.trainee)', 'x')")
            }
            #expect(refused == "PA409")
            try await fixture.database.run("rollback")
            let export = try await fixture.as("member", "select privacy.export_me() ->> 'data'")
            #expect(export.last?.text(row: 0, column: 0)?.contains("MARK full_name") == true)
            try await fixture.act("unrestrict", "restrict_processing")
            _ = try await fixture.as("service", PrivacyFixture.other, write)
            #expect(
                try await fixture.texts(
                    "select job_title from training.trainees where id = '\(PrivacyFixture.trainee)'")
                    == ["Fitter"])
        }
    }

    @Test func `a value is rectified where it is the person's, and nowhere else`() async throws {
        try await PrivacyFixture.with { fixture in
            func rectify(_ row: String, _ column: String) async throws -> String? {
                let preview = try await fixture.preview("rectify")
                let state = try await failure {
                    _ = try await fixture.as(
                        "admin", PrivacyFixture.other,
                        """
                        select privacy.rectify('\(PrivacyFixture.subject)', '\(preview.request)', '\(preview.hash)',
                            'training.trainees', '\(row)', '\(column)', '"Right name"')
                        """)
                }
                if state != nil { try await fixture.database.run("rollback") }
                return state
            }
            let outcome1 = try await rectify("00000000-0000-4000-b002-000000000002", "full_name")
            #expect(outcome1 == "PA404")
            let outcome2 = try await rectify(PrivacyFixture.trainee, "user_id")
            #expect(outcome2 == "PA400")
            let outcome3 = try await rectify(PrivacyFixture.trainee, "id")
            #expect(outcome3 == "PA400")
            let outcome4 = try await rectify(PrivacyFixture.trainee, "full_name")
            #expect(outcome4 == nil)
            #expect(
                try await fixture.texts("select full_name from training.trainees order by id")
                    == ["Right name", "OTHER full_name"])
        }
    }

    @Test func `an admin corrects nothing of a person's account, which is theirs in all of their tenants`() async throws
    {
        try await PrivacyFixture.with { fixture in
            func rectify(_ relation: String, _ column: String, _ value: String) async throws -> String? {
                let preview = try await fixture.preview("rectify")
                let state = try await failure {
                    _ = try await fixture.as(
                        "admin", PrivacyFixture.other,
                        """
                        select privacy.rectify('\(PrivacyFixture.subject)', '\(preview.request)', '\(preview.hash)',
                            '\(relation)', '\(PrivacyFixture.subject)', '\(column)', '\(value)')
                        """)
                }
                if state != nil { try await fixture.database.run("rollback") }
                return state
            }
            // Whoever sets the address signs in as the person.
            let refused1 = try await rectify("core.users", "email", "\"other@example.test\"")
            #expect(refused1 == "PA403")
            let refused2 = try await rectify("core.users", "is_active", "false")
            #expect(refused2 == "PA400")
            let refused3 = try await rectify("core.user_preferences", "personality", "\"other\"")
            #expect(refused3 == "PA403")
            let refused4 = try await rectify("core.memberships", "role", "\"member\"")
            #expect(refused4 == "PA400")
            let refused5 = try await rectify("core.memberships", "display_name", "\"Right\"")
            #expect(refused5 == nil)
            #expect(
                try await fixture.texts("select email from core.users where id = '\(PrivacyFixture.subject)'")
                    == ["mark-email@example.test"])
        }
    }

    @Test func `a request is due in a month, and in three with a reason, once`() async throws {
        try await PrivacyFixture.with { fixture in
            let preview = try await fixture.preview("export")
            func extend() async throws -> String? {
                let state = try await failure {
                    _ = try await fixture.as(
                        "admin", PrivacyFixture.other,
                        "select privacy.extend_request('\(preview.request)', 'Many sessions.')")
                }
                if state != nil { try await fixture.database.run("rollback") }
                return state
            }
            let due =
                "select (due_at - received_at)::text from privacy.gdpr_requests where due_at = received_at + interval"
            #expect(try await fixture.texts(due + " '1 month'").count == 1)
            let outcome5 = try await extend()
            #expect(outcome5 == nil)
            #expect(try await fixture.texts(due + " '3 months'").count == 1)
            let outcome6 = try await extend()
            #expect(outcome6 == "PA404")
        }
    }

    @Test func `the last member of a tenant takes it along; another tenant of theirs is not touched by an admin`()
        async throws
    {
        try await PrivacyFixture.with { fixture in
            // The company's admin: the identity stays, since there are other tenants.
            try await fixture.act("erase", "erase_subject")
            #expect(
                try await fixture.texts("select email from core.users where id = '\(PrivacyFixture.subject)'").count
                    == 1)
            #expect(try await fixture.places(of: "mark").contains("mediation.cycle_events.notes"))
            // Then the other one, who is alone there now.
            let act = try await fixture.act(
                "erase", "erase_subject", subject: PrivacyFixture.other, user: PrivacyFixture.other)
            #expect(act.state == "done")
            #expect(
                try await fixture.texts(
                    "select count(*)::text from core.tenants where id = '\(PrivacyFixture.company)'") == ["0"])
            #expect(try await fixture.texts("select count(*)::text from training.trainees") == ["0"])
            // The record of it stays.
            #expect(try await fixture.texts("select count(*)::text from privacy.gdpr_receipts") == ["2"])
        }
    }
}
