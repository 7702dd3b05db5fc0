// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Server

/// The header `Palisade-Cost`.
@Suite(.timeLimit(.minutes(1)))
struct CostHeaderTests {
    private static let query = #"{"query":"{ __typename }"}"#
    private static let answer =
        #"{"data":{"__typename":"Query"},"extensions":{"cost":{"requested":10,"limit":2000000,"fields":{"__typename":10}}}}"#

    @Test func `each answer of a request that asks says what its operation costs`() async throws {
        var configuration = HTTPServerConfiguration()
        configuration.maximumBatch = 2
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase(), configuration: configuration) { server in
            let one = try await server.exchange(server.post(Self.query, further: "palisade-cost: 1\r\n"))
            #expect(one?.body == Self.answer)
            let batch = try await server.exchange(
                server.post("[\(Self.query),\(Self.query)]", further: "Palisade-Cost: 1\r\n"))
            #expect(batch?.body == "[\(Self.answer),\(Self.answer)]")
            let none = try await server.exchange(server.post(Self.query, further: "Palisade-Cost: 0\r\n"))
            #expect(none?.body == #"{"data":{"__typename":"Query"}}"#)
        }
    }

    @Test func `costs are counted under bounds`() {
        let metrics = ServerMetrics()
        for cost in [10, 11, 5_000_000] { metrics.record(cost: cost) }
        var page = MetricsText()
        page.histogram("palisade_operation_cost", metrics.snapshot.costs)
        #expect(
            page.text.hasPrefix(
                "palisade_operation_cost_bucket{le=\"10\"} 1\npalisade_operation_cost_bucket{le=\"100\"} 2\n"))
        #expect(page.text.contains("le=\"1000000\"} 2\npalisade_operation_cost_bucket{le=\"+Inf\"} 3\n"))
        #expect(page.text.hasSuffix("palisade_operation_cost_sum 5000021\npalisade_operation_cost_count 3\n"))
    }
}
