// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON
import Postgres
import Testing

/// A database that changes while it is served.
struct SafetyWatchTests {
    private let query = "{ trainingSessions(first: 1) { nodes { id } } }"

    @Test func `what a fault of the database reaches is closed until it is mended, and nothing else`() async throws {
        let environment = ["PALISADE_SAFETY_INTERVAL": "1s", "PALISADE_LOG_LEVEL": "info"]
        try await RunningDevelopment.with(environment: environment) { development in
            let token = try #require(development.people("admin").first?["token"]?.stringValue)
            #expect(try await development.ask(query, token: token).status == 200)

            try await run("alter table training.sessions disable row level security", in: development)
            try await RunningDevelopment.waitUntil { try await development.ask(query, token: token).status != 200 }
            let closed = try await development.ask(query, token: token)
            #expect(closed.status == 503)
            let error = try #require(closed.body["errors"]?.arrayValue?.first)
            #expect(error["extensions"]?["code"] == .string("UNAVAILABLE"))
            #expect(error["locations"]?.arrayValue?.first?["column"]?.integerValue == 3)
            // What the fault does not reach is served on; what leads to it is not.
            let people = "{ trainees(first: 1) { nodes { id } } }"
            #expect(try await development.ask(people, token: token).body["errors"] == nil)
            let theirs = "{ trainees(first: 1) { nodes { sessions { nodes { id } } } } }"
            #expect(try await development.ask(theirs, token: token).status == 503)
            let write = """
                mutation { updateTrainingSession(id: "00000000-0000-4000-8000-000000000000", input: {title: "x"}) { __typename } }
                """
            #expect(try await development.ask(write, token: token).status == 503)
            #expect(try await development.status(of: "/health/ready") == 200)
            let told = development.log.split(separator: "\n").filter { $0.contains("not safe to serve") }
            let metrics = try await development.text(of: "/metrics")
            #expect(metrics.contains("palisade_events_total{event=\"reload_failed\"} 1"))
            #expect(told.contains { $0.contains(" error ") && $0.contains("object=training.sessions") })

            try await run("alter table training.sessions enable row level security", in: development)
            try await RunningDevelopment.waitUntil { try await development.ask(query, token: token).status == 200 }
            #expect(try await development.status(of: "/health/ready") == 200)
            let refused = try await development.ask(write, token: token).body["errors"]?.arrayValue?.first
            #expect(refused?["extensions"]?["code"] == .string("NOT_FOUND"))

            // What is asked for is no longer there: the SDL does not fit, and says so with its place.
            try await run("alter table training.sessions rename column title to heading", in: development)
            try await RunningDevelopment.waitUntil { try await development.ask(query, token: token).status == 503 }
            #expect(development.log.contains("the SDL does not fit the database"))
            #expect(try await development.ask(people, token: token).body["errors"] == nil)
            try await run("alter table training.sessions rename column heading to title", in: development)
            try await RunningDevelopment.waitUntil { try await development.ask(query, token: token).status == 200 }

            // What every request uses closes everything.
            try await run("alter role palisade_authenticator bypassrls", in: development)
            try await RunningDevelopment.waitUntil { try await development.ask(people, token: token).status == 503 }
            #expect(try await development.status(of: "/health/ready") == 503)
            #expect(try await development.status(of: "/health/live") == 200)
            try await run("alter role palisade_authenticator nobypassrls", in: development)
            try await RunningDevelopment.waitUntil { try await development.ask(people, token: token).status == 200 }

            // Sound changes are taken over. A look in the middle of one of the changes above may have taken it over before:
            // PostgreSQL tells definitions of indexes as they are now, whatever the transaction sees.
            let taken = "the database's catalog has changed; it is served as it is now"
            let before = development.log.components(separatedBy: taken).count
            try await run("alter table training.sessions add column remark text", in: development)
            try await RunningDevelopment.waitUntil {
                development.log.components(separatedBy: taken).count > before
            }
            #expect(try await development.ask(query, token: token).status == 200)
        }
    }

    private func run(_ script: String, in development: RunningDevelopment) async throws {
        let url = try #require(development.json["ownerDatabaseUrl"]?.stringValue)
        try await PostgresConnection.withConnection(PostgresConnectionConfiguration(connectionString: url)) {
            _ = try await $0.simpleQuery(script)
        }
    }
}
