// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import JSON
import Jobs
import Postgres
import Testing

/// The archive of sessions, as clients meet it: by hand, by age, and back.
@Suite struct SessionArchiveTests {
    private static let all = """
        id title status startedAt endedAt durationSeconds minuteCost processingStatus version
            trainee { id } transcript { content } analytics { overallScore } participants { speaker }
        """

    /// A session with what hangs on it, without what an archive changes.
    private func session(
        _ id: String, _ client: ServedClient, as persona: String = "member-a"
    ) async throws -> (status: String?, version: Int, rest: [String: String]) {
        let data = try await client.ask("{ trainingSession(id: \"\(id)\") { \(Self.all) } }", as: persona)
        let session = try #require(data["trainingSession"])
        var rest: [String: String] = [:]
        for member in session.members ?? [] where !["status", "version"].contains(member.name) {
            rest[member.name] = member.value.text
        }
        return (session["status"]?.stringValue, try #require(session["version"]?.integerValue), rest)
    }

    /// The figures that admins see of the company's finished sessions.
    private func figures(_ client: ServedClient) async throws -> String {
        try await client.ask(
            """
            { companyDays(first: 100) { nodes { day sessions durationSeconds scoreSum trainees } }
              trainingSessionsAggregate { count } }
            """, as: "admin-a"
        ).text
    }

    @Test func `an archived session is read by the same fields, and is what it was when it comes back`() async throws {
        try await ServedClient.with("palisade_test_session_archive") { client, _ in
            let found = try await client.ask(
                "{ trainingSessions(first: 1, where: {status: {eq: ANALYZED}}) { nodes { id } } }", as: "member-a")
            let id = try #require(found["trainingSessions"]?["nodes"]?.arrayValue?.first?["id"]?.stringValue)
            let before = try await session(id, client)
            let figuresBefore = try await figures(client)
            #expect(before.status == "ANALYZED")

            func archive(_ version: Int) -> String {
                "mutation { archiveTrainingSession(sessionId: \"\(id)\", ifVersion: \(version)) { status version } }"
            }
            let restore = "mutation { restoreTrainingSession(sessionId: \"\(id)\") { status version } }"
            // Of a version that nobody has; by people whose session it is not.
            #expect(try await client.code(archive(before.version + 1), as: "member-a") == "CONFLICT")
            #expect(try await client.code(archive(before.version), as: "member-b") == "NOT_FOUND")
            #expect(try await session(id, client).version == before.version)

            let archived = try await client.ask(archive(before.version), as: "member-a")["archiveTrainingSession"]
            #expect(archived?["status"]?.stringValue == "ARCHIVED")
            let put = try await session(id, client)
            #expect(put.status == "ARCHIVED" && put.rest == before.rest && put.version == before.version + 1)
            #expect(try await figures(client) == figuresBefore)
            // Once more changes nothing, not even the version.
            _ = try await client.ask(archive(put.version), as: "member-a")
            #expect(try await session(id, client).version == put.version)
            #expect(try await client.code(restore, as: "member-b") == "NOT_FOUND")

            let back = try await client.ask(restore, as: "member-a")["restoreTrainingSession"]
            #expect(back?["status"]?.stringValue == "ANALYZED")
            let after = try await session(id, client)
            #expect(after.rest == before.rest && after.version == put.version + 1)
            #expect(try await figures(client) == figuresBefore)
        }
    }

    @Test func `an admin's policy archives what is old, and its version is the admin's alone`() async throws {
        try await ServedClient.with("palisade_test_session_retention") { client, database in
            let made = try await client.ask(
                """
                mutation { createRetentionPolicy(input: {
                    relation: "training.sessions", action: ARCHIVE, keepDays: 1, isActive: true
                }) { retentionPolicy { id version } } }
                """, as: "admin-a")["createRetentionPolicy"]?["retentionPolicy"]
            let policy = try #require(made?["id"]?.stringValue)
            let version = try #require(made?["version"]?.integerValue)
            let due = try await client.ask("{ retentionPreview(policyId: \"\(policy)\") }", as: "admin-a")
            let rows = try #require(due["retentionPreview"]?.stringValue)
            #expect(rows != "0")
            try await Worker(
                configuration: PostgresConnectionConfiguration(connectionString: database.ownerURL),
                jobs: [RetentionJob()], share: 100, logger: ServedClient.quiet
            ).runOnce()
            let done = try await client.ask(
                "{ retentionPolicies(where: {id: {eq: \"\(policy)\"}}) { nodes { rowsDone lastRunAt version } } }",
                as: "admin-a"
            )["retentionPolicies"]?["nodes"]?.arrayValue?.first
            #expect(done?["rowsDone"]?.stringValue == rows)
            #expect(done?["lastRunAt"]?.stringValue != nil)
            #expect(done?["version"]?.integerValue == version)
            func change(_ days: Int, if version: Int) -> String {
                """
                mutation { updateRetentionPolicy(id: "\(policy)", ifVersion: \(version), input: {keepDays: \(days)}) {
                    retentionPolicy { version } } }
                """
            }
            let changed = try await client.ask(change(2, if: version), as: "admin-a")["updateRetentionPolicy"]
            #expect(changed?["retentionPolicy"]?["version"]?.integerValue == version + 1)
            #expect(try await client.code(change(3, if: version), as: "admin-a") == "CONFLICT")
        }
    }
}
