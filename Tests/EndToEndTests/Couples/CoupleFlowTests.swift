// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import JSON
import Postgres
import Testing

/// What the couple app does, through the API, as both partners of the demo's fourth couple, who are changed by nothing
/// else.
@Suite struct CoupleFlowTests {
    private static let application = Task { try await ServedApplication.start(on: DemoDatabase.writable) }
    private static let couple = "d0000004-0000-4000-8000-000000000000"

    private static func partner(_ number: Int) -> Identity {
        Identity(role: "member", tenant: couple, user: "d0000004-0000-4000-8001-00000000000\(number)")
    }

    private func answer(_ operation: String, as identity: Identity) async throws -> JSON {
        try await Self.application.value.answer(operation, as: identity)
    }

    /// What the root fields answer; their errors are the test's.
    private func data(_ operation: String, as identity: Identity) async throws -> JSON {
        let answer = try await answer(operation, as: identity)
        #expect(answer["errors"] == nil, "\(answer.text)")
        return try #require(answer["data"])
    }

    private func codes(_ operation: String, as identity: Identity) async throws -> [String] {
        (try await answer(operation, as: identity)["errors"]?.arrayValue ?? []).compactMap {
            $0["extensions"]?["code"]?.stringValue
        }
    }

    private func value(_ query: String) async throws -> String? {
        try await PostgresConnection.withConnection(
            PostgresConnectionConfiguration(connectionString: try await DemoDatabase.writable.ownerURL)
        ) { connection in
            try await connection.simpleQuery(query).first?.text(row: 0, column: 0)
        }
    }

    @Test func `a conflict goes from its first word to being mended, each step sent twice`() async throws {
        let ruth = Self.partner(1)
        let hannah = Self.partner(2)
        let start =
            #"mutation { startConflict(conflictTopics: ["money"], clientKey: "flow") { id status segmentCount } }"#
        let id = try #require(try await data(start, as: ruth)["startConflict"]?["id"]?.stringValue)
        #expect(try await data(start, as: ruth)["startConflict"]?["id"]?.stringValue == id)

        func append(_ text: String, _ key: String, as identity: Identity) async throws -> String? {
            try await data(
                """
                mutation { appendConflictSegment(conflictId: "\(id)", speaker: PARTNER_A, text: "\(text)",
                  clientKey: "\(key)") { seq text speaker } }
                """, as: identity
            )["appendConflictSegment"]?.text
        }
        #expect(try await append("One", "a", as: ruth) == #"{"seq":1,"text":"One","speaker":"PARTNER_A"}"#)
        #expect(try await append("Two", "b", as: hannah) == #"{"seq":2,"text":"Two","speaker":"PARTNER_A"}"#)
        #expect(try await append("Two again", "b", as: hannah) == #"{"seq":2,"text":"Two","speaker":"PARTNER_A"}"#)

        let capture = """
            mutation { captureConflictTranscript(conflictId: "\(id)", severityScore: 0.5, transcriptSummary: "Money.",
              segments: [{speaker: "partner_b", text: "Three", startMs: 100, endMs: 200}]) {
              status segmentCount severityScore transcriptSummary conflictTopics endedAt
              segments(orderBy: [{seq: ASC}]) { nodes { seq text } } } }
            """
        for _ in 1...2 {
            let captured = try await data(capture, as: hannah)["captureConflictTranscript"]
            #expect(captured?["status"]?.stringValue == "PROCESSING")
            #expect(captured?["segmentCount"]?.integerValue == 3)
            #expect(captured?["conflictTopics"]?.text == #"["money"]"#)
            #expect(
                captured?["segments"]?["nodes"]?.text
                    == #"[{"seq":1,"text":"One"},{"seq":2,"text":"Two"},{"seq":3,"text":"Three"}]"#)
        }
        #expect(
            try await codes(
                #"mutation { appendConflictSegment(conflictId: "\#(id)", speaker: OTHER, text: "Late") { seq } }"#,
                as: ruth) == ["CONFLICT"])

        let analyze = """
            mutation { saveConflictAnalysis(conflictId: "\(id)", analysisVersion: "1",
              analysisData: {root_causes: ["fear"]}) { revision rootCauses conflict { status } } }
            """
        for _ in 1...2 {
            #expect(
                try await data(analyze, as: ruth)["saveConflictAnalysis"]?.text
                    == #"{"revision":1,"rootCauses":["fear"],"conflict":{"status":"ANALYZED"}}"#)
        }

        let plan = """
            mutation { saveRepairPlan(conflictId: "\(id)", planData: {steps: ["Call", "Cook"]}) {
              id partnerRequesting completionPercentage } }
            """
        let planned = try await data(plan, as: hannah)["saveRepairPlan"]
        #expect(planned?["partnerRequesting"]?.stringValue == "PARTNER_B")
        let planID = try #require(planned?["id"]?.stringValue)
        let tick = """
            mutation { setRepairActionItem(planId: "\(planID)", item: 1, completed: true) {
              completionPercentage completedAt actionItems } }
            """
        for _ in 1...2 {
            let ticked = try await data(tick, as: hannah)["setRepairActionItem"]
            #expect(ticked?["completionPercentage"]?.doubleValue == 50)
            #expect(ticked?["completedAt"]?.isNull == true)
        }
        // The other partner's plan is not there.
        #expect(try await codes(tick, as: ruth) == ["NOT_FOUND"])
        #expect(
            try await data(#"{ conflict(id: "\#(id)") { repairPlans { id } } }"#, as: ruth).text
                == #"{"conflict":{"repairPlans":[]}}"#)

        func move(_ status: String) -> String {
            #"mutation { updateConflictStatus(conflictId: "\#(id)", status: \#(status)) { status } }"#
        }
        #expect(try await codes(move("ACTIVE"), as: ruth) == ["CONFLICT"])
        #expect(
            try await data(move("RESOLVED"), as: ruth).text == #"{"updateConflictStatus":{"status":"RESOLVED"}}"#)
    }

    @Test func `fifty writers of one conversation leave no gap, and the counters are the rows`() async throws {
        let opened = try await data("mutation { startMediatorSession(shared: true) { id } }", as: Self.partner(1))
        let session = try #require(opened["startMediatorSession"]?["id"]?.stringValue)
        // Each message is sent twice at the same time, by the same partner.
        let places = try await withThrowingTaskGroup(of: (key: Int, seq: Int?).self) { group in
            for request in 0..<100 {
                group.addTask {
                    let key = request / 2
                    let answer = try await answer(
                        """
                        mutation { appendMediatorMessage(sessionId: "\(session)", role: \(key % 3 == 0 ? "ASSISTANT" : "USER"),
                          content: "m\(key)", clientKey: "k\(key)") { seq content } }
                        """, as: Self.partner(1 + key % 2))
                    return (key, answer["data"]?["appendMediatorMessage"]?["seq"]?.integerValue)
                }
            }
            var places: [Int: Set<Int?>] = [:]
            for try await (key, seq) in group { places[key, default: []].insert(seq) }
            return places
        }
        #expect(places.count == 50)
        #expect(places.values.allSatisfy { $0.count == 1 }, "a retry was given another place")
        #expect(Set(places.values.flatMap(\.self)) == Set((1...50).map(Optional.some)))

        let read = try await data(
            """
            { mediatorSession(id: "\(session)") { messageCount userMessageCount assistantMessageCount
              messages(orderBy: [{seq: ASC}], first: 100) { totalCount nodes { seq } } } }
            """, as: Self.partner(2))["mediatorSession"]
        #expect(read?["messageCount"]?.integerValue == 50)
        #expect(read?["userMessageCount"]?.integerValue == 33)
        #expect(read?["assistantMessageCount"]?.integerValue == 17)
        #expect(read?["messages"]?["totalCount"]?.integerValue == 50)
        #expect(
            read?["messages"]?["nodes"]?.arrayValue?.compactMap { $0["seq"]?.integerValue } == Array(1...50))
    }

    @Test func `the counters of all demo data are equal to a recount`() async throws {
        let differing = try await value(
            """
            select
                (select count(*) from mediation.mediator_sessions as session
                 where (message_count, user_message_count, assistant_message_count) is distinct from (
                     select row(count(*)::integer, (count(*) filter (where role = 'user'))::integer,
                                (count(*) filter (where role = 'assistant'))::integer)
                     from mediation.mediator_messages as message
                     where message.tenant_id = session.tenant_id and message.session_id = session.id))
                + (select count(*) from mediation.conflicts as conflict
                   where segment_count <> (select count(*) from mediation.conflict_segments as segment
                                           where segment.tenant_id = conflict.tenant_id
                                             and segment.conflict_id = conflict.id))
                + (select count(*) from mediation.repair_plans
                   where completion_percentage is distinct from (
                       select round(100.0 * count(*) filter (where item -> 'completed' = 'true')
                                    / nullif(count(*), 0), 2)::double precision
                       from jsonb_array_elements(action_items) as item) and jsonb_array_length(action_items) > 0)
            """)
        #expect(differing == "0")
    }

    @Test func `what one partner keeps in private the other neither sees, writes nor deletes`() async throws {
        let ruth = Self.partner(1)
        let hannah = Self.partner(2)
        let rant = try await data(
            #"mutation { addRantMessage(content: "Nobody else reads this.") { id partnerId } }"#, as: ruth)
        let rantID = try #require(rant["addRantMessage"]?["id"]?.stringValue)
        let opened = try await data("mutation { startMediatorSession { id partnerId } }", as: ruth)
        #expect(opened["startMediatorSession"]?["partnerId"]?.stringValue == "PARTNER_A")
        let session = try #require(opened["startMediatorSession"]?["id"]?.stringValue)

        #expect(
            try await data(
                #"{ rantMessage(id: "\#(rantID)") { content } mediatorSession(id: "\#(session)") { id } }"#, as: hannah
            ).text == #"{"rantMessage":null,"mediatorSession":null}"#)
        for write in [
            #"deleteRantMessage(id: "\#(rantID)")"#, #"deleteMediatorSession(id: "\#(session)")"#,
            #"appendMediatorMessage(sessionId: "\#(session)", role: USER, content: "x") { seq }"#,
            #"endMediatorSession(sessionId: "\#(session)") { id }"#,
        ] {
            #expect(try await codes("mutation { \(write) }", as: hannah) == ["NOT_FOUND"], "\(write)")
        }
        #expect(
            try await data(#"mutation { deleteRantMessage(id: "\#(rantID)") }"#, as: ruth).text
                == #"{"deleteRantMessage":true}"#)
        #expect(
            try await data(#"{ rantMessage(id: "\#(rantID)") { content } }"#, as: ruth).text
                == #"{"rantMessage":null}"#)
    }

    @Test func `what is deleted for both leaves what either keeps in private`() async throws {
        let ruth = Self.partner(1)
        let hannah = Self.partner(2)
        let started = try await data("mutation { startConflict { id } }", as: ruth)
        let id = try #require(started["startConflict"]?["id"]?.stringValue)
        let rant = try await data(
            #"mutation { addRantMessage(content: "Still mine.", conflictId: "\#(id)") { id conflict { id } } }"#,
            as: hannah)
        let rantID = try #require(rant["addRantMessage"]?["id"]?.stringValue)
        #expect(rant["addRantMessage"]?["conflict"]?["id"]?.stringValue == id)
        let delete = #"mutation { deleteConflict(id: "\#(id)") }"#
        for _ in 1...2 { #expect(try await data(delete, as: ruth).text == #"{"deleteConflict":true}"#) }
        #expect(
            try await data(
                #"{ conflict(id: "\#(id)") { id } rantMessage(id: "\#(rantID)") { content conflict { id } } }"#,
                as: hannah
            ).text == #"{"conflict":null,"rantMessage":{"content":"Still mine.","conflict":null}}"#)
    }

    @Test func `figures are counted when they are read`() async throws {
        let hannah = Self.partner(2)
        func log(_ time: String) async throws -> JSON? {
            try await data(
                #"mutation { logIntimacyEvent(occurredAt: "\#(time)") { id daysSinceLastEvent daysSinceLastConflict } }"#,
                as: hannah)["logIntimacyEvent"]
        }
        // Before all that the demo has, so that only these two count.
        let later = try await log("2020-05-11T20:00:00Z")
        #expect(later?["daysSinceLastEvent"]?.isNull == true)
        _ = try await log("2020-05-04T23:30:00+01:00")
        let id = try #require(later?["id"]?.stringValue)
        #expect(
            try await data(#"{ intimacyEvent(id: "\#(id)") { daysSinceLastEvent daysSinceLastConflict } }"#, as: hannah)
                .text == #"{"intimacyEvent":{"daysSinceLastEvent":7,"daysSinceLastConflict":null}}"#)

        let kept = try await data(
            """
            mutation { saveMemorableDate(eventType: MILESTONE, title: "Leap", eventDate: "2024-02-29") {
              title isRecurring reminderDaysBefore nextOccurrence } }
            """, as: hannah)["saveMemorableDate"]
        #expect(kept?["nextOccurrence"]?.stringValue?.contains("-02-2") == true)
        let days = try await data(
            #"{ calendar(from: "2027-02-01", to: "2027-02-28") { day kind title } }"#, as: hannah)["calendar"]
        #expect(
            days?.arrayValue?.map(\.text).contains(#"{"day":"2027-02-28","kind":"MEMORABLE_DATE","title":"Leap"}"#)
                == true, "\(days?.text ?? "")")
        #expect(
            try await codes(#"{ calendar(from: "2027-02-01", to: "2029-02-28") { day } }"#, as: hannah)
                == ["BAD_USER_INPUT"])
        #expect(
            try await data("{ conflictStats(days: 3650) { total avgSeverity } }", as: hannah)["conflictStats"]?[
                "total"]?
                .integerValue ?? 0 > 10)
    }

    @Test func `two people open a couple, and one of them leaves it`() async throws {
        let founder = Identity(
            role: "member", tenant: "c0000003-0000-4000-8000-000000000000", user: "c0000003-0000-4000-8001-000000000066"
        )
        let other = Identity(
            role: "member", tenant: "c0000003-0000-4000-8000-000000000000", user: "c0000003-0000-4000-8001-000000000067"
        )
        let create = #"mutation { createCouple(displayName: "A", partnerName: "B", clientKey: "flow") }"#
        let tenant = try #require(try await data(create, as: founder)["createCouple"]?.stringValue)
        #expect(try await data(create, as: founder)["createCouple"]?.stringValue == tenant)
        let inside = Identity(role: "member", tenant: tenant, user: founder.user)

        let address = try #require(try await value("select email from core.users where id = '\(other.user)'"))
        #expect(
            try await data(
                #"mutation { addMember(email: "\#(address)", role: ADMIN) { role partnerSlot status } }"#, as: inside
            )
            .text == #"{"addMember":{"role":"MEMBER","partnerSlot":"PARTNER_B","status":"OPEN"}}"#)
        let received = try await data("{ myInvitations { id tenantId tenantKind invitedBy } }", as: other)
        let invitation = try #require(received["myInvitations"]?.arrayValue?.first)
        #expect(invitation["tenantKind"]?.stringValue == "COUPLE")
        #expect(invitation["invitedBy"]?.stringValue == "A")
        let id = try #require(invitation["id"]?.stringValue)
        #expect(
            try await codes(#"mutation { acceptInvitation(invitationId: "\#(id)") }"#, as: Self.partner(1)) == [
                "NOT_FOUND"
            ])
        #expect(
            try await data(#"mutation { acceptInvitation(invitationId: "\#(id)") }"#, as: other)["acceptInvitation"]?
                .stringValue == tenant)

        let joined = Identity(role: "member", tenant: tenant, user: other.user)
        #expect(
            try await data(
                "{ relationships { partnerAName partnerBName status partnerB { id } partnerA { id } } }", as: joined
            )
            .text
                == #"{"relationships":[{"partnerAName":"A","partnerBName":"B","status":"ACTIVE","partnerB":{"id":"\#(other.user)"},"partnerA":null}]}"#
        )
        #expect(try await data("mutation { leaveTenant }", as: joined).text == #"{"leaveTenant":true}"#)
        #expect(try await codes("{ relationships { status } }", as: joined) == ["FORBIDDEN"])
        #expect(
            try await data("{ relationships { status } }", as: inside).text
                == #"{"relationships":[{"status":"ENDED"}]}"#)
    }
}
