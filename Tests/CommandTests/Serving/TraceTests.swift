// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import JSON
import LocalServerTesting
import Testing

/// A trace that begins at a client goes on to PostgreSQL and to the log.
struct TraceTests {
    private let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private let parent = "00f067aa0ba902b7"

    @Test func `a sampled request names its trace in PostgreSQL while it runs, and in the log`() async throws {
        let workspace = try Workspace()
        try workspace.file("schema.graphql", NotesDatabase.sdl)
        try await NotesDatabase.with { database in
            try await RunningServer.with(database.environment, in: workspace) { server in
                let token = try NotesDatabase.token(tenant: NotesDatabase.a)
                let active = """
                    select string_agg(application_name, ',') from pg_stat_activity
                    where usename = '\(database.database.name)_clerk' and state = 'active'
                    """
                async let answer = server.ask(
                    "{ nap(seconds: 5) }", token: token,
                    headers: ["traceparent": "00-\(trace)-\(parent)-01", "X-Request-Id": "one"])
                try await RunningDevelopment.waitUntil {
                    try await database.database.value(active)?.hasPrefix("palisade/\(trace)-") == true
                }
                #expect(try await answer.status == 200)
                let span = try #require(server.entries("span").first)
                #expect(span["trace_id"]?.stringValue == trace && span["parent_id"]?.stringValue == parent)
                #expect(span["request_id"]?.stringValue == "one")
                #expect(span["name"]?.stringValue == "POST /graphql" && span["status"]?.stringValue == "200")
                #expect((span["duration_us"]?.stringValue).flatMap { Int($0) } ?? 0 >= 5_000_000)

                // It ends with the transaction.
                let names = """
                    select string_agg(distinct application_name, ',') from pg_stat_activity
                    where usename = '\(database.database.name)_clerk'
                    """
                #expect(try await database.database.value(names) == "palisade")

                // What is not sampled, and what is no trace, leaves no mark.
                let fields = ["00-\(trace)-\(parent)-00", "00-\(trace)-\(parent)-01-x", "'; select 1 --"]
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for field in fields {
                        group.addTask {
                            try await server.ask("{ nap(seconds: 5) }", token: token, headers: ["traceparent": field])
                                .status
                        }
                    }
                    try await RunningDevelopment.waitUntil {
                        try await database.database.value(active) == "palisade,palisade,palisade"
                    }
                    for try await status in group { #expect(status == 200) }
                }
                #expect(server.entries("span").count == 1)
            }
        }
    }

    @Test func `a collector gets the request with its phases before the server has ended`() async throws {
        let workspace = try Workspace()
        try workspace.file("schema.graphql", NotesDatabase.sdl)
        let collector = TestCollector()
        try await collector.with {
            try await NotesDatabase.with { database in
                let sending = [
                    "OTEL_EXPORTER_OTLP_ENDPOINT": collector.address, "OTEL_SERVICE_NAME": "notes",
                    "OTEL_EXPORTER_OTLP_HEADERS": "x-api-key=hush",
                ]
                let log = try await RunningServer.with(
                    database.environment.merging(sending) { $1 }, in: workspace
                ) { server in
                    let token = try NotesDatabase.token(tenant: NotesDatabase.a)
                    let answer = try await server.ask(
                        "{ __typename }", token: token, headers: ["traceparent": "00-\(trace)-\(parent)-01"])
                    #expect(answer.status == 200)
                }
                #expect(!log.contains("hush"))
            }
        }
        let request = try #require(collector.received.first)
        #expect(request.target == "/v1/traces" && request.fields["x-api-key"] == "hush")
        let document = try JSON.parse(Array(request.body.utf8))
        let scope = document["resourceSpans"]?.arrayValue?.first?["scopeSpans"]?.arrayValue?.first
        let spans = scope?["spans"]?.arrayValue ?? []
        let names = spans.compactMap { $0["name"]?.stringValue }
        #expect(names == ["authenticate", "prepare", "execute", "POST /graphql"])
        #expect(spans.allSatisfy { $0["traceId"]?.stringValue == trace })
        #expect(spans.last?["parentSpanId"]?.stringValue == parent)
    }
}
