// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Postgres
import Testing

/// Erasing while others write: what is late brings nothing back, and whoever asks twice is answered once.
@Suite struct ConcurrencyTests {
    private static let late = """
        insert into training.sessions (trainee_id, title) values ('\(PrivacyFixture.trainee)', 'LATECOMER title')
        """

    @Test func `a write that was under way is waited for, and what it wrote goes as well`() async throws {
        try await PrivacyFixture.with { fixture in
            let preview = try await fixture.preview("anonymize")
            try await fixture.connected { writer in
                try await fixture.connected { eraser in
                    _ = try await writer.simpleQuery("begin")
                    _ = try await writer.simpleQuery(
                        "insert into training.sessions (tenant_id, trainee_id, title) values "
                            + "('\(PrivacyFixture.company)', '\(PrivacyFixture.trainee)', 'LATECOMER title')")
                    async let act = failure {
                        _ = try await fixture.finish("anonymize_subject", preview, on: eraser)
                    }
                    try await waiting(fixture)
                    _ = try await writer.simpleQuery("commit")
                    // It now sees a row that the preview did not: whoever asked has to look again.
                    let refused = try await act
                    #expect(refused == "PA409")
                    _ = try await eraser.simpleQuery("rollback")
                }
            }
            let act = try await fixture.act("anonymize", "anonymize_subject")
            #expect(act.state == "done")
            #expect(try await fixture.places(of: "LATECOMER") == [])
        }
    }

    @Test(arguments: ["read committed", "repeatable read"])
    func `a write that comes while an erasure is under way waits, and is refused`(isolation: String) async throws {
        try await PrivacyFixture.with { fixture in
            let preview = try await fixture.preview("anonymize")
            try await fixture.connected { writer in
                try await fixture.connected { eraser in
                    _ = try await writer.simpleQuery("begin transaction isolation level \(isolation); select 1")
                    _ = try await writer.simpleQuery("select count(*) from core.tenants")  // its snapshot is taken
                    _ = try await eraser.simpleQuery(
                        """
                        begin;
                        select set_config('palisade.tenant_id', '\(PrivacyFixture.company)', true),
                               set_config('palisade.user_id', '\(PrivacyFixture.other)', true);
                        set local role palisade_admin;
                        select privacy.anonymize_subject('\(PrivacyFixture.subject)', '\(preview.request)', '\(preview.hash)')
                        """)
                    async let write = failure {
                        _ = try await writer.simpleQuery(
                            "insert into training.sessions (tenant_id, trainee_id, title) values "
                                + "('\(PrivacyFixture.company)', '\(PrivacyFixture.trainee)', 'LATECOMER title')")
                    }
                    try await waiting(fixture)
                    _ = try await eraser.simpleQuery("commit")
                    let refused = try await write
                    #expect(["PA409", "40001"].contains(refused))
                    _ = try await writer.simpleQuery("rollback")
                }
            }
            #expect(try await fixture.places(of: "LATECOMER") == [])
        }
    }

    @Test func `after it, no role writes about the person again, and the person's figures can still be kept`()
        async throws
    {
        try await PrivacyFixture.with { fixture in
            try await fixture.act("anonymize", "anonymize_subject")
            let writes = [
                Self.late,
                "update training.sessions set title = 'LATECOMER title' where trainee_id = '\(PrivacyFixture.trainee)'",
                "update training.trainees set full_name = 'LATECOMER name' where id = '\(PrivacyFixture.trainee)'",
                "update training.trainees set user_id = '\(PrivacyFixture.subject)' where id = '\(PrivacyFixture.trainee)'",
                "insert into training.transcripts (session_id, content) values ('\(PrivacyFixture.session)', 'LATECOMER')",
            ]
            for write in writes {
                let state = try await failure {
                    _ = try await fixture.as("service", PrivacyFixture.other, write)
                }
                #expect(["PA409", "23505", "23503"].contains(state), "\(write)")
                try await fixture.database.run("rollback")
            }
            _ = try await fixture.as(
                "service", PrivacyFixture.other,
                "update training.sessions set status = 'archived' where id = '\(PrivacyFixture.session)'")
            #expect(try await fixture.places(of: "LATECOMER") == [])
            // Saying that a procedure is at work does not make it one.
            let forged = try await failure {
                _ = try await fixture.as(
                    "service", PrivacyFixture.other, "set local palisade.privacy_act = 'yes'; " + Self.late)
            }
            #expect(forged == "PA409")
        }
    }

    @Test func `writers that never stop leave no marker behind`() async throws {
        try await PrivacyFixture.with { fixture in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<4 {
                    group.addTask {
                        try await fixture.connected { connection in
                            for number in 0..<60 {
                                // Refused from some moment on; which one is not known beforehand.
                                _ = try await failure {
                                    _ = try await fixture.as(
                                        "service", PrivacyFixture.other, on: connection,
                                        """
                                        insert into training.sessions (trainee_id, title)
                                        values ('\(PrivacyFixture.trainee)', 'LATECOMER \(writer) \(number)');
                                        update training.trainees set job_title = 'LATECOMER \(number)' where id = '\(PrivacyFixture.trainee)'
                                        """)
                                }
                                _ = try await connection.simpleQuery("rollback")
                            }
                        }
                    }
                }
                group.addTask {
                    try await fixture.connected { connection in
                        var state: String? = "PA409"
                        while state != nil {  // data that changes between preview and act has to be looked at again
                            state = try await failure {
                                try await fixture.act("anonymize", "anonymize_subject", on: connection)
                            }
                            if state != nil { _ = try await connection.simpleQuery("rollback") }
                            #expect(state == nil || state == "PA409" || state == "40P01")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await fixture.places(of: "LATECOMER") == [])
            #expect(
                try await fixture.texts("select 'left' from training.trainees as t where t::text ilike '%mark%'") == [])
        }
    }

    @Test func `the same act asked for twenty times at once is done once, with one receipt`() async throws {
        try await PrivacyFixture.with { fixture in
            let preview = try await fixture.preview("erase")
            let acts = try await withThrowingTaskGroup(of: Act.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await fixture.connected { connection in
                            try await fixture.finish("erase_subject", preview, on: connection)
                        }
                    }
                }
                return try await group.reduce(into: Set<Act>()) { $0.insert($1) }
            }
            #expect(acts.count == 1)
            #expect(acts.first?.state == "done")
            #expect(try await fixture.texts("select count(*)::text from privacy.gdpr_receipts") == ["1"])
            #expect(
                try await fixture.texts("select count(*)::text from privacy.audit_log where operation = 'erase'") == [
                    "1"
                ])
            // Another body under the same key is a conflict.
            let otherwise = try await failure {
                _ = try await fixture.finish("erase_subject", preview, subject: PrivacyFixture.other)
            }
            #expect(otherwise == "PA409")
        }
    }

    /// Until somebody waits for a lock.
    private func waiting(_ fixture: PrivacyFixture) async throws {
        while try await fixture.texts(
            """
            select 'waits' from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' limit 1
            """
        ).isEmpty { await Task.yield() }
    }
}
