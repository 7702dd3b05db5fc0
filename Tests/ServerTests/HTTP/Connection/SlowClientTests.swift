// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import Testing

@testable import Server

/// Clients that send more than is read, or take less than is sent. One after the other: times are short here.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct SlowClientTests {
    /// More than a connection's buffers hold together.
    private static let large = Array(repeating: UInt8(ascii: "x"), count: 24 << 20)

    private func with(
        idleTimeout: TimeAmount = .seconds(60), maximumBodySize: Int = 1 << 20,
        metrics: ServerMetrics = ServerMetrics(),
        _ body: @escaping @Sendable (TestHTTPServer) async throws -> Void
    ) async throws {
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(),
            configuration: HTTPServerConfiguration(maximumBodySize: maximumBodySize, idleTimeout: idleTimeout),
            playground: Playground(site: StaticSite(files: ["large.txt": Self.large]), identities: nil),
            metrics: metrics, body)
    }

    // MARK: Sending more than is read

    @Test func `a head that is far too large is refused, and the client can read that`() async throws {
        try await with { server in
            for start in ["GET / HTTP/1.1\r\nHost: localhost\r\nX: ", "GET /"] {
                try await TestClient.with(port: server.port) { client in
                    let more = String(repeating: "x", count: 1 << 20)
                    try await client.send(start)
                    for _ in 0..<8 { try await client.send(more) }
                    #expect(try await client.receive()?.status == (start == "GET /" ? 414 : 431))
                    #expect(try await client.isEnded())
                }
            }
        }
    }

    @Test func `whoever sends without end after a last request is cut off`() async throws {
        let requests = [
            "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n",
            "GET /health/live HTTP/1.1\r\n\r\n",
            "nothing\r\n\r\n",
        ]
        try await with(maximumBodySize: 64 << 10) { server in
            for request in requests {
                try await TestClient.with(port: server.port) { client in
                    try await client.send(request)
                    let more = String(repeating: "x", count: 64 << 10)
                    // 64 MiB; all that is read is 1 MiB, and what buffers hold.
                    await #expect(throws: (any Error).self, "\(request)") {
                        for _ in 0..<1_000 { try await client.send(more) }
                    }
                }
            }
        }
    }

    // MARK: Taking less than is sent

    @Test func `an answer that nobody takes ends its connection`() async throws {
        let metrics = ServerMetrics()
        try await with(idleTimeout: .milliseconds(300), metrics: metrics) { server in
            try await TestClient.with(port: server.port) { client in
                try await client.send(server.request("GET", "/playground/large.txt"))
                try await waitUntil { metrics.snapshot.connections == 1 }
                try await waitUntil { metrics.snapshot.connections == 0 }
                // It was reset: the end does not look like the answer's.
                await #expect(throws: IOError.self) { _ = try await client.receiveAll() }
            }
        }
    }

    @Test func `an answer that is taken slowly is sent to its end`() async throws {
        try await with(idleTimeout: .milliseconds(500)) { server in
            let length = try await TestClient.with(port: server.port) { client in
                try await client.send(server.request("GET", "/playground/large.txt"))
                var length = 0
                while length < Self.large.count, let piece = try await client.receivePiece() {
                    length += piece
                    // 64 KiB or less at a time: seconds in all.
                    try await Task.sleep(for: .milliseconds(2))
                }
                return length
            }
            #expect(length > Self.large.count)
        }
    }

    @Test func `a client that has ended its side gets all of a large answer`() async throws {
        try await with { server in
            let length = try await TestClient.with(port: server.port) { client in
                try await client.send(server.request("GET", "/playground/large.txt"))
                client.finishSending()
                // Longer than a client is waited for whose answer has not begun.
                try await Task.sleep(for: .milliseconds(1_500))
                var length = 0
                while let piece = try await client.receivePiece() { length += piece }
                return length
            }
            #expect(length > Self.large.count)
        }
    }

    @Test func `whoever takes no answers is not answered further`() async throws {
        let metrics = ServerMetrics()
        try await with(metrics: metrics) { server in
            // An operation that is in the caches when it comes again, whose answer is large.
            let fields = (0..<20).map {
                "a\($0): __schema { types { name fields { name description args { name description } type { name kind } } } }"
            }
            let request = try server.post(#"{"query":"{ \#(fields.joined(separator: " ")) }"}"#)
            var size = 0
            for _ in 0..<2 { size = try await server.exchange(request)?.body.utf8.count ?? 0 }
            try #require(size > 60_000)
            let count = 16_000_000 / size
            try await TestClient.with(port: server.port) { client in
                try await client.send(String(repeating: request, count: count))
                var answered: UInt64 = 0
                // Until nothing happens any more.
                while true {
                    try await Task.sleep(for: .milliseconds(500))
                    let now = metrics.snapshot.requests[200] ?? 0
                    if now == answered { break }
                    answered = now
                }
                #expect(answered < count)
                for _ in 0..<count { #expect(try await client.receive()?.status == 200) }
            }
        }
    }
}
