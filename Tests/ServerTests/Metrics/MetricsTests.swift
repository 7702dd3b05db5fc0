// SPDX-License-Identifier: Apache-2.0

import LogTesting
import NIOCore
import Postgres
import Testing

@testable import Server

/// Figures, and how they are shown.
@Suite(.timeLimit(.minutes(1)))
struct MetricsTests {
    // MARK: Parts

    @Test func `a duration is counted under the first bound that holds it`() {
        var histogram = DurationHistogram()
        for duration in [TimeAmount.microseconds(100), .microseconds(101), .seconds(-1), .seconds(10), .seconds(11)] {
            histogram.record(duration)
        }
        #expect(histogram.counts.first == 2)
        #expect(histogram.counts.dropFirst().first == 1)
        #expect(histogram.counts.dropLast().last == 1)
        #expect(histogram.counts.last == 1)
        #expect(histogram.count == 5)
        #expect(abs(histogram.sum - 21.000_201) < 1e-9)
    }

    @Test func `the most frequent names are found in bounded memory`() {
        var hitters = HeavyHitters(capacity: 10)
        for number in 0..<10_000 {
            hitters.count("rare \(number)")
            if number % 4 == 0 { hitters.count("often") }
            if number % 3 == 0 { hitters.count("more often") }
        }
        #expect(hitters.names == 10)
        #expect(hitters.top(2).map(\.name) == ["more often", "often"])
        #expect(hitters.top(2).map(\.count).allSatisfy { $0 >= 2_500 })
    }

    @Test func `labels hold anything`() {
        var text = MetricsText()
        text.describe("a_total", .counter, "About a.")
        text.sample("a_total", [("name", "b\\ \"c\"\nd")], "1")
        #expect(
            text.text == "# HELP a_total About a.\n# TYPE a_total counter\na_total{name=\"b\\\\ \\\"c\\\"\\nd\"} 1\n")
    }

    @Test func `timings are in milliseconds`() {
        var timings = OperationTimings()
        timings[.prepare] = .microseconds(1_050)
        timings[.execute] = .nanoseconds(999)
        #expect(timings.serverTiming == "prepare;dur=1.050, execute;dur=0.000")
    }

    // MARK: Over a socket

    /// The samples of a page by name and labels.
    private static func samples(_ page: String) -> [String: Double] {
        var samples: [String: Double] = [:]
        for line in page.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.lastIndex(of: " ") else { continue }
            samples[String(line[..<space])] = Double(line[line.index(after: space)...])
        }
        return samples
    }

    @Test func `what was asked is counted`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) {
            (server: TestHTTPServer) async throws -> Void in
            for body in [#"{"query":"{ __typename }"}"#, #"{"query":"{ __typename }"}"#, #"{"query":"{ nothing }"}"#] {
                _ = try await server.exchange(server.post(body))
            }
            _ = try await server.exchange(server.post("{", changes: ["Authorization": "Bearer x.y.z"]))
            let response = try await server.exchange(server.request("GET", "/metrics"))
            #expect(response?.status == 200)
            #expect(response?.field("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
            let page = response?.body ?? ""
            let samples = Self.samples(page)
            #expect(samples[#"palisade_http_requests_total{status="200"}"#] == 3)
            #expect(samples[#"palisade_http_requests_total{status="401"}"#] == 1)
            #expect(samples[#"palisade_errors_total{code="GRAPHQL_VALIDATION_FAILED"}"#] == 1)
            #expect(samples[#"palisade_errors_total{code="UNAUTHENTICATED"}"#] == 1)
            #expect(samples[#"palisade_errors_total{code="INTERNAL"}"#] == 0)
            #expect(samples["palisade_http_request_duration_seconds_count"] == 4)
            #expect(samples[#"palisade_http_request_duration_seconds_bucket{le="+Inf"}"#] == 4)
            #expect(samples[#"palisade_phase_duration_seconds_count{phase="authenticate"}"#] == 3)
            #expect(samples[#"palisade_phase_duration_seconds_count{phase="execute"}"#] == 2)
            #expect(samples[#"palisade_cache_hits_total{cache="documents"}"#] == 1)
            #expect(samples[#"palisade_cache_entries{cache="documents"}"#] == 1)
            #expect((samples[#"palisade_cache_misses_total{cache="tokens"}"#] ?? 0) >= 1)
            #expect(samples["palisade_http_requests_in_flight"] == 1)
            #expect((samples["palisade_http_connections"] ?? 0) >= 1)
            #expect(samples["palisade_api_served"] == 1)
            #expect(samples["palisade_keys_complete"] == 1)
            #expect((samples["process_resident_memory_bytes"] ?? 0) > 1_000_000)
            #expect((samples["process_open_fds"] ?? 0) > 3)
            // Anybody may look at this port.
            #expect(!page.contains(TestHTTPServer.tenant))
            for line in page.split(separator: "\n") where !line.hasPrefix("#") {
                let name = line.prefix { $0 != "{" && $0 != " " }
                let family = ["_bucket", "_sum", "_count"].reduce(String(name)) { name, suffix in
                    name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
                }
                #expect(page.contains("# TYPE \(family) "), "\(line)")
            }
            #expect(try await server.exchange(server.request("POST", "/metrics"))?.status == 405)
        }
    }

    @Test func `operators see tenants, at a port of their own`() async throws {
        let metrics = ServerMetrics()
        var observation = ServerMetrics.Observation(status: .ok, duration: .milliseconds(1))
        observation.tenant = TestHTTPServer.tenant
        metrics.requestBegan()
        metrics.requestEnded(observation)
        var configuration = HTTPServerConfiguration()
        configuration.paths = .operators
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(), configuration: configuration, metrics: metrics
        ) { (server: TestHTTPServer) async throws -> Void in
            let page = try await server.exchange(server.request("GET", "/metrics"))?.body ?? ""
            #expect(Self.samples(page)[#"palisade_tenant_requests_total{tenant="\#(TestHTTPServer.tenant)"}"#] == 1)
            #expect(try await server.exchange(server.post(#"{"query":"{ __typename }"}"#))?.status == 404)
            #expect(try await server.exchange(server.request("GET", "/health/ready"))?.status == 200)
        }
        configuration.paths = .graphQL
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase(), configuration: configuration) {
            (server: TestHTTPServer) async throws -> Void in
            #expect(try await server.exchange(server.request("GET", "/metrics"))?.status == 404)
            #expect(try await server.exchange(server.post(#"{"query":"{ __typename }"}"#))?.status == 200)
        }
    }

    @Test func `answers say where their time went, to developers`() async throws {
        var configuration = HTTPServerConfiguration()
        configuration.tellsTimings = true
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase(), configuration: configuration) {
            (server: TestHTTPServer) async throws -> Void in
            let answer = try await server.exchange(server.post(#"{"query":"{ __typename }"}"#))
            let timing = try #require(answer?.field("Server-Timing"))
            #expect(
                timing.wholeMatch(of: /authenticate;dur=\d+\.\d{3}, prepare;dur=\d+\.\d{3}, execute;dur=\d+\.\d{3}/)
                    != nil)
            #expect(try await server.exchange(server.request("GET", "/health/live"))?.field("Server-Timing") == nil)
        }
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) {
            (server: TestHTTPServer) async throws -> Void in
            #expect(
                try await server.exchange(server.post(#"{"query":"{ __typename }"}"#))?.field("Server-Timing") == nil)
        }
    }

    @Test func `a slow operation is logged without its variables`() async throws {
        let log = RecordedLog()
        var configuration = HTTPServerConfiguration()
        configuration.slowOperation = .nanoseconds(1)
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(), configuration: configuration, logger: log.logger
        ) { (server: TestHTTPServer) async throws -> Void in
            let body =
                #"{"query":"query Mine($a: String!) { __type(name: $a) { name } }","operationName":"Mine","variables":{"a":"canary"}}"#
            _ = try await server.exchange(server.post(body, changes: ["X-Request-Id": "r-1"]))
            let lines = log.lines.filter { $0.hasPrefix("slow operation") }
            #expect(lines.count == 1)
            let line = lines.first ?? ""
            #expect(line.contains("operation=Mine") && line.contains("request_id=r-1") && line.contains("execute;dur="))
            #expect(line.contains("tenant=\(TestHTTPServer.tenant)"))
            // Neither tokens nor values are anywhere in the log, at any level.
            #expect(!log.lines.contains { $0.contains("canary") || $0.contains("eyJ") })
        }
    }
}
