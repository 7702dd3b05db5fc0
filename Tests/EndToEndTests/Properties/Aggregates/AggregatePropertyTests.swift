// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Foundation
import GraphQLLanguage
import JSON
import Mapping
import Testing

/// Random aggregates, groups, buckets and fillings give what a naive evaluation of all rows in memory gives.
@Suite struct AggregatePropertyTests {
    private static let identity = Identity(role: "anon", tenant: "", user: "")
    private static let rounds = 200

    private func withApplication(_ body: (ServedApplication) async throws -> Void) async throws {
        try await TestDatabase.with(TestServer.shared) { database in
            try await database.run(Event.script)
            let schema = try ExpandedSchema([try Parser.parse(Source(Event.sdl))])
            let application = try await ServedApplication(schema: schema, url: database.url, roles: "off")
            defer { application.stop() }
            try await body(application)
        }
    }

    @Test func `figures are those of a naive evaluation, empty sets and filters included`() async throws {
        try await withApplication { application in
            for seed in 0..<Self.rounds {
                var random = RandomSource(seed: seed)
                let (rows, some) = (EventFilter.make(&random), EventFilter.make(&random))
                let query = """
                    { eventsAggregate(where: \(rows.text)) {
                      \(EventFigures.selection)
                      some: count(where: \(some.text))
                      mean: avg(where: \(some.text)) { weight }
                    } }
                    """
                let answer = try await application.answer(query, as: Self.identity)
                let found = try #require(answer["data"]?["eventsAggregate"], "seed \(seed): \(answer.text)")
                let events = Event.all.filter(rows.holds)
                #expect(EventFigures(events: events).differences(from: found) == [], "seed \(seed): \(query)")
                let chosen = events.filter(some.holds)
                #expect(found["some"]?.integerValue == chosen.count, "seed \(seed): \(query)")
                let mean = EventFigures.mean(chosen.compactMap(\.weight))
                #expect(found["mean"]?["weight"]?.doubleValue == mean, "seed \(seed): \(query)")
            }
        }
    }

    @Test func `groups are those of a naive evaluation, in order, with buckets filled in`() async throws {
        try await withApplication { application in
            for seed in 0..<Self.rounds {
                var random = RandomSource(seed: 10_000 + seed)
                let request = EventGrouping.make(&random)
                // Beside a figure, groups are JSON of PostgreSQL's; alone, they are the statement's rows.
                let beside = random.chance(50) ? "count " : ""
                let query = "{ eventsAggregate(where: \(request.filter.text)) { \(beside)\(request.text) } }"
                let answer = try await application.answer(query, as: Self.identity)
                let found = try #require(
                    answer["data"]?["eventsAggregate"]?["groups"]?.arrayValue, "seed \(seed): \(answer.text)\n\(query)")
                let expected = request.groups(of: Event.all)
                let keys = found.map { $0["key"]?.text ?? "" }
                guard keys == expected.map(\.keyText) else {
                    Issue.record("seed \(seed): \(query)\n\(keys)\n\(expected.map(\.keyText))")
                    continue
                }
                for (group, answer) in zip(expected, found) {
                    let differences = EventFigures(events: group.events).differences(from: answer)
                    #expect(differences == [], "seed \(seed): \(group.keyText) of \(query)")
                }
            }
        }
    }

    @Test func `figures of related rows are right in rows, filters and orders`() async throws {
        try await withApplication { application in
            for seed in 0..<60 {
                var random = RandomSource(seed: 20_000 + seed)
                let filter = EventFilter.make(&random)
                let least = Int.random(in: 0...40, using: &random)
                let direction = random.pick(["ASC", "DESC"])
                let query = """
                    { groups(
                        where: {eventsAggregate: {count: {gte: \(least)}}}
                        orderBy: [{eventsAggregate: {sum: {count: \(direction)}}}, {id: ASC}]
                      ) { totalCount nodes { id eventsAggregate(where: \(filter.text)) {
                        \(EventFigures.selection)
                        groups(by: {kind: true}) { key { kind } count }
                      } } } }
                    """
                let answer = try await application.answer(query, as: Self.identity)
                let nodes = try #require(
                    answer["data"]?["groups"]?["nodes"]?.arrayValue, "seed \(seed): \(answer.text)")
                let expected = Event.groups.keys.sorted()
                    .map { id in (id: id, events: Event.all.filter { $0.group == id }) }
                    .filter { $0.events.count >= least }
                    .sorted { left, right in
                        // Nulls are PostgreSQL's largest.
                        let sums = [left, right].map { group in
                            group.events.compactMap(\.count).isEmpty
                                ? Int.max : group.events.compactMap(\.count).reduce(0, +)
                        }
                        if sums[0] != sums[1] { return (sums[0] < sums[1]) == (direction == "ASC") }
                        return left.id < right.id
                    }
                #expect(answer["data"]?["groups"]?["totalCount"]?.integerValue == expected.count)
                #expect(nodes.map { $0["id"]?.stringValue } == expected.map { String($0.id) }, "seed \(seed): \(query)")
                for (node, group) in zip(nodes, expected) {
                    let events = group.events.filter(filter.holds)
                    let found = try #require(node["eventsAggregate"])
                    #expect(EventFigures(events: events).differences(from: found) == [], "seed \(seed): \(query)")
                    let kinds = Set(events.map(\.kind)).sorted { ($0 ?? "z") < ($1 ?? "z") }
                    let counts = kinds.map { kind in events.count { $0.kind == kind } }
                    #expect(found["groups"]?.arrayValue?.map { $0["count"]?.integerValue ?? -1 } == counts)
                }
            }
        }
    }
}
