// SPDX-License-Identifier: Apache-2.0

import JSON
import LocalServerTesting
import Logging
import ServiceLifecycle
import Testing
import Tracing

@testable import Server

/// Spans reach a collector, and a collector that is slow, away or of another mind keeps nobody waiting.
struct OTLPSpanExporterTests {
    private let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    private func span(_ name: String, isError: Bool = false) throws -> FinishedSpan {
        FinishedSpan(
            trace: try #require(TraceContext(traceparent: trace, spanID: "1111111111111111")), name: name,
            kind: .server, start: 1_000_000_000, end: 1_000_000_500,
            attributes: SpanAttributes(["http.route": "/graphql", "http.response.status_code": .int64(200)]),
            isError: isError)
    }

    /// Runs an exporter while `body` does, and then shuts it down as a program that ends does.
    private func with(
        _ collector: TestCollector, path: String = "/v1/traces", headers: [String: String] = [:],
        interval: Duration = .milliseconds(20), _ body: (OTLPSpanExporter) async throws -> Void
    ) async throws {
        try await collector.with {
            let exporter = OTLPSpanExporter(
                OTLPConfiguration(address: collector.address + path, headers: headers, service: "shop"),
                interval: interval, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let group = ServiceGroup(
                services: [exporter], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            async let running: Void = group.run()
            do {
                try await body(exporter)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await running
        }
    }

    @Test func `spans are written as the protocol's JSON has them`() throws {
        let document = OTLPTraces.document(
            of: [try span("POST /graphql"), try span("GET /", isError: true)], service: "shop")
        let attributes = """
            [{"key":"http.response.status_code","value":{"intValue":"200"}},\
            {"key":"http.route","value":{"stringValue":"/graphql"}}]
            """
        let common = """
            "traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"1111111111111111","parentSpanId":"00f067aa0ba902b7",
            """
        let times = """
            "kind":2,"startTimeUnixNano":"1000000000","endTimeUnixNano":"1000000500","attributes":\(attributes),
            """
        #expect(
            document.text == """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},\
                "scopeSpans":[{"scope":{"name":"palisade"},"spans":[\
                {\(common)"name":"POST /graphql",\(times)"status":{"code":0}},\
                {\(common)"name":"GET /",\(times)"status":{"code":2}}]}]}]}
                """)
    }

    @Test func `spans are sent in time, with the collector's fields`() async throws {
        let collector = TestCollector()
        try await with(collector, headers: ["x-api-key": "k 1"]) { exporter in
            exporter.export(try span("one"))
            try await waitUntil { exporter.counts.sent == 1 }
        }
        let request = try #require(collector.received.first)
        #expect(request.method == "POST" && request.target == "/v1/traces")
        #expect(request.fields["content-type"] == "application/json")
        #expect(request.fields["x-api-key"] == "k 1")
        #expect(request.body == OTLPTraces.document(of: [try span("one")], service: "shop").text)
    }

    @Test func `what is left when the program ends is sent`() async throws {
        let collector = TestCollector()
        try await with(collector, interval: .seconds(3_600)) { exporter in exporter.export(try span("last")) }
        #expect(collector.received.count == 1)
    }

    @Test func `many spans are sent at once, and more than fit are dropped`() async throws {
        let collector = TestCollector()
        let exporter = OTLPSpanExporter(
            OTLPConfiguration(address: "http://127.0.0.1:1/v1/traces"), logger: Logger(label: "test"))
        for _ in 0..<3_000 { exporter.export(try span("one")) }
        #expect(exporter.counts == (sent: 0, dropped: 952))

        // Full batches do not wait for the interval.
        try await with(collector, interval: .seconds(3_600)) { exporter in
            for _ in 0..<1_024 { exporter.export(try span("one")) }
            try await waitUntil { exporter.counts.sent == 1_024 }
        }
        #expect(collector.received.count == 2)
    }

    @Test(arguments: [503, 429])
    func `a collector that has no time gets the same spans again`(status: Int) async throws {
        let collector = TestCollector(answers: [status])
        try await with(collector) { exporter in
            exporter.export(try span("one"))
            try await waitUntil { exporter.counts.sent == 1 }
            #expect(exporter.counts.dropped == 0)
        }
        #expect(collector.received.map(\.body).count == 2)
        #expect(Set(collector.received.map(\.body)).count == 1)
    }

    @Test func `an answer that never ends is left at its limit`() async throws {
        let server = LocalHTTPServer()
        try await server.with(
            answering: { _ in
                var answer = LocalHTTPServer.Answer(body: String(repeating: " ", count: 1 << 16))
                answer.isEndless = true
                return answer
            },
            {
                let collector = try #require(
                    OTLPCollector(OTLPConfiguration(address: server.address, headers: [:], service: "shop")))
                defer { collector.close() }
                #expect(await collector.send([]) == .refused(reason: "its answer has more than 65536 bytes"))
            })
    }

    @Test(arguments: [400, 401, 404, 302])
    func `what a collector refuses is dropped`(status: Int) async throws {
        let collector = TestCollector(answers: [status])
        try await with(collector) { exporter in
            exporter.export(try span("one"))
            try await waitUntil { exporter.counts.dropped == 1 }
            exporter.export(try span("two"))
            try await waitUntil { exporter.counts.sent == 1 }
        }
        #expect(collector.received.count == 2)
    }
}
