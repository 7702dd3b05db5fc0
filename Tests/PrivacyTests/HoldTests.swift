// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Jobs
import Logging
import Postgres
import Testing

/// What a legal hold keeps from retention and from acts under way, and what retention does beside it.
@Suite struct HoldTests {
    private static let client = "00000000-0000-4000-b021-000000000003"
    private static let policy =
        "insert into privacy.retention_policies (tenant_id, relation, action, keep_days, is_active)"

    @Test func `retention leaves a row with which somebody's on hold would go`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(
                """
                update coaching.sessions set session_date = current_date - 400;
                insert into privacy.legal_holds (tenant_id, subject_id, reason)
                    values ('\(PrivacyFixture.organization)', '\(Self.client)', 'A claim');
                \(Self.policy) values ('\(PrivacyFixture.organization)', 'coaching.sessions', 'delete', 30, true)
                """)
            let due = try await fixture.as(
                "admin", PrivacyFixture.other, in: PrivacyFixture.organization,
                "select privacy.preview_retention(id)::text from privacy.retention_policies")
            #expect(due.last?.text(row: 0, column: 0) == "1")
            _ = try await worker(fixture).runOnce()
            #expect(try await fixture.texts("select count(*)::text from coaching.sessions") == ["1"])
            #expect(try await fixture.texts("select client_id::text from coaching.summaries") == [Self.client])
        }
    }

    @Test func `a row that names nobody ages while somebody is on hold`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(
                """
                insert into core.invitations (tenant_id, email, role, display_name, created_at)
                    values ('\(PrivacyFixture.company)', 'nobody@example.test', 'member', 'Nobody', now() - interval '400 days');
                insert into privacy.legal_holds (tenant_id, subject_id, reason)
                    values ('\(PrivacyFixture.company)', '\(PrivacyFixture.subject)', 'A claim');
                \(Self.policy) values ('\(PrivacyFixture.company)', 'core.invitations', 'delete', 30, true)
                """)
            _ = try await worker(fixture).runOnce()
            #expect(
                try await fixture.texts("select email from core.invitations order by 1")
                    == ["mark-invited@example.test", "other-invited@example.test"])
        }
    }

    @Test func `a policy whose rows cannot go is put off, and the others are carried out`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(
                """
                update training.sessions set started_at = now() - interval '400 days';
                update training.transcript_chunks set received_at = now() - interval '400 days';
                create table public.badges (tenant_id uuid, session_id uuid,
                    foreign key (tenant_id, session_id) references training.sessions (tenant_id, id));
                insert into public.badges values ('\(PrivacyFixture.company)', '\(PrivacyFixture.session)');
                \(Self.policy) values ('\(PrivacyFixture.company)', 'training.sessions', 'delete', 30, true);
                \(Self.policy) values ('\(PrivacyFixture.company)', 'training.transcript_chunks', 'delete', 30, true)
                """)
            _ = try await worker(fixture).runOnce()
            let problems =
                "select relation || ' ' || rows_done || ' ' || coalesce(problem, '-') from privacy.retention_policies order by 1"
            #expect(
                try await fixture.texts(problems)
                    == ["training.sessions 0 23503", "training.transcript_chunks 2 -"])
            #expect(try await fixture.texts("select version::text from privacy.retention_policies") == ["1", "1"])
            try await fixture.database.run(
                "drop table public.badges; update privacy.retention_policies set last_run_at = null")
            _ = try await worker(fixture).runOnce()
            #expect(
                try await fixture.texts(problems)
                    == ["training.sessions 4 -", "training.transcript_chunks 2 -"])
        }
    }

    @Test func `a hold that is set while an erasure runs stops it until it is lifted`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(
                """
                insert into training.sessions (tenant_id, trainee_id, title)
                    select '\(PrivacyFixture.company)', '\(PrivacyFixture.trainee)', 'MARK ' || n from generate_series(1, 2500) n
                """)
            #expect(try await fixture.act("erase", "erase_subject").state == "running")
            let left = "select count(*)::text from training.sessions where trainee_id = '\(PrivacyFixture.trainee)'"
            let before = try await fixture.texts(left)
            #expect(before != ["0"])
            _ = try await fixture.as(
                "admin", PrivacyFixture.other,
                "insert into privacy.legal_holds (subject_id, reason) values ('\(PrivacyFixture.subject)', 'A claim')")
            _ = try await worker(fixture).runOnce()
            #expect(try await fixture.texts(left) == before)
            #expect(
                try await fixture.texts("select state || ' ' || problem from privacy.gdpr_requests") == [
                    "running PA409"
                ])
            _ = try await fixture.as("admin", PrivacyFixture.other, "delete from privacy.legal_holds")
            try await fixture.database.run("update privacy.gdpr_requests set try_after = null")
            _ = try await worker(fixture).runOnce()
            #expect(try await fixture.texts(left) == ["0"])
            #expect(try await fixture.texts("select state from privacy.gdpr_requests") == ["done"])
        }
    }

    @Test func `a hold is set on somebody who is there, or on nobody`() async throws {
        try await PrivacyFixture.with { fixture in
            func hold(_ subject: String) async throws -> String? {
                let state = try await failure {
                    _ = try await fixture.as(
                        "admin", PrivacyFixture.other,
                        "insert into privacy.legal_holds (subject_id, reason) values ('\(subject)', 'A claim')")
                }
                if state != nil { try await fixture.database.run("rollback") }
                return state
            }
            let mistyped = try await hold("00000000-0000-4000-b001-00000000000a")
            #expect(mistyped == "PA404")
            // A client of another tenant.
            let foreign = try await hold(Self.client)
            #expect(foreign == "PA404")
            let trainee = try await hold(PrivacyFixture.trainee)
            #expect(trainee == nil)
        }
    }

    @Test func `a replay takes archives, and is not stopped by a hold that had been lifted`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.act("erase", "erase_subject", subject: PrivacyFixture.trainee)
            // What a backup of the day before would bring back.
            try await fixture.database.run(
                """
                set session_replication_role = replica;
                insert into training.trainees (tenant_id, id, email, full_name, pseudonym)
                    values ('\(PrivacyFixture.company)', '\(PrivacyFixture.trainee)', 'mark@example.test', 'MARK', 'MARK');
                insert into privacy.gdpr_requests (tenant_id, id, kind, state, stage, subject_id, subject_pseudonym,
                        requested_role, tenants)
                    values ('\(PrivacyFixture.company)', gen_random_uuid(), 'export', 'done', null,
                        '\(PrivacyFixture.trainee)', 'x', 'palisade_admin', '{\(PrivacyFixture.company)}');
                insert into privacy.exports (tenant_id, request_id, subject_id, requested_by, state, ready_at, expires_at)
                    select tenant_id, id, subject_id, '\(PrivacyFixture.other)', 'ready', now(), now() + interval '20 hours'
                    from privacy.gdpr_requests where kind = 'export';
                insert into privacy.legal_holds (tenant_id, subject_id, reason)
                    values ('\(PrivacyFixture.company)', '\(PrivacyFixture.trainee)', 'A claim');
                delete from privacy.tombstones;
                insert into privacy.tombstones (subject_hash, kind)
                    select subject_hash, 'restrict' from privacy.erasure_log where relation = 'training.trainees';
                set session_replication_role = origin
                """)
            #expect(try await fixture.texts("select privacy.replay()::text") == ["1"])
            _ = try await worker(fixture).runOnce()
            #expect(try await fixture.texts("select 1::text from privacy.exports") == [])
            #expect(
                try await fixture.texts("select id::text from training.trainees where id = '\(PrivacyFixture.trainee)'")
                    == [])
            #expect(
                try await fixture.texts("select kind || ' ' || state from privacy.gdpr_requests order by 1")
                    == ["erase done", "erase done", "export done"])
            #expect(try await fixture.texts("select distinct kind from privacy.tombstones") == ["erase"])
        }
    }

    private func worker(_ fixture: PrivacyFixture) -> Worker {
        Worker(
            configuration: PostgresConnectionConfiguration(connectionString: fixture.database.url), share: 100,
            logger: Logger(label: "test"))
    }
}
