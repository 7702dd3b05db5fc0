// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GoldenTesting
import Postgres
import Testing

/// The application's flows with many writers at once: numbers without gaps, and counters that equal a recount.
/// One after another, since each takes many connections.
@Suite(.serialized) struct ConcurrentFlowTests {
    private static let writers = 25
    private static let tenant = "00000000-0000-4000-8000-0000000000a0"

    /// A key of the fixtures of the policy tests: `key("003", 5)` is the fifth session of tenant A.
    private static func key(_ block: String, _ number: Int) -> String {
        "00000000-0000-4000-8\(block)-0000000000a\(number)"
    }

    /// Two companies, organizations and accounts, by the fixtures of the policy tests.
    private static func withApplication(_ body: (TestDatabase) async throws -> Void) async throws {
        try await TestDatabase.withApplication { database in
            for fixture in ["two_companies", "two_live_transcripts", "two_organizations", "two_accounts"] {
                let path = "Tests/PolicyTests/fixtures/\(fixture).sql"
                let script = try ProjectFiles.text(ProjectFiles.path(path))
                _ = try await database.connection.simpleQuery(script)
            }
            try await body(database)
        }
    }

    /// Calls `body` on as many connections as there are writers, all at the same time, as somebody of tenant A.
    private static func write(
        to database: TestDatabase, as role: String, user: Int,
        _ body: @escaping @Sendable (PostgresConnection, Int) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup { group in
            for writer in 0..<writers {
                group.addTask {
                    try await PostgresConnection.withConnection(
                        PostgresConnectionConfiguration(connectionString: database.url)
                    ) { connection in
                        _ = try await connection.simpleQuery(
                            """
                            set role palisade_\(role);
                            set palisade.tenant_id = '\(tenant)';
                            set palisade.user_id = '\(key("001", user))'
                            """)
                        try await body(connection, writer)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Runs one transaction; who loses to another writer in a deadlock says it again, as any client has to.
    private static func persist(_ statements: String, on connection: PostgresConnection) async throws {
        for _ in 0..<1_000 {
            do throws(PostgresError) {
                _ = try await connection.simpleQuery(statements)
                return
            } catch {
                guard case .server(let answer) = error, answer.sqlState == "40P01" else { throw error }
            }
        }
        Issue.record("deadlocked a thousand times: \(statements)")
    }

    private static func value(_ query: String, in database: TestDatabase) async throws -> String? {
        try await database.connection.simpleQuery(query).last?.text(row: 0, column: 0)
    }

    @Test func `pieces of one transcript are numbered without gaps, and none is lost or doubled`() async throws {
        try await Self.withApplication { database in
            let session = Self.key("003", 5)
            try await Self.write(to: database, as: "member", user: 3) { connection, writer in
                for piece in 0..<24 {
                    // Each is said twice, as an app does whose answer got lost.
                    for _ in 0..<2 {
                        _ = try await connection.simpleQuery(
                            """
                            select training.append_transcript_chunk(
                                '\(session)', 'w\(writer)-\(piece)', 'trainee', 'Piece \(piece) of \(writer)')
                            """)
                    }
                }
            }
            // 600, and the one of the fixture; 500 of them were put together on the way.
            let numbers = """
                with numbers as (
                    select seq, client_key from training.transcript_chunks where transcript_id = '\(Self.key("006", 5))'
                    union all
                    select (segment ->> 'seq')::integer, segment ->> 'client_key'
                    from training.transcripts, jsonb_array_elements(structured_content) as segment
                    where id = '\(Self.key("006", 5))')
                select format('%s %s %s %s', count(*), count(distinct seq), max(seq), count(distinct client_key))
                from numbers
                """
            #expect(try await Self.value(numbers, in: database) == "601 601 601 601")
            let compacted = "select compacted_to_seq from training.transcripts where id = '\(Self.key("006", 5))'"
            #expect(try await Self.value(compacted, in: database) == "400")
        }
    }

    @Test func `a session that ends while pieces come has all that were taken, and takes no more`() async throws {
        try await Self.withApplication { database in
            let session = Self.key("003", 5)
            try await Self.write(to: database, as: "member", user: 3) { connection, writer in
                for piece in 0..<8 {
                    do {
                        _ = try await connection.simpleQuery(
                            """
                            select training.append_transcript_chunk(
                                '\(session)', 'w\(writer)-\(piece)', 'trainee', 'Piece');
                            """)
                    } catch PostgresError.server(let error) where error.sqlState == "PA409" {
                        return
                    }
                    if writer == 0, piece == 3 {
                        _ = try await connection.simpleQuery(
                            "select training.update_session_status('\(session)', 'completed')")
                    }
                }
            }
            let whole = """
                select format('%s %s %s', (select count(*) from training.transcript_chunks where transcript_id = t.id),
                    jsonb_array_length(structured_content) = compacted_to_seq,
                    (select bool_and((segment ->> 'seq')::bigint = n)
                     from jsonb_array_elements(structured_content) with ordinality as each (segment, n)))
                from training.transcripts as t where id = '\(Self.key("006", 5))'
                """
            #expect(try await Self.value(whole, in: database) == "0 t t")
        }
    }

    @Test func `messages are numbered without gaps, and the conversation counts them`() async throws {
        try await Self.withApplication { database in
            let conversation = Self.key("020", 3)
            try await Self.write(to: database, as: "member", user: 3) { connection, writer in
                for message in 0..<8 {
                    _ = try await connection.simpleQuery(
                        "select assistant.add_message('\(conversation)', 'Hello', client_key => 'w\(writer)-\(message)')"
                    )
                }
            }
            let counted = """
                select format('%s %s %s %s', count(*), max(seq), c.message_count, c.last_seq)
                from assistant.messages join assistant.conversations as c on c.id = conversation_id
                where c.id = '\(conversation)' group by c.message_count, c.last_seq
                """
            #expect(try await Self.value(counted, in: database) == "201 201 201 201")
        }
    }

    @Test func `rollups equal a recount after sessions end, are scored, moved and deleted at once`() async throws {
        try await Self.withApplication { database in
            let trainee = Self.key("002", 3)
            try await Self.write(to: database, as: "service", user: 1) { connection, writer in
                for round in 0..<4 {
                    // All on the same few days of the same trainee, so that writers meet.
                    let day = "timestamptz '2026-06-0\(1 + (writer + round) % 3) 12:00Z'"
                    try await Self.persist(
                        """
                        insert into training.sessions (trainee_id, title, status, started_at, duration_seconds)
                        values ('\(trainee)', 'W\(writer)', 'completed', \(day), 60 + \(writer))
                        """, on: connection)
                    try await Self.persist(
                        """
                        select training.save_analysis_result(
                            id, 'combined', 'combined', '1', '{"overall_score": \(40 + writer)}')
                        from training.sessions
                        where title = 'W\(writer)' and status = 'completed'
                        """, on: connection)
                }
                let own = "where title = 'W\(writer)'"
                let statement =
                    switch writer % 3 {
                    case 0: "delete from training.sessions \(own)"
                    case 1: "update training.sessions set started_at = started_at - interval '30 days' \(own)"
                    default: "update training.sessions set duration_seconds = 1 \(own)"
                    }
                try await Self.persist(statement, on: connection)
            }
            let check = """
                set palisade.tenant_id = '\(Self.tenant)';
                select count(*) from training.verify_rollups()
                """
            #expect(try await Self.value(check, in: database) == "0")
            #expect(try await Self.value("select sum(sessions) > 50 from training.company_daily", in: database) == "t")
        }
    }

    @Test func `who has met whom is counted right while sessions come and go`() async throws {
        try await Self.withApplication { database in
            try await Self.write(to: database, as: "service", user: 1) { connection, writer in
                for round in 0..<6 {
                    _ = try await connection.simpleQuery(
                        """
                        insert into coaching.sessions (coach_id, session_date, session_type)
                        values ('\(Self.key("010", 3))', date '2026-06-01', 'w\(writer)');
                        insert into coaching.client_sessions (client_id, session_id)
                        select '\(Self.key("012", 5))', id from coaching.sessions as made
                        where session_type = 'w\(writer)'
                          and not exists (select from coaching.client_sessions where session_id = made.id);
                        """)
                    if round % 2 == 1 {
                        _ = try await connection.simpleQuery(
                            "delete from coaching.sessions where session_type = 'w\(writer)'")
                    }
                }
            }
            let differing = """
                select count(*) from coaching.client_coaches as kept
                full join (select tenant_id, client_id, coach_id, count(*) as counted
                           from coaching.client_sessions group by 1, 2, 3) as parts
                    using (tenant_id, client_id, coach_id)
                where kept.session_count is distinct from parts.counted
                """
            #expect(try await Self.value(differing, in: database) == "0")
        }
    }
}
