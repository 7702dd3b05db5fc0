// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Jobs
import Logging
import Postgres
import Testing

/// What does not fit into one transaction, and what comes after it.
@Suite struct WorkerTests {
    /// More rows than one batch does.
    private static let manySessions = """
        insert into training.sessions (tenant_id, trainee_id, title)
            select '\(PrivacyFixture.company)', '\(PrivacyFixture.trainee)', 'MARK title ' || n from generate_series(1, 1500) n;
        insert into training.transcripts (tenant_id, session_id, content)
            select tenant_id, id, 'MARK words ' || id from training.sessions as s
            where not exists (select from training.transcripts t where t.session_id = s.id)
        """

    @Test func `a large erasure goes on where a worker that was killed stopped`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(Self.manySessions)
            let begun = try await fixture.act("erase", "erase_subject")
            #expect(begun.state == "running")
            #expect(Int(begun.rowsLeft) ?? 0 > 0)
            #expect(begun.receipt == nil)

            // Killed in the middle of a batch: that batch was not done.
            try await fixture.connected { killed in
                _ = try await killed.simpleQuery("begin; select * from privacy.work(100)")
                let killer = try await failure {
                    try await fixture.database.run(
                        "select pg_terminate_backend(pid, 30000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                    )
                }
                #expect(killer == nil)
            }
            #expect(
                try await fixture.texts("select rows_done::text from privacy.gdpr_requests") == [begun.rowsDone])
            try await fixture.database.run("select * from privacy.work(100)")
            #expect(
                try await fixture.texts("select state || ' ' || rows_done from privacy.gdpr_requests")
                    == ["running \((Int(begun.rowsDone) ?? 0) + 100)"])

            _ = try await worker(fixture).runOnce()
            #expect(try await fixture.texts("select state from privacy.gdpr_requests") == ["done"])
            #expect(try await fixture.places(of: "mark").filter { $0.hasPrefix("training.") } == [])
            #expect(try await fixture.texts("select count(*)::text from privacy.gdpr_receipts") == ["1"])
            let counted = try await fixture.texts(
                """
                select entry ->> 'rows' from privacy.gdpr_receipts, jsonb_array_elements(content::jsonb -> 'tables') as entry
                where entry ->> 'table' = 'training.sessions'
                """)
            #expect(counted == ["1502"])
            // Nothing of it is left in tables that wait for a vacuum.
            #expect(try await fixture.texts("select relation from privacy.vacuum_queue") == [])
            #expect(
                try await fixture.texts(
                    "select count(*)::text from pg_stat_user_tables where relid = 'training.transcripts'::regclass and last_vacuum is not null"
                )
                    == ["1"])
        }
    }

    @Test func `a batch begins where the one before ended, and the end looks at all tables again`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(Self.manySessions)
            try await fixture.act("erase", "erase_subject")
            let reached = "select reached[2] from privacy.gdpr_requests"
            let first = try await fixture.texts(reached).first
            #expect(first != nil)
            // A row in a table that the batches have left behind, as only a fault could bring it there.
            let late = """
                set session_replication_role = replica;
                insert into training.transcript_chunks (tenant_id, transcript_id, trainee_id, seq, client_key, speaker, text)
                    values ('\(PrivacyFixture.company)', '\(PrivacyFixture.session)', '\(PrivacyFixture.trainee)', 1, 'late',
                        'MARK speaker', 'MARK late');
                set session_replication_role = origin
                """
            try await fixture.database.run("select * from privacy.work(10)")
            try await fixture.database.run(late)
            try await fixture.database.run("select * from privacy.work(10)")
            let pieces = "select text from training.transcript_chunks where trainee_id = '\(PrivacyFixture.trainee)'"
            #expect(try await fixture.texts(pieces) == ["MARK late"])
            _ = try await worker(fixture).runOnce()
            #expect(try await fixture.texts("select state from privacy.gdpr_requests") == ["done"])
            #expect(try await fixture.texts(reached) == [])
            #expect(try await fixture.texts(pieces) == [])
        }
    }

    @Test func `a table is vacuumed once, when nothing more is erased from it`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(Self.manySessions)
            try await fixture.act("erase", "erase_subject")
            let before = try await fixture.texts(
                "select coalesce(sum(vacuum_count), 0)::text from pg_stat_user_tables where relid = 'training.sessions'::regclass"
            )
            let steps = try await worker(fixture).runOnce()
            #expect(steps > 5)
            let counted = try await fixture.texts(
                "select vacuum_count::text from pg_stat_user_tables where relid = 'training.sessions'::regclass")
            #expect(before == ["0"])
            #expect(counted == ["1"])
        }
    }

    @Test func `an erasure that fails is put off, and the others go on`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(Self.manySessions)
            try await fixture.act("erase", "erase_subject")
            // Something that refers to the trainee, of which the map does not know.
            try await fixture.database.run(
                """
                create table public.badges (tenant_id uuid, trainee_id uuid,
                    foreign key (tenant_id, trainee_id) references training.trainees (tenant_id, id));
                insert into public.badges values ('\(PrivacyFixture.company)', '\(PrivacyFixture.trainee)')
                """)
            _ = try await worker(fixture).runOnce()
            #expect(
                try await fixture.texts("select state || ' ' || problem from privacy.gdpr_requests") == [
                    "running 23503"
                ])
            try await fixture.database.run(
                "drop table public.badges; update privacy.gdpr_requests set try_after = null")
            _ = try await worker(fixture).runOnce()
            #expect(try await fixture.texts("select state from privacy.gdpr_requests") == ["done"])
        }
    }

    @Test func `retention takes what is older, to the second, and nobody who is on hold`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(
                """
                update training.sessions set started_at = now() - interval '30 days 1 second';
                insert into training.sessions (tenant_id, trainee_id, title, started_at)
                    select tenant_id, id, 'Younger', now() - interval '29 days 23 hours' from training.trainees
                """)
            _ = try await fixture.as(
                "admin", PrivacyFixture.other,
                """
                insert into privacy.legal_holds (subject_id, reason) values ('\(PrivacyFixture.subject)', 'A claim');
                insert into privacy.retention_policies (relation, action, keep_days) values ('training.sessions', 'delete', 30)
                """)
            let due = "select privacy.preview_retention(id)::text from privacy.retention_policies"
            let dryRun = try await fixture.as("admin", PrivacyFixture.other, due)
            #expect(dryRun.last?.text(row: 0, column: 0) == "2")
            let titles = "select title from training.sessions order by title"
            _ = try await worker(fixture).runOnce()
            #expect(
                try await fixture.texts(titles)
                    == ["MARK running", "MARK title", "OTHER running", "OTHER title", "Younger", "Younger"],
                "it is not active")
            _ = try await fixture.as(
                "admin", PrivacyFixture.other, "update privacy.retention_policies set is_active = true")
            _ = try await worker(fixture).runOnce()
            #expect(try await fixture.texts(titles) == ["MARK running", "MARK title", "Younger", "Younger"])
            #expect(
                try await fixture.texts("select version::text from privacy.retention_policies") == ["2"],
                "an admin's change counts, the worker's notes do not")
            #expect(
                try await fixture.texts("select rows_done::text from privacy.retention_policies") == ["2"])
        }
    }

    @Test func `retention archives what is over and old, once; what is taken back stays for as long again`()
        async throws
    {
        try await PrivacyFixture.with { fixture in
            // Past the trigger that says when a row changed.
            try await fixture.database.run(
                """
                set session_replication_role = replica;
                update training.sessions set started_at = now() - interval '40 days', updated_at = now() - interval '40 days';
                update training.sessions set status = 'active' where title = 'OTHER running';
                set session_replication_role = origin
                """)
            let refused = try await failure {
                _ = try await fixture.as(
                    "admin", PrivacyFixture.other,
                    """
                    insert into privacy.retention_policies (relation, action, keep_days)
                    values ('training.transcripts', 'archive', 30)
                    """)
            }
            #expect(refused == "PA400")
            try await fixture.database.run("rollback")
            _ = try await fixture.as(
                "admin", PrivacyFixture.other,
                """
                insert into privacy.retention_policies (relation, action, keep_days, is_active)
                values ('training.sessions', 'archive', 30, true)
                """)
            let dryRun = try await fixture.as(
                "admin", PrivacyFixture.other,
                "select privacy.preview_retention(id)::text from privacy.retention_policies")
            let over = try await fixture.texts(
                "select count(*)::text from training.sessions where status in ('completed', 'analyzed')")
            #expect(dryRun.last?.text(row: 0, column: 0) == over.first)
            _ = try await worker(fixture).runOnce()
            let archived = try await fixture.texts("select title from training.sessions where status = 'archived'")
            #expect(archived.count == over.first.flatMap { Int($0) })
            #expect(archived.contains("MARK title") && !archived.contains("OTHER running"))
            // What was said is there as before.
            #expect(
                try await fixture.texts(
                    "select content from training.transcripts where session_id = '\(PrivacyFixture.session)'")
                    == ["MARK content"])

            let restored = try await fixture.as(
                "member", "select status from training.restore_session('\(PrivacyFixture.session)')")
            #expect(restored.last?.text(row: 0, column: 0) == "analyzed")
            try await fixture.database.run("update privacy.retention_policies set last_run_at = null")
            _ = try await worker(fixture).runOnce()
            #expect(
                try await fixture.texts(
                    "select status from training.sessions where id = '\(PrivacyFixture.session)'") == ["analyzed"])
            // Both are on record: by the worker, and by the person.
            #expect(
                try await fixture.texts(
                    """
                    select distinct role from privacy.audit_log
                    where relation = 'training.sessions' and operation = 'update' and 'status' = any (columns)
                      and row_key = '\(PrivacyFixture.session)' order by role
                    """
                ).count == 2)
        }
    }

    @Test func `a backup that brings a person back loses them again`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(
                """
                create table public.backup as select * from training.trainees;
                create table public.backup_sessions as select * from training.sessions
                """)
            try await fixture.act("erase", "erase_subject")
            let log = try await fixture.texts("select entry::text from privacy.export_erasures() as entry")
            #expect(log.count > 0)
            #expect(!log.contains { $0.contains(PrivacyFixture.subject) || $0.contains(PrivacyFixture.trainee) })
            // As a restore would: past all triggers, with a log and tombstones as old as the backup.
            try await fixture.database.run(
                """
                set session_replication_role = replica;
                insert into training.trainees select * from public.backup where id = '\(PrivacyFixture.trainee)';
                insert into training.sessions select * from public.backup_sessions where trainee_id = '\(PrivacyFixture.trainee)';
                update training.trainees set user_id = null;
                delete from privacy.tombstones;
                delete from privacy.erasure_log;
                set session_replication_role = origin;
                drop table public.backup, public.backup_sessions
                """)
            #expect(try await fixture.texts("select privacy.replay()::text") == ["0"], "the restored log knows nothing")
            let entries = "[" + log.joined(separator: ",") + "]"
            try await fixture.database.run("select privacy.import_erasures('\(entries)')")
            #expect(try await fixture.texts("select privacy.replay()::text") == ["1"])
            _ = try await worker(fixture).runOnce()
            #expect(try await fixture.places(of: "mark").filter { $0.hasPrefix("training.") } == [])
            #expect(try await fixture.texts("select privacy.replay()::text") == ["0"])
            let late = try await failure {
                try await fixture.database.run(
                    "insert into training.sessions (tenant_id, trainee_id, title) values ('\(PrivacyFixture.company)', '\(PrivacyFixture.trainee)', 'LATE')"
                )
            }
            #expect(late != nil)
        }
    }

    private func worker(_ fixture: PrivacyFixture) -> Worker {
        Worker(
            configuration: PostgresConnectionConfiguration(connectionString: fixture.database.url), share: 100,
            logger: Logger(label: "test"))
    }
}
