// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GraphQLLanguage
import JSON
import Mapping
import Planning
import Testing

/// More groups than are allowed are an error wherever they stand, never a list that is cut.
@Suite struct AggregateLimitTests {
    private func withApplication(_ body: (ServedApplication) async throws -> Void) async throws {
        try await TestDatabase.with(TestServer.shared) { database in
            try await database.run(Event.script)
            let schema = try ExpandedSchema([try Parser.parse(Source(Event.sdl))])
            let application = try await ServedApplication(
                schema: schema, url: database.url, roles: "off",
                settings: PlanningSettings(defaultPageSize: 4, maximumPageSize: 4, maximumGroups: 4))
            defer { application.stop() }
            try await body(application)
        }
    }

    /// The answer's data, and its errors as `CODE path`.
    private func outcome(_ query: String, _ application: ServedApplication) async throws -> (String, [String]) {
        let answer = try await application.answer(query, as: Identity(role: "anon", tenant: "", user: ""))
        let errors = answer["errors"]?.arrayValue ?? []
        return (
            answer["data"]?.text ?? "none",
            errors.map { "\($0["extensions"]?["code"]?.stringValue ?? "") \($0["path"]?.text ?? "before execution")" }
        )
    }

    @Test func `as many groups as are allowed are answered`() async throws {
        try await withApplication { application in
            // Three kinds and null.
            let query = "{ eventsAggregate { groups(by: {kind: true}) { count } } }"
            let (data, errors) = try await outcome(query, application)
            #expect(errors == [])
            let counts = [Event.kinds.map(Optional.some), [nil]].joined().map { kind in
                #"{"count":\#(Event.all.count { $0.kind == kind })}"#
            }
            #expect(data == #"{"eventsAggregate":{"groups":[\#(counts.joined(separator: ","))]}}"#)
        }
    }

    @Test(arguments: [
        // The statement's rows, JSON beside a figure, JSON within a row.
        ("{ eventsAggregate { groups(by: {name: true}) { count } } }", #"LIMIT_EXCEEDED ["eventsAggregate","groups"]"#),
        (
            "{ eventsAggregate { count groups(by: {name: true}) { count } } }",
            #"LIMIT_EXCEEDED ["eventsAggregate","groups"]"#
        ),
        (
            "{ groups { nodes { eventsAggregate { names: groups(by: {name: true}) { count } } } } }",
            #"LIMIT_EXCEEDED ["groups","nodes",0,"eventsAggregate","names"]"#
        ),
        ("{ eventsAggregate { groups(by: {name: true}, first: 5) { count } } }", "LIMIT_EXCEEDED before execution"),
        ("{ eventsAggregate { groups(by: {name: true}, first: -1) { count } } }", "BAD_USER_INPUT before execution"),
        (
            """
            { eventsAggregate(where: {kind: {in: []}}) {
              groups(by: {day: {unit: DAY, fillFrom: "2026-01-01", fillTo: "2026-01-05"}}, first: 1) { count } } }
            """, "LIMIT_EXCEEDED before execution"
        ),
    ])
    func `more groups are an error with its place`(query: String, error: String) async throws {
        try await withApplication { application in
            let (data, errors) = try await outcome(query, application)
            #expect(errors == [error])
            #expect(data == (error.hasSuffix("before execution") ? "none" : "null"))
        }
    }

    @Test func `the first few of many are no error`() async throws {
        try await withApplication { application in
            let (data, errors) = try await outcome(
                "{ eventsAggregate { groups(by: {name: true}, orderBy: [{key: ASC_NULLS_FIRST}], first: 2) { key { name } } } }",
                application)
            #expect(errors == [])
            #expect(data == #"{"eventsAggregate":{"groups":[{"key":{"name":null}},{"key":{"name":""}}]}}"#)
        }
    }
}
