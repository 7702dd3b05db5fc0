// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import JSON
import Postgres
import Testing

/// The shipped application's writes, under its own roles, policies, triggers and column grants.
@Suite(.serialized) struct ApplicationWriteTests {
    private static let application = Task { try await ServedApplication.start(on: DemoDatabase.writable) }

    /// Trainee 1 of company A or B: the persona `member-a`, `member-b`.
    private static func trainee(_ number: Int, of company: Int = 1) -> String {
        "c000000\(company)-0000-4000-8002-00000000000\(number)"
    }

    private func answer(_ operation: String, as persona: String) async throws -> JSON {
        try await Self.application.value.answer(operation, as: try #require(Identity(persona: persona)))
    }

    private func value(_ query: String) async throws -> String? {
        try await PostgresConnection.withConnection(
            PostgresConnectionConfiguration(connectionString: try await DemoDatabase.writable.ownerURL)
        ) { connection in
            guard let result = try await connection.simpleQuery(query).first, result.rowCount > 0 else { return nil }
            return result.text(row: 0, column: 0)
        }
    }

    /// All that company B has, in one text.
    private func companyB() async throws -> String? {
        try await value(
            """
            select md5(string_agg(t::text, ',' order by t::text)) from (
                select s::text from training.sessions s where tenant_id = 'c0000002-0000-4000-8000-000000000000'
                union all select s::text from training.trainees s where tenant_id = 'c0000002-0000-4000-8000-000000000000'
                union all select s::text from core.memberships s where tenant_id = 'c0000002-0000-4000-8000-000000000000'
            ) as t
            """)
    }

    /// A new session of the first trainee of company A: its key.
    private func newSession() async throws -> String {
        let answer = try await answer(
            """
            mutation { createTrainingSession(input: {title: "new", traineeId: "\(Self.trainee(1))"}) {
              trainingSession { id } } }
            """, as: "member-a")
        return try #require(
            answer["data"]?["createTrainingSession"]?["trainingSession"]?["id"]?.stringValue, "\(answer.text)")
    }

    @Test func `a member begins a session of their own, with its participants`() async throws {
        let answer = try await answer(
            """
            mutation { createTrainingSession(input: {
                title: "Cold call", traineeId: "\(Self.trainee(1))", startedAt: "2026-04-01T10:00:00+02:00",
                participants: [
                  {speaker: "s1", kind: TRAINEE, displayName: "Me"}, {speaker: "s2", kind: AI_PERSONA, displayName: "Client"}]
              }) {
                affectedCount
                trainingSession { title status startedAt version trainee { id } participants(orderBy: [{speaker: ASC}]) { speaker session { title } } }
            } }
            """, as: "member-a")
        #expect(
            answer.text
                == #"{"data":{"createTrainingSession":{"affectedCount":1,"trainingSession":{"title":"Cold call","status":"ACTIVE","startedAt":"2026-04-01T08:00:00Z","version":1,"trainee":{"id":"c0000001-0000-4000-8002-000000000001"},"participants":[{"speaker":"s1","session":{"title":"Cold call"}},{"speaker":"s2","session":{"title":"Cold call"}}]}}}}"#
        )
    }

    @Test func `nobody begins a session for somebody they are not or may not see`() async throws {
        func create(_ trainee: String, as persona: String) async throws -> [String] {
            ShopBench.errors(
                of: try await answer(
                    "mutation { createTrainingSession(input: {title: \"x\", traineeId: \"\(trainee)\"}) { affectedCount } }",
                    as: persona))
        }
        let before = try await value("select count(*)::text from training.sessions")
        let foreign = Self.trainee(1, of: 2)
        let absent = "00000000-0000-4000-8000-000000000000"
        #expect(try await create(Self.trainee(2), as: "member-a") == ["FORBIDDEN createTrainingSession"])
        #expect(try await create(foreign, as: "member-a") == ["FORBIDDEN createTrainingSession"])
        // To an admin, another company's trainee is as absent as one that never was.
        let refusal = ["CONFLICT createTrainingSession FOREIGN_KEY input.traineeId"]
        #expect(try await create(foreign, as: "admin-a") == refusal)
        #expect(try await create(absent, as: "admin-a") == refusal)
        #expect(try await value("select count(*)::text from training.sessions") == before)
    }

    @Test func `rows of others are not there to be changed`() async throws {
        let before = try await companyB()
        let foreign = try #require(
            try await value(
                "select id::text from training.sessions where tenant_id = 'c0000002-0000-4000-8000-000000000000' limit 1"
            ))
        let colleague = try #require(
            try await value("select id::text from training.sessions where trainee_id = '\(Self.trainee(2))' limit 1"))
        for (id, persona) in [
            (foreign, "admin-a"), (foreign, "member-a"), (colleague, "member-a"), (foreign, "service-a"),
            ("00000000-0000-4000-8000-000000000000", "admin-a"),
        ] {
            let answer = try await answer(
                "mutation { updateTrainingSession(id: \"\(id)\", input: {title: \"mine\"}) { trainingSession { title } } }",
                as: persona)
            #expect(ShopBench.errors(of: answer) == ["NOT_FOUND updateTrainingSession"], "\(persona) \(id)")
        }
        let deletion = try await answer(
            "mutation { deleteTrainingSession(id: \"\(foreign)\") { affectedCount } }", as: "service-a")
        #expect(ShopBench.errors(of: deletion) == ["NOT_FOUND deleteTrainingSession"])
        let bulk = try await answer(
            """
            mutation { deleteTrainingSessions(where: {id: {in: ["\(foreign)"]}}, atMost: 5) { affectedCount nodes { id } } }
            """, as: "service-a")
        #expect(bulk.text == #"{"data":{"deleteTrainingSessions":{"affectedCount":0,"nodes":[]}}}"#)
        #expect(try await companyB() == before)
    }

    @Test func `a role's mutations are those that its grants allow`() async throws {
        func fields(_ persona: String) async throws -> Set<String> {
            let answer = try await answer("{ __schema { mutationType { fields { name } } } }", as: persona)
            let fields = answer["data"]?["__schema"]?["mutationType"]?["fields"]?.arrayValue ?? []
            return Set(fields.compactMap { $0["name"]?.stringValue })
        }
        let analyst = try await fields("analyst-a")
        #expect(analyst.contains("upsertUserPreferences"))
        #expect(analyst.isDisjoint(with: ["updateTrainee", "createTrainingSession", "updateMembership"]))
        let member = try await fields("member-a")
        #expect(
            member.isSuperset(of: [
                "updateTrainee", "updateTrainees", "createTrainingSession", "createTrainingSessions",
                "updateTrainingSession", "updateTrainingSessions", "createSessionParticipant",
                "updateSessionParticipant", "createTranscript", "updateTranscript", "updateMembership",
                "upsertUserPreferences",
            ]))
        #expect(member.isDisjoint(with: ["createTrainee", "updateCompany", "updateTenant", "deleteTrainingSessions"]))
        let admin = try await fields("admin-a")
        #expect(admin.isSuperset(of: ["updateCompany", "createTrainee", "upsertTrainee", "updateTenant"]))
        #expect(admin.isDisjoint(with: ["deleteTrainee", "createTranscript", "upsertSessionAnalytics"]))
        #expect(try await fields("service-a").isSuperset(of: ["deleteTrainee", "upsertSessionAnalytics"]))
        let refused = try await answer(
            "mutation { deleteTrainingSession(id: \"\(Self.trainee(1))\") { affectedCount } }", as: "member-a")
        #expect(ShopBench.errors(of: refused) == ["GRAPHQL_VALIDATION_FAILED"])
    }

    @Test func `columns that a role may not write are not in its inputs`() async throws {
        let id = try await newSession()
        let refused = try await answer(
            "mutation { updateTrainingSession(id: \"\(id)\", input: {minuteCost: \"0\"}) { affectedCount } }",
            as: "member-a")
        #expect(ShopBench.errors(of: refused) == ["GRAPHQL_VALIDATION_FAILED"])
        let allowed = try await answer(
            """
            mutation { updateTrainingSession(id: "\(id)", input: {minuteCost: "1.5"}) {
              trainingSession { minuteCost version } } }
            """, as: "service-a")
        #expect(
            allowed.text
                == #"{"data":{"updateTrainingSession":{"trainingSession":{"minuteCost":"1.5000","version":2}}}}"#)
    }

    @Test func `a stale version is a conflict, and the trigger counts as the engine does`() async throws {
        let id = try await newSession()
        func complete(_ version: Int) async throws -> JSON {
            try await answer(
                """
                mutation { updateTrainingSession(id: "\(id)", input: {status: COMPLETED}, ifVersion: \(version)) {
                  trainingSession { status version } } }
                """, as: "member-a")
        }
        let first = try await complete(1)
        #expect(
            first.text
                == #"{"data":{"updateTrainingSession":{"trainingSession":{"status":"COMPLETED","version":2}}}}"#)
        #expect(ShopBench.errors(of: try await complete(1)) == ["CONFLICT updateTrainingSession ifVersion"])
    }

    @Test func `what breaks a rule of the data names its fields`() async throws {
        let trainee = "traineeId: \"\(Self.trainee(1))\""
        let cases: [(input: String, error: String)] = [
            ("title: \"\", \(trainee)", "BAD_USER_INPUT createTrainingSession CHECK input.title"),
            (
                "title: \"x\", \(trainee), startedAt: \"2026-01-02T00:00:00Z\", endedAt: \"2026-01-01T00:00:00Z\"",
                "BAD_USER_INPUT createTrainingSession CHECK input.endedAt"
            ),
            (
                "title: \"x\", \(trainee), durationSeconds: -1",
                "BAD_USER_INPUT createTrainingSession CHECK input.durationSeconds"
            ),
            (
                "title: \"x\", \(trainee), audioQuality: [1]",
                "BAD_USER_INPUT createTrainingSession CHECK input.audioQuality"
            ),
        ]
        for (input, error) in cases {
            let answer = try await answer(
                "mutation { createTrainingSession(input: {\(input)}) { affectedCount } }", as: "member-a")
            #expect(ShopBench.errors(of: answer) == [error], "\(input)")
            #expect(!answer.text.contains("sessions_"), "\(input)")
        }
        // A session that is hidden from the writer and one that is not there look the same.
        let hidden = try await value(
            "select id::text from training.sessions where trainee_id = '\(Self.trainee(2))' limit 1")
        for id in [try #require(hidden), "00000000-0000-4000-8000-000000000000"] {
            let answer = try await answer(
                "mutation { createTranscript(input: {sessionId: \"\(id)\", content: \"x\"}) { affectedCount } }",
                as: "member-a")
            #expect(ShopBench.errors(of: answer) == ["CONFLICT createTranscript FOREIGN_KEY input.sessionId"])
        }
    }

    @Test func `an address is unique within a company, and says nothing of another`() async throws {
        let taken = try #require(try await value("select email from training.trainees where id = '\(Self.trainee(2))'"))
        let foreign = try #require(
            try await value("select email from training.trainees where id = '\(Self.trainee(1, of: 2))'"))
        func create(_ email: String) async throws -> JSON {
            try await answer(
                "mutation { createTrainee(input: {email: \"\(email)\", fullName: \"N\"}) { trainee { id email } } }",
                as: "admin-a")
        }
        let conflict = try await create(taken)
        #expect(ShopBench.errors(of: conflict) == ["CONFLICT createTrainee UNIQUE input.email"])
        #expect(!conflict.text.contains(taken))
        let made = try await create(foreign)
        let id = try #require(made["data"]?["createTrainee"]?["trainee"]?["id"]?.stringValue, "\(made.text)")
        let upserted = try await answer(
            """
            mutation { upsertTrainee(input: {email: "\(foreign)", fullName: "M", team: "T"}) {
              trainee { id fullName team version } } }
            """, as: "admin-a")
        #expect(
            upserted.text
                == #"{"data":{"upsertTrainee":{"trainee":{"id":"\#(id)","fullName":"M","team":"T","version":2}}}}"#)
        let deleted = try await answer(
            "mutation { deleteTrainee(id: \"\(id)\") { trainee { fullName sessions { totalCount } } } }",
            as: "service-a")
        #expect(
            deleted.text
                == #"{"data":{"deleteTrainee":{"trainee":{"fullName":"M","sessions":{"totalCount":0}}}}}"#)
    }

    @Test func `scores are kept once for a session, then replaced`() async throws {
        let id = try await newSession()
        for score in [60, 70] {
            let answer = try await answer(
                """
                mutation { upsertSessionAnalytics(input: {sessionId: "\(id)", overallScore: \(score)}) {
                  sessionAnalytics { overallScore session { id } trainee { id } } } }
                """, as: "service-a")
            #expect(
                answer.text
                    == #"{"data":{"upsertSessionAnalytics":{"sessionAnalytics":{"overallScore":\#(score),"session":{"id":"\#(id)"},"trainee":{"id":"\#(Self.trainee(1))"}}}}}"#
            )
        }
        #expect(
            try await value("select count(*)::text from training.session_analytics where session_id = '\(id)'") == "1")
    }

    @Test func `preferences are saved by whoever they belong to`() async throws {
        for (personality, persona) in [("coach", "member-a"), ("quiet", "member-a"), ("coach", "analyst-b")] {
            let answer = try await answer(
                """
                mutation { upsertUserPreferences(input: {personality: "\(personality)"}) {
                  userPreferences { personality user { id } } } }
                """, as: persona)
            let user = try #require(Identity(persona: persona)).user
            #expect(
                answer.text
                    == #"{"data":{"upsertUserPreferences":{"userPreferences":{"personality":"\#(personality)","user":{"id":"\#(user)"}}}}}"#
            )
        }
    }

    @Test func `preferences that nobody has saved begin with their defaults, and stay where nothing is given`()
        async throws
    {
        let user = try #require(Identity(persona: "service-c")).user
        _ = try await value("delete from core.user_preferences where user_id = '\(user)'")
        for count in [1, 0] {
            let answer = try await answer(
                "mutation { upsertUserPreferences(input: {}) { affectedCount userPreferences { personality language } } }",
                as: "service-c")
            #expect(
                answer.text
                    == #"{"data":{"upsertUserPreferences":{"affectedCount":\#(count),"userPreferences":{"personality":"friend","language":"en"}}}}"#
            )
        }
    }

    @Test func `when one field fails, nothing of the operation was written`() async throws {
        let before = try await value("select count(*)::text from training.sessions")
        let answer = try await answer(
            """
            mutation {
              createTrainingSession(input: {title: "one", traineeId: "\(Self.trainee(1))"}) { affectedCount }
              createTrainingSessions(input: [{title: "two", traineeId: "\(Self.trainee(1))"}]) { nodes { title } }
              updateTrainee(id: "\(Self.trainee(2))", input: {fullName: "x"}) { affectedCount }
            }
            """, as: "member-a")
        #expect(answer["data"]?.isNull == true)
        #expect(ShopBench.errors(of: answer) == ["NOT_FOUND updateTrainee"])
        #expect(try await value("select count(*)::text from training.sessions") == before)
    }
}
