// SPDX-License-Identifier: Apache-2.0

import Foundation
import LogTesting
import NIOCore
import Postgres
import Testing

@testable import Server

/// Rates and blocks, as values and over a socket.
@Suite(.timeLimit(.minutes(1)))
struct AdmissionTests {
    private static let query = #"{"query":"{ __typename }"}"#

    private static func rates(_ set: (inout RequestAdmission.Rates) -> Void) -> RequestAdmission {
        var rates = RequestAdmission.Rates()
        set(&rates)
        return RequestAdmission(rates: rates, blocks: BlockList(path: nil, logger: TestHTTPServer.logger))
    }

    // MARK: Rates

    @Test func `a name gets its rate, and others theirs`() throws {
        let limiter = RateLimiter(try #require(RateLimit("3/s")))
        let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
        for _ in 0..<3 { #expect(limiter.admit("a", now: start) == nil) }
        let wait = try #require(limiter.admit("a", now: start))
        #expect((.milliseconds(300)...(.milliseconds(334))).contains(wait))
        #expect(limiter.admit("b", cost: 3, now: start) == nil)
        #expect(limiter.admit("b", now: start) != nil)
        #expect(limiter.admit("a", now: start + wait) == nil)
        #expect(limiter.admit("a", now: start + wait) != nil)
        // What was refused costs nothing; after a pause all of it is there again, and no more.
        #expect(limiter.admit("a", cost: 3, now: start + .hours(1)) == nil)
        #expect(limiter.admit("c", cost: 4, now: start) != nil)
    }

    @Test func `names are forgotten rather than kept without bound`() throws {
        let limiter = RateLimiter(try #require(RateLimit("1/h")), capacity: 100)
        for number in 0..<10_000 { _ = limiter.admit("\(number)", now: .now()) }
        #expect(limiter.names <= 100)
    }

    @Test(arguments: ["", "100", "0/s", "-1/s", "1/d", "1/s/s", "x/s", "1000001/s"])
    func `what is no rate is refused`(text: String) {
        #expect(RateLimit(text) == nil)
    }

    @Test func `too many requests are 429 with a pause`() async throws {
        let limits = [
            Self.rates { $0.address = RateLimit("2/h") }, Self.rates { $0.subject = RateLimit("2/h") },
            Self.rates { $0.tenant = RateLimit("2/h") },
        ]
        for admission in limits {
            try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase(), admission: admission) {
                (server: TestHTTPServer) async throws -> Void in
                for _ in 0..<2 { #expect(try await server.exchange(server.post(Self.query))?.status == 200) }
                let refused = try await server.exchange(server.post(Self.query))
                #expect(refused?.status == 429)
                #expect(refused?.code == "RATE_LIMITED")
                let pause = try #require(refused?.field("Retry-After").flatMap { Int($0) })
                #expect((1...1_800).contains(pause))
                #expect(try await server.exchange(server.request("GET", "/health/live"))?.status == 200)
            }
        }
    }

    @Test func `a batch counts as what it holds`() async throws {
        var configuration = HTTPServerConfiguration()
        configuration.maximumBatch = 5
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(), configuration: configuration,
            admission: Self.rates { $0.subject = RateLimit("4/h") }
        ) { (server: TestHTTPServer) async throws -> Void in
            let batch = "[" + Array(repeating: Self.query, count: 3).joined(separator: ",") + "]"
            #expect(try await server.exchange(server.post(batch))?.status == 200)
            #expect(try await server.exchange(server.post(batch))?.status == 429)
            #expect(try await server.exchange(server.post(Self.query))?.status == 200)
        }
    }

    @Test func `a batch that no pause would let in is told so, and gets no pause`() async throws {
        var configuration = HTTPServerConfiguration()
        configuration.maximumBatch = 5
        let limits = [Self.rates { $0.subject = RateLimit("4/h") }, Self.rates { $0.tenant = RateLimit("4/h") }]
        for admission in limits {
            try await TestHTTPServer.with(
                TestHTTPServer.runnerWithoutDatabase(), configuration: configuration, admission: admission
            ) { (server: TestHTTPServer) async throws -> Void in
                let batch = "[" + Array(repeating: Self.query, count: 5).joined(separator: ",") + "]"
                let refused = try await server.exchange(server.post(batch))
                #expect(refused?.status == 400)
                #expect(refused?.code == "LIMIT_EXCEEDED")
                #expect(refused?.field("Retry-After") == nil)
                // It took nothing of what others may ask for.
                for _ in 0..<4 { #expect(try await server.exchange(server.post(Self.query))?.status == 200) }
            }
        }
    }

    @Test func `what one rate refuses takes nothing of another`() async throws {
        var configuration = HTTPServerConfiguration()
        configuration.maximumBatch = 2
        let admission = Self.rates {
            $0.subject = RateLimit("4/h")
            $0.tenant = RateLimit("3/h")
        }
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(), configuration: configuration, admission: admission
        ) { (server: TestHTTPServer) async throws -> Void in
            let batch = "[\(Self.query),\(Self.query)]"
            #expect(try await server.exchange(server.post(batch))?.status == 200)
            // The tenant has one left, and the subject two: it keeps them.
            for _ in 0..<3 { #expect(try await server.exchange(server.post(batch))?.status == 429) }
            #expect(try await server.exchange(server.post(Self.query))?.status == 200)
            #expect(try await server.exchange(server.post(Self.query))?.status == 429)
        }
    }

    @Test func `the log has one word for each reason of a refusal`() async throws {
        let log = RecordedLog()
        let file = FileManager.default.temporaryDirectory.appending(path: "palisade-blocks-\(UUID())")
        defer { try? FileManager.default.removeItem(at: file) }
        let blocks = BlockList(path: file.path, logger: TestHTTPServer.logger)
        var rates = RequestAdmission.Rates()
        rates.subject = RateLimit("4/h")
        let cases = [
            ("tenant \(TestHTTPServer.tenant)", "tenant_blocked"),
            ("subject \(TestHTTPServer.user)", "subject_blocked"),
            ("operation Named", "operation_blocked"),
            ("tokens-of \(TestHTTPServer.user) before 9999999999", "token_revoked"),
            ("# none", "rate_limited"),
        ]
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(), admission: RequestAdmission(rates: rates, blocks: blocks),
            logger: log.logger
        ) { (server: TestHTTPServer) async throws -> Void in
            for (rule, _) in cases {
                try "\(rule)\n".write(to: file, atomically: true, encoding: .utf8)
                await blocks.look()
                for _ in 0..<5 {
                    _ = try await server.exchange(server.post(#"{"query":"query Named { __typename }"}"#))
                }
            }
        }
        let lines = log.lines.filter { $0.hasPrefix("request refused") }
        for (rule, word) in cases {
            #expect(lines.contains { $0.split(separator: " ").contains("reason=\(word)") }, "\(rule): \(lines)")
        }
    }

    @Test func `an address behind a proxy is the one that the proxy has seen`() async throws {
        var configuration = HTTPServerConfiguration()
        configuration.clientAddress = .forwarded
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(), configuration: configuration,
            admission: Self.rates { $0.address = RateLimit("1/h") }
        ) { (server: TestHTTPServer) async throws -> Void in
            for (forwarded, status) in [
                ("1.2.3.4", 200), ("9.9.9.9, 1.2.3.4", 429), ("1.2.3.4, 5.6.7.8", 200), ("2001:db8:1:2::1", 200),
                ("2001:db8:1:2:ffff::2", 429), ("2001:db8:1:3::1", 200),
                ("::ffff:192.0.2.1", 200), ("::ffff:192.0.2.2", 200), ("192.0.2.2", 429), ("192.0.2.1:4711", 429),
                ("[2001:db8:1:4::1]:443", 200), ("2001:db8:1:4::2", 429),
            ] {
                let answer = try await server.exchange(
                    server.post(Self.query, changes: ["X-Forwarded-For": forwarded]))
                #expect(answer?.status == status, "\(forwarded)")
            }
        }
    }

    // MARK: Blocks

    @Test(arguments: ["tenant", "tenant a b", "other a", "tokens-of a before x", "tokens-of a after 1", "operation"])
    func `a line that is no rule is named`(line: String) {
        #expect(throws: BlockRules.Fault(line: 3)) { try BlockRules("# fine\n\n\(line)\ntenant a\n") }
    }

    @Test func `rules of a file from Windows are rules, also behind a comment`() throws {
        let rules = try BlockRules("# written elsewhere\r\ntenant a\r\n\r\nsubject b\r\n")
        #expect(rules.tenants == ["a"])
        #expect(rules.subjects == ["b"])
        #expect(throws: BlockRules.Fault(line: 3)) { try BlockRules("tenant a\r\n\r\nnonsense\r\n") }
    }

    @Test func `what a file blocks is not served, until it is taken out again`() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "palisade-blocks-\(UUID())")
        defer { try? FileManager.default.removeItem(at: file) }
        let blocks = BlockList(path: file.path, logger: TestHTTPServer.logger)
        let admission = RequestAdmission(rates: RequestAdmission.Rates(), blocks: blocks)
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase(), admission: admission) {
            (server: TestHTTPServer) async throws -> Void in
            let named = #"{"query":"query Named { __typename }"}"#
            let long = #"{"query":"query Named { __typename \#(String(repeating: "__typename ", count: 20_000))}"}"#
            let hash = DocumentHash.hash(of: "{ __typename }")
            let cases: [(rule: String, query: String, status: Int, code: String?)] = [
                ("", Self.query, 200, nil), ("tenant \(TestHTTPServer.tenant)", Self.query, 403, "FORBIDDEN"),
                ("subject \(TestHTTPServer.user)", Self.query, 403, "FORBIDDEN"),
                ("tenant \(TestHTTPServer.tenant.uppercased())", Self.query, 403, "FORBIDDEN"),
                ("tenant \(TestHTTPServer.user)", Self.query, 200, nil), ("operation Named", named, 403, "FORBIDDEN"),
                ("operation Named", long, 403, "FORBIDDEN"), ("operation Named", Self.query, 200, nil),
                ("operation \(hash)", Self.query, 403, "FORBIDDEN"),
                ("operation \(hash.uppercased())", Self.query, 403, "FORBIDDEN"),
                // Names of operations are what they are.
                ("operation named", named, 200, nil),
                // Its token was verified and remembered before.
                ("tokens-of \(TestHTTPServer.user) before 9999999999", Self.query, 401, "UNAUTHENTICATED"),
                ("tokens-of \(TestHTTPServer.user) before 1", Self.query, 200, nil),
            ]
            for (rule, query, status, code) in cases {
                try "# rules\n\(rule)\n".write(to: file, atomically: true, encoding: .utf8)
                await blocks.look()
                let answer = try await server.exchange(server.post(query))
                #expect(answer?.status == status, "\(rule)")
                #expect(answer?.code == code, "\(rule)")
            }

            // A fault leaves the rules that were.
            try "tenant \(TestHTTPServer.tenant)\n".write(to: file, atomically: true, encoding: .utf8)
            await blocks.look()
            try "nonsense\n".write(to: file, atomically: true, encoding: .utf8)
            await blocks.look()
            #expect(try await server.exchange(server.post(Self.query))?.status == 403)
            // So does its loss; an empty one has no rules.
            try FileManager.default.removeItem(at: file)
            await blocks.look()
            #expect(try await server.exchange(server.post(Self.query))?.status == 403)
            try Data().write(to: file)
            await blocks.look()
            #expect(try await server.exchange(server.post(Self.query))?.status == 200)
        }
    }
}
