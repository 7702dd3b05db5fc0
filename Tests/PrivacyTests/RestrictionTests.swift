// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Postgres
import Testing

/// Restriction of processing (Art. 18 GDPR) and legal holds: what is hidden, what is refused, what goes on.
@Suite struct RestrictionTests {
    private static let tables = [
        "trainees", "sessions", "session_participants", "transcripts", "analysis_results", "session_analytics",
        "trainee_daily",
    ]

    /// Rows of a table of the company that somebody sees, by person.
    private func seen(
        _ fixture: PrivacyFixture, _ role: String, _ user: String, _ table: String
    ) async throws -> (subject: Int, other: Int) {
        let key = table == "trainees" ? "id" : "trainee_id"
        let result = try await fixture.as(
            role, user,
            """
            select count(*) filter (where \(key) = '\(PrivacyFixture.trainee)'),
                   count(*) filter (where \(key) <> '\(PrivacyFixture.trainee)') from training.\(table)
            """
        ).last
        func count(_ column: Int) -> Int { result?.text(row: 0, column: column).flatMap { Int($0) } ?? -1 }
        return (count(0), count(1))
    }

    @Test func `restricted, a person's rows are hidden from everybody but them, and shown again afterwards`()
        async throws
    {
        try await PrivacyFixture.with { fixture in
            var before: [String: Int] = [:]
            for table in Self.tables {
                let rows = try await seen(fixture, "service", PrivacyFixture.other, table)
                #expect(rows.subject > 0 && rows.other > 0, "\(table)")
                before[table] = rows.subject
            }
            try await fixture.act("restrict", "restrict_processing")
            for table in Self.tables {
                let service = try await seen(fixture, "service", PrivacyFixture.other, table)
                #expect(service.subject == 0 && service.other > 0, "\(table)")
                let own = try await seen(fixture, "member", PrivacyFixture.subject, table)
                #expect(own.subject == before[table] && own.other == 0, "\(table)")
            }
            for table in ["trainees", "sessions", "session_analytics"] {
                let admin = try await seen(fixture, "admin", PrivacyFixture.other, table)
                #expect(admin.subject == 0 && admin.other > 0, "\(table)")
            }
            let users = try await fixture.as(
                "admin", PrivacyFixture.other,
                "select count(*) from core.memberships where user_id = '\(PrivacyFixture.subject)'")
            #expect(users.last?.text(row: 0, column: 0) == "0")
            // In another tenant nothing is restricted.
            let partner = try await fixture.as(
                "member", PrivacyFixture.other, in: PrivacyFixture.couple,
                "select count(*) from core.memberships where user_id = '\(PrivacyFixture.subject)'")
            #expect(partner.last?.text(row: 0, column: 0) == "1")

            try await fixture.act("unrestrict", "restrict_processing")
            for table in Self.tables {
                let rows = try await seen(fixture, "service", PrivacyFixture.other, table)
                #expect(rows.subject == before[table], "\(table)")
            }
            #expect(try await fixture.texts("select count(*)::text from privacy.restrictions") == ["0"])
        }
    }

    @Test func `figures and searches leave out whoever is restricted`() async throws {
        try await PrivacyFixture.with { fixture in
            func figures() async throws -> [String?] {
                let result = try await fixture.as(
                    "admin", PrivacyFixture.other,
                    "select total_sessions, active_users, avg_score from training.company_figures(365)"
                ).last
                return (0..<3).map { result?.text(row: 0, column: $0) }
            }
            let search = "select count(*) from training.search_transcripts('content')"
            let before = try await figures()
            let found = try await fixture.as("service", PrivacyFixture.other, search)
            #expect(found.last?.text(row: 0, column: 0) == "2")
            try await fixture.act("restrict", "restrict_processing")
            let during = try await figures()
            // Both did the same: half of it is left.
            #expect(during[0].flatMap { Int($0) }.map { $0 * 2 } == before[0].flatMap { Int($0) })
            #expect(during[1].flatMap { Int($0) }.map { $0 * 2 } == before[1].flatMap { Int($0) })
            #expect(during[2] == before[2])
            let less = try await fixture.as("service", PrivacyFixture.other, search)
            #expect(less.last?.text(row: 0, column: 0) == "1")
            try await fixture.act("unrestrict", "restrict_processing")
            let after = try await figures()
            #expect(after == before)
        }
    }

    @Test func `a company's days are without whoever is restricted, however they come to be counted`() async throws {
        try await PrivacyFixture.with { fixture in
            let sums = ["sessions", "duration_seconds", "minute_cost", "score_count", "score_sum"]
            let figures = "concat_ws(' ', " + sums.map { "sum(\($0))" }.joined(separator: ", ") + ")"
            // What the days hold, and what they should: of everybody, or of those who are not restricted.
            func days() async throws -> [String] {
                try await fixture.texts(
                    "select day || ' ' || \(figures) || ' ' || sum(trainees) from training.company_daily where sessions > 0 group by day order by day"
                )
            }
            func people(_ condition: String = "true") async throws -> [String] {
                try await fixture.texts(
                    "select day || ' ' || \(figures) || ' ' || count(*) from training.trainee_daily where sessions > 0 and \(condition) group by day order by day"
                )
            }
            func differing() async throws -> String? {
                try await fixture.as(
                    "admin", PrivacyFixture.other, "select count(*) from training.verify_rollups()"
                ).last?.text(row: 0, column: 0)
            }
            func rebuild() async throws {
                _ = try await fixture.as("admin", PrivacyFixture.other, "select training.rebuild_rollups()")
            }
            let others = "trainee_id <> '\(PrivacyFixture.trainee)'"
            let before = try await days()
            #expect(try await before == people())
            #expect(try await differing() == "0")
            try await fixture.act("restrict", "restrict_processing")
            let during = try await days()
            #expect(try await during == people(others))
            #expect(during != before && !during.isEmpty)
            #expect(try await differing() == "0")
            try await rebuild()
            #expect(try await days() == during)
            // The metrics of the last 30 days are made of them.
            let metrics = try await fixture.as(
                "admin", PrivacyFixture.other,
                "select total_sessions || ' ' || active_users from training.company_session_metrics"
            ).last?.text(row: 0, column: 0)
            #expect(
                try await metrics
                    == fixture.texts(
                        "select sum(sessions) || ' ' || count(distinct trainee_id) from training.trainee_daily where \(others)"
                    ).first)
            // Days that begin at another moment are new rows.
            try await fixture.database.run(
                "update core.tenants set time_zone = 'Pacific/Auckland' where id = '\(PrivacyFixture.company)'")
            #expect(try await days() == people(others))
            #expect(try await differing() == "0")
            try await fixture.act("unrestrict", "restrict_processing")
            #expect(try await days() == people())
            #expect(try await differing() == "0")
            // A restriction that ends by an erasure takes nothing away twice.
            try await fixture.act("restrict", "restrict_processing")
            let act = try await fixture.act("erase", "erase_subject")
            #expect(act.state == "done")
            #expect(try await days() == people())
            #expect(try await people(others) == people())
            #expect(try await differing() == "0")
        }
    }

    @Test func `a rebuild mends what is wrong in the days, and writes nothing else`() async throws {
        try await PrivacyFixture.with { fixture in
            let rows = "select d::text || ' ' || d.xmin from training.trainee_daily as d order by 1"
            let company = "select d::text || ' ' || d.xmin from training.company_daily as d order by 1"
            let before = try await fixture.texts(rows) + fixture.texts(company)
            let rebuilt = try await fixture.as("admin", PrivacyFixture.other, "select training.rebuild_rollups()")
            #expect(
                try await rebuilt.last?.text(row: 0, column: 0)
                    == fixture.texts("select count(*)::text from training.trainee_daily").first)
            #expect(try await fixture.texts(rows) + fixture.texts(company) == before)
            let sound =
                try await fixture.texts("select d::text from training.trainee_daily as d where sessions > 0 order by 1")
                + fixture.texts("select d::text from training.company_daily as d where sessions > 0 order by 1")
            try await fixture.database.run(
                """
                set session_replication_role = replica;
                delete from training.trainee_daily where trainee_id = '\(PrivacyFixture.trainee)';
                update training.trainee_daily set score_sum = score_sum + 1, is_counted = false;
                insert into training.trainee_daily (tenant_id, trainee_id, day, sessions, duration_seconds, minute_cost,
                    score_count, score_sum, talk_ratio_count, talk_ratio_sum)
                    values ('\(PrivacyFixture.company)', '\(PrivacyFixture.trainee)', '2001-01-01', 3, 1, 1, 0, 0, 0, 0);
                update training.company_daily set sessions = sessions + 7;
                set session_replication_role = origin
                """)
            _ = try await fixture.as("admin", PrivacyFixture.other, "select training.rebuild_rollups()")
            #expect(
                try await fixture.texts(
                    "select d::text from training.trainee_daily as d where sessions > 0 order by 1")
                    + fixture.texts("select d::text from training.company_daily as d where sessions > 0 order by 1")
                    == sound)
        }
    }

    enum State: String, CaseIterable { case neither, restricted, onHold, both }

    @Test(arguments: State.allCases)
    func `what each of restriction and hold lets through`(state: State) async throws {
        try await PrivacyFixture.with { fixture in
            let isRestricted = state == .restricted || state == .both
            let isOnHold = state == .onHold || state == .both
            if isRestricted { try await fixture.act("restrict", "restrict_processing") }
            if isOnHold {
                _ = try await fixture.as(
                    "admin", PrivacyFixture.other,
                    "insert into privacy.legal_holds (subject_id, reason) values ('\(PrivacyFixture.subject)', 'A claim')"
                )
            }
            // Read.
            let rows = try await seen(fixture, "admin", PrivacyFixture.other, "trainees")
            #expect(rows.subject == (isRestricted ? 0 : 1))
            // Update, by others and by the person.
            let update = "update training.trainees set job_title = 'x' where id = '\(PrivacyFixture.trainee)'"
            _ = try await fixture.as("service", PrivacyFixture.other, update)
            let title = try await fixture.texts(
                "select job_title from training.trainees where id = '\(PrivacyFixture.trainee)'")
            #expect(title == [isRestricted ? "MARK job_title" : "x"])
            let insertion = try await failure {
                _ = try await fixture.as(
                    "service", PrivacyFixture.other,
                    "insert into training.sessions (trainee_id, title) values ('\(PrivacyFixture.trainee)', 'x')")
            }
            #expect(insertion == (isRestricted ? "PA409" : nil))
            if insertion != nil { try await fixture.database.run("rollback") }
            // Rectification is the person's right in any case.
            let preview = try await fixture.preview("rectify")
            _ = try await fixture.as(
                "admin", PrivacyFixture.other,
                """
                select privacy.rectify('\(PrivacyFixture.subject)', '\(preview.request)', '\(preview.hash)',
                    'training.trainees', '\(PrivacyFixture.trainee)', 'full_name', '"MARK right"')
                """)
            // Export: in any case, complete.
            let export = try await fixture.as("member", "select privacy.export_me() ->> 'data'")
            #expect(export.last?.text(row: 0, column: 0)?.contains("MARK right") == true)
            // Erase, and what ages rows out: a hold beats both, a restriction the second.
            _ = try await fixture.as(
                "admin", PrivacyFixture.other,
                "insert into privacy.retention_policies (relation, action, keep_days) values ('training.transcripts', 'delete', 1)"
            )
            try await fixture.database.run(
                """
                set session_replication_role = replica;
                update training.transcripts set created_at = now() - interval '3 days';
                set session_replication_role = origin
                """)
            let due = try await fixture.as(
                "admin", PrivacyFixture.other,
                "select privacy.preview_retention(id) from privacy.retention_policies")
            let transcripts = try await fixture.texts(
                "select count(*) filter (where trainee_id <> '\(PrivacyFixture.trainee)' or \(state == .neither)) || '' from training.transcripts"
            )
            #expect(due.last?.text(row: 0, column: 0) == transcripts.first)
            let erasure = try await failure {
                let act = try await fixture.act("erase", "erase_subject")
                #expect(act.state == "done")
            }
            #expect(erasure == (isOnHold ? "PA409" : nil))
            if erasure != nil { try await fixture.database.run("rollback") }
            #expect(
                try await fixture.texts("select count(*)::text from privacy.restrictions")
                    == [isRestricted && isOnHold ? "\(try await restrictedKeys(fixture))" : "0"])
        }
    }

    private func restrictedKeys(_ fixture: PrivacyFixture) async throws -> Int {
        try await fixture.texts("select subject_key from privacy.restrictions").count
    }
}
