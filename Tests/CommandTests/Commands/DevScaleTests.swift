// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

/// `palisade dev --scale`: a made-up world beside the demo people.
struct DevScaleTests {
    @Test func `the companies have their sessions, the first one half of them, with rollups and a long conversation`()
        async throws
    {
        let log = try await RunningDevelopment.with(further: ["--scale", "2"]) { development in
            let figures = try await ask(
                "Scale: admin of company 1", of: development,
                "{ trainingSessionsAggregate { count } companyDays(first: 500) { nodes { sessions } } }")
            #expect(figures["trainingSessionsAggregate"]?["count"] == .number("1000"))
            let days = figures["companyDays"]?["nodes"]?.arrayValue ?? []
            #expect(days.count > 300)

            let page = try await ask(
                "Scale: trainee of company 1", of: development,
                "{ trainingSessions(first: 1) { totalCount nodes { participants { id } analytics { overallScore } } } }"
            )
            #expect(page["trainingSessions"]?["totalCount"] == .number("100"))
            let session = page["trainingSessions"]?["nodes"]?.arrayValue?.first
            #expect(session?["participants"]?.arrayValue?.count == 2)
            #expect(session?["analytics"]?["overallScore"] != .null)

            let summaries = try await ask(
                "Scale: admin of organization 1", of: development,
                "{ searchSummaries(query: \"Kestrel\", first: 5) { summary { wins } } }")
            let hits = summaries["searchSummaries"]?.arrayValue ?? []
            #expect(!hits.isEmpty)
            #expect(hits.allSatisfy { $0["summary"]?["wins"]?.stringValue?.contains("Kestrel") == true })

            let talk = try await ask(
                "Scale: person 1", of: development,
                "{ conversations(where: {messageCount: {eq: 2000}}) { nodes { messages(first: 1) { totalCount } } } }")
            let long = talk["conversations"]?["nodes"]?.arrayValue?.first
            #expect(long?["messages"]?["totalCount"] == .number("2000"))

            #expect(
                try development.people("admin").contains { $0["name"]?.stringValue?.hasPrefix("Nordlicht") == true })
        }
        #expect(log.contains("Loading demo data at scale 2"))
    }

    private func ask(_ person: String, of development: RunningDevelopment, _ query: String) async throws -> JSON {
        let identities = development.json["identities"]?.arrayValue ?? []
        let identity = try #require(identities.first { $0["name"]?.stringValue?.hasPrefix(person) == true })
        let answer = try await development.ask(query, token: try #require(identity["token"]?.stringValue))
        #expect(answer.body["errors"] == nil)
        return try #require(answer.body["data"])
    }

    @Test(arguments: [["--scale", "0"], ["--scale", "1001"], ["--scale", "2", "--no-demo"]])
    func `a scale that makes no sense is refused before anything is started`(arguments: [String]) async throws {
        let workspace = try Workspace()
        let run = try await CommandRun(["dev"] + arguments, in: workspace)
        #expect(run.status == 64)
        #expect(run.error.contains("--scale"))
    }
}
