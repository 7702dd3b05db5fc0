// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import JSON
import Testing

/// The application's flows through the API, as the apps call them.
@Suite(.serialized) struct FlowTests {
    private static let application = Task { try await ServedApplication.start(on: DemoDatabase.writable) }

    private static let trainee = Identity(
        role: "member", tenant: "c0000003-0000-4000-8000-000000000000", user: "c0000003-0000-4000-8001-000000000065")
    private static let trainer = Identity(
        role: "service", tenant: "c0000003-0000-4000-8000-000000000000", user: "c0000003-0000-4000-8001-000000000001")
    private static let coach = Identity(
        role: "member", tenant: "e0000002-0000-4000-8000-000000000000", user: "e0000002-0000-4000-8001-000000000065")
    private static let colleague = Identity(
        role: "member", tenant: "e0000002-0000-4000-8000-000000000000", user: "e0000002-0000-4000-8001-000000000066")
    private static let chatter = Identity(
        role: "member", tenant: "a0000002-0000-4000-8000-000000000000", user: "a0000002-0000-4000-8001-000000000001")

    private func answer(_ operation: String, as identity: Identity) async throws -> JSON {
        try await Self.application.value.answer(operation, as: identity)
    }

    /// The data of a root field; an error fails the test.
    private func data(_ operation: String, _ field: String, as identity: Identity) async throws -> JSON {
        let answer = try await answer(operation, as: identity)
        return try #require(answer["data"]?[field], "\(answer.text)")
    }

    private func code(_ operation: String, as identity: Identity) async throws -> String? {
        try await answer(operation, as: identity)["errors"]?.arrayValue?.first?["extensions"]?["code"]?.stringValue
    }

    @Test func `fifty pieces that arrive at once are numbered without gaps, and the session's end keeps them all`()
        async throws
    {
        let started = try await data(
            #"mutation { startTrainingSession(title: "Fifty", clientKey: "fifty") { id status transcript { language } } }"#,
            "startTrainingSession", as: Self.trainee)
        let session = try #require(started["id"]?.stringValue)
        #expect(started["status"] == .string("ACTIVE"))
        let again = try await data(
            #"mutation { startTrainingSession(title: "Again", clientKey: "fifty") { id title } }"#,
            "startTrainingSession", as: Self.trainee)
        #expect(again["id"]?.stringValue == session)

        let numbers = try await withThrowingTaskGroup { group in
            for piece in 0..<50 {
                group.addTask {
                    let receipt = try await data(
                        """
                        mutation { appendTranscriptChunk(sessionId: "\(session)", clientKey: "p\(piece)",
                            speaker: "trainee", text: "Piece \(piece)", startMs: \(piece * 10)) { seq wasRepeated } }
                        """, "appendTranscriptChunk", as: Self.trainee)
                    return receipt["seq"]?.text ?? receipt.text
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(numbers) == Set((1...50).map(String.init)))

        let repeated = try await data(
            """
            mutation { appendTranscriptChunk(sessionId: "\(session)", clientKey: "p7", speaker: "trainee", text: "x") {
              wasRepeated transcript { chunks(last: 1, orderBy: [{seq: ASC}]) { totalCount nodes { seq } } } } }
            """, "appendTranscriptChunk", as: Self.trainee)
        #expect(repeated["wasRepeated"] == .boolean(true))
        #expect(repeated["transcript"]?["chunks"]?["totalCount"]?.text == "50")

        let ended = try await data(
            """
            mutation { updateSessionStatus(sessionId: "\(session)", status: COMPLETED) {
              status transcript { wordCount chunks { totalCount } structuredContent } } }
            """, "updateSessionStatus", as: Self.trainee)
        #expect(ended["status"] == .string("COMPLETED"))
        #expect(ended["transcript"]?["wordCount"]?.text == "100")
        #expect(ended["transcript"]?["chunks"]?["totalCount"]?.text == "0")
        #expect(ended["transcript"]?["structuredContent"]?.arrayValue?.count == 50)
        let late = """
            mutation { appendTranscriptChunk(sessionId: "\(session)", clientKey: "late", speaker: "trainee", text: "x") {
              seq } }
            """
        #expect(try await code(late, as: Self.trainee) == "CONFLICT")

        let analysis = """
            mutation { saveAnalysisResult(sessionId: "\(session)", analysisType: COMBINED, provider: COMBINED,
                version: "1", results: {overall_score: 66, skills: {opening: 70}}, clientKey: "run") {
              session { status analytics { overallScore openingScore } } } }
            """
        #expect(try await code(analysis, as: Self.trainee) == "GRAPHQL_VALIDATION_FAILED")
        let scored = try await data(analysis, "saveAnalysisResult", as: Self.trainer)
        #expect(scored["session"]?["status"] == .string("ANALYZED"))
        #expect(scored["session"]?["analytics"]?["overallScore"]?.text == "66")
    }

    @Test func `a coach holds a session, sums it up, approves it and writes to the client`() async throws {
        let clients = try await data("{ clients(first: 1) { nodes { id name } } }", "clients", as: Self.coach)
        let client = try #require(clients["nodes"]?.arrayValue?.first?["id"]?.stringValue)
        let session = try await data(
            """
            mutation { createCoachingSession(sessionDate: "2026-11-20", sessionType: "individual",
                clientIds: ["\(client)"], clientKey: "flow") {
              participantCount clientSessions { nodes { id client { id } } } } }
            """, "createCoachingSession", as: Self.coach)
        let part = try #require(session["clientSessions"]?["nodes"]?.arrayValue?.first?["id"]?.stringValue)
        let saved = try await data(
            """
            mutation { saveSummary(clientSessionId: "\(part)", wins: "Fand ein unverwechselbares Murmeltierwort",
                actionItems: [{text: "Ruhen"}]) { id revision language } }
            """, "saveSummary", as: Self.coach)
        let summary = try #require(saved["id"]?.stringValue)
        #expect(saved["language"] == .string("de-DE"))
        let approved = try await data(
            #"mutation { approveSummary(summaryId: "\#(summary)", ifRevision: 1) { approvedAt } }"#, "approveSummary",
            as: Self.coach)
        #expect(approved["approvedAt"]?.stringValue != nil)
        let revised = try await data(
            """
            mutation { reviseSummary(summaryId: "\(summary)", challenges: "Keine", ifRevision: 1) {
              approvedAt revision refinementHistory { revision savedBy challenges } } }
            """, "reviseSummary", as: Self.coach)
        #expect(revised["approvedAt"] == .null)
        #expect(revised["refinementHistory"]?.arrayValue?.count == 2)
        let stale = #"mutation { approveSummary(summaryId: "\#(summary)", ifRevision: 1) { id } }"#
        #expect(try await code(stale, as: Self.coach) == "CONFLICT")
        #expect(try await code(stale, as: Self.colleague) == "NOT_FOUND")

        let search = #"{ searchSummaries(query: "Murmeltierwörter OR Murmeltierwort") { summary { id } headline } }"#
        let hits = try await data(search, "searchSummaries", as: Self.coach)
        #expect(hits.arrayValue?.first?["summary"]?["id"]?.stringValue == summary)
        #expect(try await data(search, "searchSummaries", as: Self.colleague).arrayValue?.isEmpty == true)

        let templates = try await data(
            #"{ templates(where: {coachId: {isNull: true}}) { nodes { id } } }"#, "templates", as: Self.coach)
        let template = try #require(templates["nodes"]?.arrayValue?.first?["id"]?.stringValue)
        let sent = try await data(
            """
            mutation { scheduleFollowUp(summaryId: "\(summary)", templateId: "\(template)", subject: "Danke",
                clientKey: "once", scheduledFor: "2026-12-01T08:00:00Z") { id status body client { id } } }
            """, "scheduleFollowUp", as: Self.coach)
        #expect(sent["status"] == .string("SCHEDULED"))
        #expect(sent["client"]?["id"]?.stringValue == client)
        #expect(sent["body"]?.stringValue?.contains("Murmeltierwort") == true)
        let followUp = try #require(sent["id"]?.stringValue)
        let marked = try await data(
            #"mutation { markFollowUpSent(followUpId: "\#(followUp)") { status sentAt } }"#, "markFollowUpSent",
            as: Self.coach)
        #expect(marked["status"] == .string("SENT"))
    }

    @Test func `a person chats, and what they delete is gone`() async throws {
        let begun = try await data(
            #"mutation { createConversation(title: "Flow", clientKey: "flow") { id language } }"#, "createConversation",
            as: Self.chatter)
        let conversation = try #require(begun["id"]?.stringValue)
        #expect(begun["language"] == .string("de"))
        for key in ["m1", "m1", "m2"] {
            _ = try await data(
                #"mutation { addMessage(conversationId: "\#(conversation)", content: "Zaunkönig", clientKey: "\#(key)") { seq } }"#,
                "addMessage", as: Self.chatter)
        }
        let read = try await data(
            #"{ conversation(id: "\#(conversation)") { messageCount messages(orderBy: [{seq: ASC}]) { nodes { seq role } } } }"#,
            "conversation", as: Self.chatter)
        #expect(read["messageCount"]?.text == "2")
        let search = #"{ searchMessages(query: "Zaunkönig") { message { seq } } }"#
        #expect(try await data(search, "searchMessages", as: Self.chatter).arrayValue?.count == 2)
        let deletion = #"mutation { deleteConversation(conversationId: "\#(conversation)") }"#
        #expect(try await data(deletion, "deleteConversation", as: Self.chatter) == .boolean(true))
        #expect(try await data(search, "searchMessages", as: Self.chatter).arrayValue?.isEmpty == true)
        let gone = #"{ conversation(id: "\#(conversation)") { id } }"#
        #expect(try await data(gone, "conversation", as: Self.chatter) == .null)
    }
}
