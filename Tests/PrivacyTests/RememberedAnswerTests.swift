// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Jobs
import Logging
import Postgres
import Testing

/// Answers that are kept for idempotency keys: nothing of a person is left in them.
@Suite struct RememberedAnswerTests {
    /// What an admin's operation answered about the subject, and one of the subject's own.
    private static func remember(_ fixture: PrivacyFixture) async throws {
        try await fixture.database.run("delete from palisade.idempotency_keys")
        for (user, key) in [(PrivacyFixture.other, "1"), (PrivacyFixture.subject, "2")] {
            try await fixture.database.run(
                """
                insert into palisade.idempotency_keys (tenant_id, user_id, key_hash, request_hash, answer)
                values ('\(PrivacyFixture.company)', '\(user)', repeat('\(key)', 64), repeat('f', 64), '{"data": "MARK name"}'),
                       ('\(PrivacyFixture.organization)', '\(user)', repeat('\(key)', 64), repeat('f', 64), '{"data": "MARK name"}')
                """)
        }
    }

    @Test(arguments: ["erase", "anonymize"])
    func `an act takes every answer of its tenant, and no key but the person's own`(kind: String) async throws {
        try await PrivacyFixture.with { fixture in
            try await Self.remember(fixture)
            let act = try await fixture.act(kind, "\(kind)_subject")
            #expect(act.state == "done")
            #expect(
                try await fixture.texts(
                    """
                    select left(key_hash, 1) || ' ' || coalesce(answer, 'none') from palisade.idempotency_keys
                    where tenant_id = '\(PrivacyFixture.company)'
                    """) == ["1 none"])
            #expect(
                try await fixture.texts(
                    "select count(answer)::text from palisade.idempotency_keys where tenant_id = '\(PrivacyFixture.organization)'"
                ) == ["2"])
        }
    }

    @Test func `the worker takes what was answered during an act, and keys that are a day old`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run("delete from palisade.idempotency_keys")
            _ = try await fixture.act("anonymize", "anonymize_subject")
            // What an operation answered that began before the act, and was committed after it.
            try await fixture.database.run(
                """
                insert into palisade.idempotency_keys (tenant_id, user_id, key_hash, request_hash, answer, created_at)
                values ('\(PrivacyFixture.company)', '\(PrivacyFixture.other)', repeat('1', 64), repeat('f', 64), 'MARK', now() - interval '1 hour'),
                       ('\(PrivacyFixture.company)', '\(PrivacyFixture.other)', repeat('4', 64), repeat('f', 64), 'later', now() + interval '1 second');
                insert into palisade.idempotency_keys (tenant_id, user_id, key_hash, request_hash, created_at)
                values ('\(PrivacyFixture.company)', '\(PrivacyFixture.other)', repeat('2', 64), repeat('f', 64), now() - interval '25 hours'),
                       ('\(PrivacyFixture.company)', '\(PrivacyFixture.other)', repeat('3', 64), repeat('f', 64), now() - interval '23 hours')
                """)
            let worker = Worker(
                configuration: PostgresConnectionConfiguration(connectionString: fixture.database.url),
                jobs: [IdempotencyKeysJob(batch: 1...1)], logger: Logger(label: "test"))
            try await worker.runOnce()
            #expect(
                try await fixture.texts(
                    "select left(key_hash, 1) || ' ' || coalesce(answer, 'none') from palisade.idempotency_keys order by 1"
                )
                    == ["1 none", "3 none", "4 later"])
        }
    }
}
