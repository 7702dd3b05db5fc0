// SPDX-License-Identifier: Apache-2.0

import CertificateTesting
import Testing

@testable import Server

/// Clients that send without end what brings nothing forward; and some that only look like it.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct HTTP2FloodTests {
    private typealias Frame = HTTP2TestClient.Frame

    /// What a flood ends with: the connection, and a word why.
    private func expectFloodRefused(
        _ flood: @escaping @Sendable (inout HTTP2TestClient) async throws -> Void
    ) async throws {
        let metrics = ServerMetrics()
        try await HTTP2TestClient.withServer(metrics: metrics) { server, certificate in
            let last = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                // The server may close while the client still sends.
                try? await flood(&client)
                return try await client.receive { $0.kind == .goAway }
            }
            // The word may be lost where the client was still sending; the end is not.
            if let last { #expect(last.errorCode == HTTP2TestClient.enhanceYourCalm) }
            #expect(metrics.count(of: .http2ConnectionFailed) == 1)
            // Others are served.
            let answer = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                try await client.send([HTTP2TestClient.request("GET", "/health/live", stream: 1)])
                return try await client.receive { $0.kind == .data }
            }
            #expect(answer?.payload == Array("live\n".utf8))
        }
    }

    @Test func `requests that are taken back at once end the connection`() async throws {
        try await expectFloodRefused { client in
            for number in 0..<1_000 {
                let stream = UInt32(number * 2 + 1)
                try await client.send([
                    HTTP2TestClient.request("GET", "/health/live", stream: stream),
                    Frame(kind: .resetStream, stream: stream, payload: [0, 0, 0, 8]),
                ])
            }
        }
    }

    @Test func `a flood of pings ends the connection`() async throws {
        try await expectFloodRefused { client in
            for _ in 0..<1_000 { try await client.send([Frame(kind: .ping, payload: [0, 1, 2, 3, 4, 5, 6, 7])]) }
        }
    }

    @Test func `a flood of settings ends the connection`() async throws {
        try await expectFloodRefused { client in
            for _ in 0..<1_000 { try await client.send([Frame(kind: .settings)]) }
        }
    }

    @Test func `data that is none ends the connection`() async throws {
        try await expectFloodRefused { client in
            try await client.send([HTTP2TestClient.request("POST", "/graphql", stream: 1, ends: false)])
            for _ in 0..<100 { try await client.send([Frame(kind: .data, stream: 1)]) }
        }
    }

    @Test func `a head that goes on and on ends the connection`() async throws {
        let metrics = ServerMetrics()
        try await HTTP2TestClient.withServer(metrics: metrics) { server, certificate in
            let frames = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                var head = HTTP2TestClient.request("GET", "/health/live", stream: 1)
                head.flags = Frame.endStream
                try await client.send([head])
                let more = Frame(kind: .continuation, stream: 1, payload: [0, 1, 0x78, 1, 0x79])
                for _ in 0..<1_000 {
                    do { try await client.send([more]) } catch { break }
                }
                return try await client.receiveAll()
            }
            #expect(!frames.contains { $0.kind == .headers })
            #expect(metrics.count(of: .http2ConnectionFailed) == 1)
        }
    }

    @Test func `a flood of frames of no known kind ends the connection`() async throws {
        try await expectFloodRefused { client in
            for _ in 0..<100 {
                try await client.send(Array(repeating: Frame(kind: .unknown, payload: [1, 2, 3]), count: 100))
            }
        }
    }

    @Test func `a flood of windows ends the connection, of it or of a stream`() async throws {
        for stream: UInt32 in [0, 1] {
            try await expectFloodRefused { client in
                try await client.send([HTTP2TestClient.request("POST", "/graphql", stream: 1, ends: false)])
                let one = Frame(kind: .windowUpdate, stream: stream, payload: [0, 0, 0, 1])
                for _ in 0..<100 { try await client.send(Array(repeating: one, count: 100)) }
            }
        }
    }

    @Test func `a flood of farewells ends the connection`() async throws {
        try await expectFloodRefused { client in
            let farewell = Frame(kind: .goAway, payload: Array(repeating: 0, count: 8))
            for _ in 0..<100 { try await client.send(Array(repeating: farewell, count: 100)) }
        }
    }

    @Test func `a flood of settings in few frames ends the connection`() async throws {
        try await expectFloodRefused { client in
            // SETTINGS_INITIAL_WINDOW_SIZE, again and again.
            let many = (0..<1_000).flatMap { number -> [UInt8] in [0, 4, 0, 0, 1, UInt8(truncatingIfNeeded: number)] }
            for _ in 0..<10 { try await client.send([Frame(kind: .settings, payload: many)]) }
        }
    }

    @Test func `a body that nobody wants any more ends the connection, where it comes in crumbs`() async throws {
        try await expectFloodRefused { client in
            let tooLong = [("content-length", "2000000")]
            try await client.send([
                HTTP2TestClient.request("POST", "/graphql", stream: 1, fields: tooLong, ends: false)
            ])
            _ = try await client.receive { $0.kind == .resetStream }
            let crumb = Frame(kind: .data, stream: 1, payload: [0x20])
            for _ in 0..<100 { try await client.send(Array(repeating: crumb, count: 100)) }
        }
    }

    @Test func `an answer that is asked for byte by byte ends the connection`() async throws {
        try await expectFloodRefused { client in
            // A window of nothing at first.
            try await client.send([
                Frame(kind: .settings, payload: [0, 4, 0, 0, 0, 0]),
                HTTP2TestClient.request("GET", "/playground/large.txt", stream: 1),
            ])
            _ = try await client.receive { $0.kind == .headers }
            for _ in 0..<1_000 {
                try await client.send([Frame(kind: .windowUpdate, stream: 1, payload: [0, 0, 0, 1])])
                if try await client.receive(where: { $0.kind != .settings })?.kind == .goAway { return }
            }
        }
    }

    @Test func `a flood says which requests had begun, so that they are not sent again unseen`() async throws {
        try await HTTP2TestClient.withServer { server, certificate in
            let end = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                try await client.send([HTTP2TestClient.request("GET", "/health/live", stream: 5)])
                _ = try await client.receive { $0.endsStream }
                // Just more than there may be: nothing is left unread, and the word arrives.
                try await client.send(Array(repeating: Frame(kind: .unknown), count: 250))
                return try await client.receive { $0.kind == .goAway }
            }
            #expect(end?.number(at: 0) == 5)
            #expect(end?.errorCode == HTTP2TestClient.enhanceYourCalm)
        }
    }

    @Test func `a connection that ends over a fault is not told of a flood as well`() async throws {
        try await HTTP2TestClient.withServer { server, certificate in
            let frames = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                // What comes after the fault is not looked at, and counted all the same.
                let fault = Frame(kind: .ping, stream: 1, payload: Array(repeating: 0, count: 8))
                try await client.send([fault] + Array(repeating: Frame(kind: .unknown), count: 300))
                return try await client.receiveAll()
            }
            #expect(frames.filter { $0.kind == .goAway }.map(\.errorCode) == [1])
        }
    }

    @Test func `a body in crumbs is no flood`() async throws {
        let metrics = ServerMetrics()
        try await HTTP2TestClient.withServer(metrics: metrics) { server, certificate in
            let text = Array(#"{"query": "{ __typename }"}"#.utf8) + Array(repeating: 0x20, count: 5_000)
            let token = try server.token()
            let body = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                try await client.send([
                    HTTP2TestClient.request(
                        "POST", "/graphql", stream: 1,
                        fields: [("content-type", "application/json"), ("authorization", "Bearer " + token)],
                        ends: false)
                ])
                try await client.send(text.map { Frame(kind: .data, stream: 1, payload: [$0]) })
                try await client.send([Frame(kind: .data, flags: Frame.endStream, stream: 1)])
                return try await client.receive { $0.kind == .data || $0.kind == .goAway }
            }
            #expect(body.map { String(decoding: $0.payload, as: UTF8.self) } == #"{"data":{"__typename":"Query"}}"#)
            #expect(metrics.count(of: .http2ConnectionFailed) == 0)
        }
    }

    @Test func `windows that are opened for each frame of an answer are no flood`() async throws {
        let metrics = ServerMetrics()
        try await HTTP2TestClient.withServer(metrics: metrics) { server, certificate in
            let length = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                var length = 0
                for stream in stride(from: UInt32(1), to: 40, by: 2) {
                    try await client.send([
                        HTTP2TestClient.request("GET", "/playground/large.txt", stream: stream)
                    ])
                    while let frame = try await client.receive() {
                        guard frame.stream == stream, frame.kind == .data else { continue }
                        length += frame.payload.count
                        let taken = withUnsafeBytes(of: UInt32(frame.payload.count).bigEndian, Array.init)
                        try await client.send([
                            Frame(kind: .windowUpdate, stream: 0, payload: taken),
                            Frame(kind: .windowUpdate, stream: stream, payload: taken),
                        ])
                        if frame.endsStream { break }
                    }
                }
                return length
            }
            #expect(length == 20 * 200_000)
            #expect(metrics.count(of: .http2ConnectionFailed) == 0)
        }
    }
}
