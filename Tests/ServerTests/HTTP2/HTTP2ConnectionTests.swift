// SPDX-License-Identifier: Apache-2.0

import CertificateTesting
import NIOCore
import Testing

@testable import Server

/// Connections of HTTP/2, by a client that keeps to no rule. One after the other: a handshake has no more time than an idle
/// connection.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct HTTP2ConnectionTests {
    private typealias Frame = HTTP2TestClient.Frame

    private func with(
        idleTimeout: TimeAmount = .seconds(60), maximumBodySize: Int = 1 << 20,
        metrics: ServerMetrics = ServerMetrics(),
        _ body: @escaping @Sendable (TestHTTPServer, TestCertificate) async throws -> Void
    ) async throws {
        try await HTTP2TestClient.withServer(
            idleTimeout: idleTimeout, maximumBodySize: maximumBodySize, metrics: metrics, body)
    }

    @Test func `a head that is too large is answered, once the client knows how large it may be`() async throws {
        let metrics = ServerMetrics()
        try await with(metrics: metrics) { server, certificate in
            let long = [("x-long", String(repeating: "a", count: 17_000))]
            let head = HTTP2TestClient.cut(HTTP2TestClient.request("GET", "/health/live", stream: 1, fields: long))
            #expect(head.count == 2)
            let body = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                _ = try await client.receive { $0.kind == .settings && $0.flags == 0 }
                try await client.send([Frame(kind: .settings, flags: Frame.acknowledgement)] + head)
                return try await client.receive { $0.kind == .data }
            }
            let text = String(decoding: body?.payload ?? [], as: UTF8.self)
            #expect(text.contains("The request's head is too large."))
            #expect(metrics.count(of: .http2ConnectionFailed) == 0)
            // Before that 16 KiB are the limit of all.
            let end = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                try await client.send(head)
                return try await client.receive { $0.kind == .goAway }
            }
            #expect(end != nil)
            #expect(metrics.count(of: .http2ConnectionFailed) == 1)
        }
    }

    @Test func `more requests at once than are allowed are refused`() async throws {
        try await with { server, certificate in
            let refusal = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                let streams = (0...HTTP2ConnectionChannel.maximumStreams).map { UInt32($0 * 2 + 1) }
                try await client.send(
                    streams.map { HTTP2TestClient.request("POST", "/graphql", stream: $0, ends: false) })
                return try await client.receive { $0.kind == .resetStream || $0.kind == .goAway }
            }
            let last = UInt32(HTTP2ConnectionChannel.maximumStreams * 2 + 1)
            #expect(refusal?.kind == .goAway || refusal?.stream == last, "\(String(describing: refusal))")
        }
    }

    @Test func `bodies of many requests together are bounded, and what was not read may be sent again`() async throws {
        try await with(maximumBodySize: 16_000) { server, certificate in
            let refusal = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                for number in 0..<5 {
                    let stream = UInt32(number * 2 + 1)
                    try await client.send([
                        HTTP2TestClient.request("POST", "/graphql", stream: stream, ends: false),
                        Frame(kind: .data, stream: stream, payload: Array(repeating: 0x20, count: 13_000)),
                    ])
                }
                return try await client.receive { $0.kind == .resetStream }
            }
            #expect(refusal?.stream == 9)
            #expect(refusal?.errorCode == HTTP2TestClient.refusedStream)
        }
    }

    @Test func `a body that is too large is answered, and no more of it is read`() async throws {
        try await with(maximumBodySize: 1_024) { server, certificate in
            let frames = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                try await client.send([
                    HTTP2TestClient.request("POST", "/graphql", stream: 1, ends: false),
                    Frame(kind: .data, stream: 1, payload: Array(repeating: 0x20, count: 2_000)),
                ])
                var frames: [Frame] = []
                while let frame = try await client.receive() {
                    if frame.stream == 1 { frames.append(frame) }
                    if frame.kind == .resetStream { break }
                }
                return frames
            }
            #expect(frames.first?.kind == .headers)
            let body = String(decoding: frames.filter { $0.kind == .data }.flatMap(\.payload), as: UTF8.self)
            #expect(body.contains("The request's body is larger than 1024 bytes."))
            #expect(frames.last?.errorCode == HTTP2TestClient.noError)
        }
    }

    @Test func `a body that does not come ends its stream, and then the connection its time`() async throws {
        try await with(idleTimeout: .seconds(3)) { server, certificate in
            let frames = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                try await client.send([
                    HTTP2TestClient.request("POST", "/graphql", stream: 1, ends: false),
                    Frame(kind: .data, stream: 1, payload: [0x7b]),
                ])
                return try await client.receiveAll()
            }
            let reset = try #require(frames.firstIndex { $0.kind == .resetStream && $0.stream == 1 })
            let end = try #require(frames.firstIndex { $0.kind == .goAway })
            #expect(reset < end)
            #expect(frames[end].errorCode == HTTP2TestClient.noError)
        }
    }

    @Test func `an answer that is not taken ends its stream`() async throws {
        try await with(idleTimeout: .seconds(3)) { server, certificate in
            let frames = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                // No window is ever opened: some 64 KiB come.
                try await client.send([HTTP2TestClient.request("GET", "/playground/large.txt", stream: 1)])
                return try await client.receiveAll()
            }
            #expect(frames.contains { $0.kind == .headers && $0.stream == 1 })
            #expect(!frames.contains { $0.endsStream })
            #expect(frames.first { $0.kind == .resetStream }?.errorCode == HTTP2TestClient.cancel)
        }
    }

    @Test func `an answer that is taken slowly is sent to its end`() async throws {
        try await with(idleTimeout: .seconds(3)) { server, certificate in
            let length = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                try await client.send([HTTP2TestClient.request("GET", "/playground/large.txt", stream: 1)])
                var length = 0
                var window = 65_535
                while let frame = try await client.receive() {
                    guard frame.stream == 1, frame.kind == .data else { continue }
                    length += frame.payload.count
                    if frame.endsStream { return length }
                    guard length == window else { continue }
                    // Five times, which is longer than the answer as a whole may take.
                    try await Task.sleep(for: .milliseconds(800))
                    window += 30_000
                    let more: [UInt8] = [0, 0, 0x75, 0x30]
                    try await client.send([
                        Frame(kind: .windowUpdate, stream: 0, payload: more),
                        Frame(kind: .windowUpdate, stream: 1, payload: more),
                    ])
                }
                return 0
            }
            #expect(length == 200_000)
        }
    }

    @Test func `a request names its host once`() async throws {
        try await with { server, certificate in
            let statuses = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                var bodies: [String] = []
                let hosts = [[], [("host", "localhost")], [("host", "elsewhere")]]
                for (number, fields) in hosts.enumerated() {
                    let stream = UInt32(number * 2 + 1)
                    try await client.send([
                        HTTP2TestClient.request("GET", "/health/live", stream: stream, fields: fields)
                    ])
                    let body = try await client.receive { $0.kind == .data && $0.stream == stream }
                    bodies.append(String(decoding: body?.payload ?? [], as: UTF8.self))
                }
                return bodies
            }
            #expect(statuses.prefix(2) == ["live\n", "live\n"])
            #expect(statuses.last?.contains("A request has one 'Host' field.") == true)
        }
    }

    @Test func `at a shutdown what was asked is answered, and nothing further is taken`() async throws {
        try await with { server, certificate in
            let (last, frames) = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                try await client.send([HTTP2TestClient.request("GET", "/playground/large.txt", stream: 1)])
                _ = try await client.receive { $0.kind == .data }
                await server.shutDown()
                let end = try await client.receive { $0.kind == .goAway }
                try await client.send([
                    HTTP2TestClient.request("GET", "/health/live", stream: 3),
                    Frame(kind: .windowUpdate, stream: 0, payload: [0, 0x10, 0, 0]),
                    Frame(kind: .windowUpdate, stream: 1, payload: [0, 0x10, 0, 0]),
                ])
                return (end?.number(at: 0), try await client.receiveAll())
            }
            #expect(last == 1)
            #expect(frames.filter(\.endsStream).map(\.stream) == [1])
        }
    }

    @Test func `at a shutdown a connection without requests is closed`() async throws {
        try await with { server, certificate in
            let frames = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                try await client.send([HTTP2TestClient.request("GET", "/health/live", stream: 1)])
                _ = try await client.receive { $0.endsStream }
                await server.shutDown()
                return try await client.receiveAll()
            }
            #expect(frames.filter { $0.kind == .goAway }.map { $0.number(at: 0) } == [1])
        }
    }
}
