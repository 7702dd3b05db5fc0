// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GraphQLLanguage
import JSON
import Mapping
import Testing

/// Random filters, orders and pages over a small table give what a naive evaluation in memory gives.
@Suite struct QueryPropertyTests {
    private static let identity = Identity(role: "anon", tenant: "", user: "")

    @Test func `filters, orders and pages give what a naive evaluation gives`() async throws {
        try await TestDatabase.with(TestServer.shared) { database in
            try await database.run(Thing.script)
            let schema = try ExpandedSchema([try Parser.parse(Source(Thing.sdl))])
            let application = try await ServedApplication(schema: schema, url: database.url, roles: "off")
            defer { application.stop() }
            for seed in 0..<250 {
                try await check(seed: seed, application)
            }
        }
    }

    private func check(seed: Int, _ application: ServedApplication) async throws {
        var random = RandomSource(seed: seed)
        let filter = RandomFilter.make(&random, depth: 3)
        let order = RandomOrder.make(&random)
        let size = Int.random(in: 1...25, using: &random)
        let isBackward = random.chance(40)
        // A page of the root, or of the things within a group.
        let group = random.chance(40) ? random.pick(Thing.groups) : nil
        let rows = Thing.all.filter { filter.holds($0) == true && (group == nil || $0.group?.id == group?.id) }
        let expected = order.sorted(rows).map(\.id)

        var found: [Int] = []
        var cursor: String?
        for _ in 0...(Thing.all.count / size + 1) {
            let bound = cursor.map { ", \(isBackward ? "before" : "after"): \"\($0)\"" } ?? ""
            let page = """
                things(where: \(filter.text), orderBy: \(order.text), \(isBackward ? "last" : "first"): \(size)\(bound)) {
                  totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                }
                """
            let query =
                group.map { "{ groups(where: {id: {eq: \"\($0.id)\"}}) { nodes { \(page) } } }" } ?? "{ \(page) }"
            let answer = try await application.answer(query, as: Self.identity)
            let things =
                group == nil
                ? answer["data"]?["things"] : answer["data"]?["groups"]?["nodes"]?.arrayValue?.first?["things"]
            guard let things, let edges = things["edges"]?.arrayValue else {
                Issue.record("seed \(seed): \(answer.text)\n\(query)")
                return
            }
            let ids = edges.compactMap { $0["node"]?["id"]?.integerValue }
            found = isBackward ? ids + found : found + ids
            let rest = expected.count - found.count
            let more = things["pageInfo"]?[isBackward ? "hasPreviousPage" : "hasNextPage"]?.booleanValue
            #expect(things["totalCount"]?.integerValue == expected.count, "seed \(seed): \(query)")
            #expect(more == (rest > 0), "seed \(seed): \(query)")
            #expect(things["pageInfo"]?["startCursor"]?.stringValue == edges.first?["cursor"]?.stringValue)
            #expect(things["pageInfo"]?["endCursor"]?.stringValue == edges.last?["cursor"]?.stringValue)
            cursor = (isBackward ? edges.first : edges.last)?["cursor"]?.stringValue
            if cursor == nil || more != true { break }
        }
        #expect(found == expected, "seed \(seed): \(filter.text) by \(order.text) in pages of \(size)")
    }
}
