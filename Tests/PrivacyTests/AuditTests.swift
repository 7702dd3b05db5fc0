// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Jobs
import Logging
import Postgres
import Testing

/// The chains that show whether somebody changed the record.
@Suite struct AuditTests {
    private static let write =
        "update training.sessions set title = 'Another' where id = '\(PrivacyFixture.session)'"

    @Test func `the worker seals what was committed, and what is sealed is intact`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.act("erase", "erase_subject")
            _ = try await worker(fixture).runOnce()
            #expect(
                try await fixture.texts("select count(*)::text from privacy.audit_log where seal is null") == ["0"])
            #expect(try await faults(fixture) == [])
            _ = try await fixture.as("service", PrivacyFixture.other, "update training.trainees set team = 'Ours'")
            _ = try await worker(fixture).runOnce()
            #expect(try await faults(fixture) == [])
            #expect(try await fixture.texts("select (count(*) >= 2)::text from privacy.audit_seals") == ["true"])
        }
    }

    @Test(arguments: [
        (
            "update privacy.audit_log set role = 'nobody' where id = (select min(id) from privacy.audit_log)",
            "an entry was changed"
        ),
        ("delete from privacy.audit_log where id = (select min(id) from privacy.audit_log)", "were sealed"),
        (
            "insert into privacy.audit_log (tenant_id, at, role, operation, relation, seal) select '\(PrivacyFixture.company)', first_at, 'x', 'read', 'x.y', number from privacy.audit_seals limit 1",
            "were sealed"
        ),
        ("delete from privacy.audit_seals where number = 1", "missing"),
        ("delete from privacy.audit_seals where number = 2; delete from privacy.audit_log where seal = 2", "receipt"),
    ])
    func `whoever gets past the triggers is found out`(tampering: String, says: String) async throws {
        try await PrivacyFixture.with { fixture in
            _ = try await worker(fixture).runOnce()
            _ = try await fixture.as("service", PrivacyFixture.other, "update training.trainees set team = 'Ours'")
            _ = try await worker(fixture).runOnce()
            // A receipt remembers how far the chain had come.
            _ = try await fixture.as("member", "select privacy.export_me()")
            #expect(try await faults(fixture) == [])
            let refused = try await failure { try await fixture.database.run(tampering) }
            #expect(refused == "PA403" || tampering.hasPrefix("insert"))
            if refused != nil {
                try await fixture.database.run(
                    "set session_replication_role = replica; \(tampering); set session_replication_role = origin")
            }
            let found = try await faults(fixture)
            #expect(found.contains { $0.contains(says) }, "\(found)")
        }
    }

    @Test func `many rows that one statement deletes are one entry for a thousand, which names them`() async throws {
        try await PrivacyFixture.with { fixture in
            try await fixture.database.run(
                """
                insert into training.sessions (tenant_id, trainee_id, title)
                    select '\(PrivacyFixture.company)', '\(PrivacyFixture.trainee)', 'MARK ' || n from generate_series(1, 1500) n
                """)
            let keys = try await fixture.texts(
                "select id::text from training.sessions where trainee_id = '\(PrivacyFixture.trainee)' order by id::text"
            )
            #expect(keys.count > 1500)
            let act = try await fixture.act("delete_sessions", "delete_user_sessions")
            #expect(act.state == "done")
            let deleted = "from privacy.audit_log where operation = 'delete' and relation = 'training.sessions'"
            #expect(
                try await fixture.texts(
                    "select key from (select unnest(coalesce(row_keys, array[row_key])) as key \(deleted)) as keys order by key"
                ) == keys)
            #expect(try await fixture.texts("select max(cardinality(row_keys))::text \(deleted)") == ["1000"])
            #expect(try await fixture.texts("select count(*)::text \(deleted) and row_keys is not null") == ["2"])
            // Few rows have an entry each, as before.
            #expect(
                try await fixture.texts(
                    "select count(*)::text from privacy.audit_log where operation = 'delete' and relation = 'training.session_analytics' and row_key is not null and row_keys is null"
                ) == ["1"])
            _ = try await worker(fixture).runOnce()
            #expect(try await faults(fixture) == [])
            try await fixture.database.run(
                """
                set session_replication_role = replica;
                update privacy.audit_log set row_keys = row_keys[2:] where row_keys is not null;
                set session_replication_role = origin
                """)
            #expect(try await faults(fixture).contains { $0.contains("an entry was changed") })
        }
    }

    @Test func `receipts are chained: one that is changed or taken away shows`() async throws {
        try await PrivacyFixture.with { fixture in
            for _ in 0..<3 { _ = try await fixture.as("member", "select privacy.export_me()") }
            let check = "select number || ' ' || fault from privacy.verify_receipts()"
            #expect(try await fixture.texts(check) == [])
            let rows = try #require(
                try await fixture.database.connection.simpleQuery(
                    "select content, previous_hash, hash from privacy.gdpr_receipts order by number"
                ).last)
            let receipts = (0..<rows.rowCount).map { row in
                Receipt(
                    content: rows.text(row: row, column: 0) ?? "", previousHash: rows.text(row: row, column: 1) ?? "",
                    hash: rows.text(row: row, column: 2) ?? "")
            }
            #expect(receipts.count == 3)
            // Offline, byte for byte as it was handed out.
            #expect(Receipt.faults(in: receipts).isEmpty)
            try await fixture.database.run(
                """
                set session_replication_role = replica;
                delete from privacy.gdpr_receipts where number = 2;
                set session_replication_role = origin
                """)
            #expect(try await fixture.texts(check) == ["3 a receipt before it is missing"])
        }
    }

    @Test func `the log of an erased person names nobody`() async throws {
        try await PrivacyFixture.with { fixture in
            _ = try await fixture.as("member", Self.write)
            let actor = try await fixture.texts(
                "select id::text from privacy.actors where user_id = '\(PrivacyFixture.subject)' and tenant_id = '\(PrivacyFixture.company)'"
            )
            #expect(actor.count == 1)
            #expect(
                try await fixture.texts(
                    "select actor::text from privacy.audit_log where operation = 'update' and relation = 'training.sessions'"
                )
                    == actor)
            try await fixture.act("erase", "erase_subject")
            #expect(
                try await fixture.texts(
                    "select id::text from privacy.actors where user_id = '\(PrivacyFixture.subject)' and tenant_id = '\(PrivacyFixture.company)'"
                )
                    == [])
        }
    }

    private func worker(_ fixture: PrivacyFixture) -> Worker {
        Worker(
            configuration: PostgresConnectionConfiguration(connectionString: fixture.database.url), share: 100,
            logger: Logger(label: "test"))
    }

    private func faults(_ fixture: PrivacyFixture) async throws -> [String] {
        try await fixture.texts("select seal || ' ' || fault from privacy.verify_audit()")
    }
}
