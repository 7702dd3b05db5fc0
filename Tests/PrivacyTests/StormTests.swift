// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Foundation
import Jobs
import Logging
import Postgres
import Synchronization
import Testing

/// People are erased and anonymized one after the other while others write about all of them and read.
///
/// `PALISADE_STORM_SECONDS=30` goes on for that long: by hand, see docs/privacy.md.
@Suite struct StormTests {
    private static let seconds =
        ProcessInfo.processInfo.environment["PALISADE_STORM_SECONDS"].flatMap { Double($0) } ?? 0
    /// Of those who stay.
    private static let staying = 4
    private static let going = max(4, Int(seconds / 2))

    private final class Progress: Sendable {
        let isOver = Atomic<Bool>(false)
        let written = Atomic<Int>(0)
    }

    private static func key(_ block: String, _ number: Int) -> String {
        let text = String(number)
        return "00000000-0000-4000-b\(block)-" + String(repeating: "0", count: 12 - text.count) + text
    }

    /// Trainees with a session that runs: those who go first, then those who stay.
    private static var people: String {
        """
        insert into training.trainees (tenant_id, id, email, full_name, pseudonym)
            select '\(PrivacyFixture.company)', ('00000000-0000-4000-b0aa-' || lpad(n::text, 12, '0'))::uuid,
                   'storm' || n || '@example.test', case when n <= \(going) then 'GOING ' else 'STAYING ' end || n, 'S' || n
            from generate_series(1, \(going + staying)) as n;
        insert into training.sessions (tenant_id, id, trainee_id, title)
            select tenant_id, ('00000000-0000-4000-b0bb-' || right(id::text, 12))::uuid, id, full_name || ' title'
            from training.trainees where pseudonym ~ '^S[0-9]';
        insert into training.transcripts (tenant_id, session_id, content)
            select tenant_id, id, title || ' words' from training.sessions where id::text like '%-b0bb-%'
        """
    }

    /// What a writer may meet: the person is gone, or going; two that wait for one another.
    private static let accepted: Set<String?> = [nil, "PA404", "PA409", "23503", "40001", "40P01", "42501"]

    @Test func `nothing of whoever goes is left, and nothing of whoever stays is lost`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(Self.people)
            let progress = Progress()
            let began = ContinuousClock.now
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<3 {
                    group.addTask {
                        try await fixture.connected { connection in
                            var turn = 0
                            while !progress.isOver.load(ordering: .relaxed) {
                                try await Task.sleep(for: .milliseconds(10))
                                turn += 1
                                let number = 1 + (turn * 7 + writer * 3) % (Self.going + Self.staying)
                                let mark = number <= Self.going ? "GOING" : "STAYING"
                                let state = try await failure {
                                    _ = try await fixture.as(
                                        "service", PrivacyFixture.other, on: connection,
                                        """
                                        insert into training.sessions (trainee_id, title)
                                            values ('\(Self.key("0aa", number))', '\(mark) late \(turn)');
                                        select * from training.append_transcript_chunk('\(Self.key("0bb", number))',
                                            '\(writer)-\(turn)', 'trainee', '\(mark) said \(turn)');
                                        update training.trainees set job_title = '\(mark) \(turn)'
                                            where id = '\(Self.key("0aa", number))'
                                        """)
                                }
                                if state == nil {
                                    progress.written.wrappingAdd(1, ordering: .relaxed)
                                } else {
                                    #expect(Self.accepted.contains(state))
                                    _ = try await connection.simpleQuery("rollback")
                                }
                            }
                        }
                    }
                }
                for (role, user) in [("admin", PrivacyFixture.other), ("service", PrivacyFixture.other)] {
                    group.addTask {
                        try await fixture.connected { connection in
                            while !progress.isOver.load(ordering: .relaxed) {
                                try await Task.sleep(for: .milliseconds(10))
                                _ = try await fixture.as(
                                    role, user, on: connection,
                                    """
                                    select s.title, t.full_name from training.sessions as s
                                        left join training.trainees as t on t.id = s.trainee_id
                                        order by s.started_at desc limit 50;
                                    select * from training.company_figures(30)
                                    """)
                            }
                        }
                    }
                }
                group.addTask {
                    defer { progress.isOver.store(true, ordering: .relaxed) }
                    try await fixture.connected { connection in
                        for number in 1...Self.going {
                            let (kind, function) =
                                number.isMultiple(of: 2)
                                ? ("anonymize", "anonymize_subject") : ("erase", "erase_subject")
                            var state: String? = "PA409"
                            while state != nil {  // data that changes between preview and act is looked at again
                                state = try await failure {
                                    try await fixture.act(
                                        kind, function, subject: Self.key("0aa", number), on: connection)
                                }
                                if state != nil { _ = try await connection.simpleQuery("rollback") }
                                #expect(state == nil || state == "PA409" || state == "40P01")
                            }
                            let due = began + .seconds(Self.seconds * Double(number) / Double(Self.going))
                            if ContinuousClock.now < due { try await Task.sleep(until: due) }
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await Worker(
                configuration: PostgresConnectionConfiguration(connectionString: fixture.database.url), share: 100,
                logger: Logger(label: "test")
            ).runOnce()
            #expect(try await fixture.places(of: "GOING") == [])
            #expect(try await fixture.places(of: "STAYING").contains("training.transcripts.content"))
            #expect(
                try await fixture.texts("select count(*)::text from training.trainees where pseudonym ~ '^S[0-9]'")
                    == ["\(Self.staying)"])
            // Besides those that were looked at again, since the data had changed.
            let states =
                "select state || ' ' || count(*) from privacy.gdpr_requests where state <> 'previewed' group by state"
            #expect(try await fixture.texts(states) == ["done \(Self.going)"])
            // Those who stay were written about all the time.
            let late = try await fixture.texts(
                "select count(*)::text from training.sessions where title like 'STAYING late%'")
            #expect(late.first.flatMap { Int($0) } ?? 0 > 0)
            #expect(try await fixture.texts("select fault from privacy.verify_audit()") == [])
            if Self.seconds > 0 {
                print(
                    "storm: \(Self.going) went, \(progress.written.load(ordering: .relaxed)) writes in \(ContinuousClock.now - began)"
                )
            }
        }
    }
}
