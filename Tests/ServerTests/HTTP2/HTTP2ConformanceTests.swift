// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHPACK
import Testing

@testable import Server

/// What RFC 9113 and RFC 7541 ask of a server, case by case, on connections of their own.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct HTTP2ConformanceTests {
    typealias Frame = HTTP2TestClient.Frame

    /// The first that comes of what is no SETTINGS frame, nor a window.
    enum Outcome: Equatable, Sendable {
        /// Of a PING, which comes after all else where a case expects that nothing happens.
        case ignored
        /// By an answer with that status.
        case answered(String)
        case streamError(UInt32)
        case connectionError(UInt32)
        /// The answer has begun.
        case waiting
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let frames: [Frame]
        let outcome: Outcome

        init(_ name: String, _ frames: [Frame], _ outcome: Outcome) {
            self.name = name
            self.frames = frames
            self.outcome = outcome
        }

        var testDescription: String { name }
    }

    // MARK: Parts

    private static let ping = Frame(kind: .ping, payload: Array("abcdefgh".utf8))
    private static let get = HTTP2TestClient.request("GET", "/health/live", stream: 1)
    private static let post = HTTP2TestClient.request("POST", "/graphql", stream: 1, ends: false)

    private static func get(with fields: [(String, String)]) -> Frame {
        HTTP2TestClient.request("GET", "/health/live", stream: 1, fields: fields)
    }

    private static func head(_ fields: [(String, String)], ends: Bool = true) -> Frame {
        HTTP2TestClient.head(fields, stream: 1, ends: ends)
    }

    private static func setting(_ id: UInt8, _ value: UInt32) -> Frame {
        Frame(kind: .settings, payload: [0, id] + number(value))
    }

    private static func number(_ value: UInt32) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian, Array.init)
    }

    private static func window(_ increment: UInt32, stream: UInt32) -> Frame {
        Frame(kind: .windowUpdate, stream: stream, payload: number(increment))
    }

    private static func data(_ text: String, flags: UInt8 = 0, stream: UInt32 = 1) -> Frame {
        Frame(kind: .data, flags: flags, stream: stream, payload: Array(text.utf8))
    }

    /// A request of compressed bytes.
    private static func compressed(_ bytes: [UInt8]) -> Frame {
        // GET, https, `/`.
        Frame(
            kind: .headers, flags: Frame.endHeaders | Frame.endStream, stream: 1, payload: [0x82, 0x87, 0x84] + bytes)
    }

    private static let fields = [
        (":method", "GET"), (":scheme", "https"), (":path", "/health/live"), (":authority", "localhost"),
    ]

    private static func fields(without name: String) -> [(String, String)] { fields.filter { $0.0 != name } }

    private static func fields(_ name: String, _ value: String) -> [(String, String)] {
        fields.map { $0.0 == name ? (name, value) : $0 }
    }

    private static let protocolError: UInt32 = 1
    private static let flowControlError: UInt32 = 3
    private static let streamClosed: UInt32 = 5
    private static let frameSizeError: UInt32 = 6
    private static let compressionError: UInt32 = 9

    // MARK: Cases

    /// Sections 4 and 6.
    static let frames: [Case] = [
        Case("a frame of no known kind", [Frame(kind: .unknown, flags: 0xff, payload: [1])], .ignored),
        Case(
            "flags that mean nothing", [Frame(kind: .windowUpdate, flags: 0xff, payload: [0, 0, 0, 1])], .ignored),
        Case(
            "a stream's first bit", [Frame(kind: .windowUpdate, stream: 0x8000_0000, payload: [0, 0, 0, 1])], .ignored),
        Case(
            "the largest frame", [post, data(String(repeating: " ", count: 16_384), flags: Frame.endStream)],
            .answered("415")),
        Case(
            "a frame that is too large", [post, data(String(repeating: " ", count: 16_385))],
            .connectionError(frameSizeError)),
        Case("DATA of no stream", [data("x", stream: 0)], .connectionError(protocolError)),
        Case(
            "HEADERS of no stream", [HTTP2TestClient.request("GET", "/health/live", stream: 0)],
            .connectionError(protocolError)),
        Case(
            "padding that is all", [post, Frame(kind: .data, flags: 8, stream: 1, payload: [5, 1, 2, 3, 4])],
            .connectionError(protocolError)),
        Case(
            "padding of a body",
            [post, Frame(kind: .data, flags: 8 | Frame.endStream, stream: 1, payload: [2, 0x7b, 0, 0])],
            .answered("415")),
        Case("a head within another", [unfinished, get], .connectionError(protocolError)),
        Case(
            "a frame of no known kind within a head", [unfinished, Frame(kind: .unknown)],
            .connectionError(protocolError)),
        Case(
            "another stream's head goes on", [unfinished, Frame(kind: .continuation, flags: 4, stream: 3)],
            .connectionError(protocolError)),
        Case("a head goes on", [unfinished, Frame(kind: .continuation, flags: 4, stream: 1)], .answered("200")),
        Case(
            "what has not begun goes on", [Frame(kind: .continuation, flags: 4, stream: 1)],
            .connectionError(protocolError)),
        Case(
            "a stream that has not begun is reset", [Frame(kind: .resetStream, stream: 1, payload: number(8))],
            .connectionError(protocolError)),
        Case(
            "a reset that is too short", [post, Frame(kind: .resetStream, stream: 1, payload: [0, 0, 8])],
            .connectionError(frameSizeError)),
        Case(
            "a client pushes", [post, Frame(kind: .pushPromise, flags: 4, stream: 1, payload: number(2))],
            .connectionError(protocolError)),
        Case(
            "PING of a stream", [Frame(kind: .ping, stream: 1, payload: number(0) + number(0))],
            .connectionError(protocolError)),
        Case("a short PING", [Frame(kind: .ping, payload: number(0))], .connectionError(frameSizeError)),
        Case(
            "an answer to no PING",
            [Frame(kind: .ping, flags: Frame.acknowledgement, payload: number(0) + number(0))], .ignored),
        Case(
            "a farewell of a stream", [Frame(kind: .goAway, stream: 1, payload: number(0) + number(0))],
            .connectionError(protocolError)),
        Case(
            "a request before a farewell", [get, Frame(kind: .goAway, payload: number(0) + number(0))],
            .answered("200")),
    ]

    private static let unfinished: Frame = {
        var frame = get
        frame.flags &= ~Frame.endHeaders
        return frame
    }()

    /// Section 6.5.
    static let settings: [Case] = [
        Case("one that is not known", [setting(0x99, 7)], .ignored),
        Case("of a stream", [Frame(kind: .settings, stream: 1)], .connectionError(protocolError)),
        Case("cut", [Frame(kind: .settings, payload: [0, 4, 0, 0, 0])], .connectionError(frameSizeError)),
        Case(
            "an acknowledgement that says something",
            [Frame(kind: .settings, flags: Frame.acknowledgement, payload: [0, 1, 0, 0, 0, 1])],
            .connectionError(frameSizeError)),
        Case("ENABLE_PUSH 2", [setting(2, 2)], .connectionError(protocolError)),
        Case("INITIAL_WINDOW_SIZE 2^31", [setting(4, 1 << 31)], .connectionError(flowControlError)),
        Case("MAX_FRAME_SIZE 16383", [setting(5, 16_383)], .connectionError(protocolError)),
        Case("MAX_FRAME_SIZE 2^24", [setting(5, 1 << 24)], .connectionError(protocolError)),
        Case("MAX_CONCURRENT_STREAMS 0, which is about pushes", [setting(3, 0), get], .answered("200")),
        Case("HEADER_TABLE_SIZE 0", [setting(1, 0), get], .answered("200")),
        Case("HEADER_TABLE_SIZE 2^32-1", [setting(1, .max), get], .answered("200")),
    ]

    /// Sections 5.2 and 6.9.
    static let windows: [Case] = [
        Case("opened by nothing", [window(0, stream: 0)], .connectionError(protocolError)),
        Case("a stream's, opened by nothing", [post, window(0, stream: 1)], .streamError(protocolError)),
        Case("of three bytes", [Frame(kind: .windowUpdate, payload: [0, 0, 1])], .connectionError(frameSizeError)),
        Case("of a stream that has not begun", [window(1, stream: 1)], .connectionError(protocolError)),
        Case("opened too far", [window(.max >> 1, stream: 0)], .connectionError(flowControlError)),
        Case("a stream's, opened too far", [post, window(.max >> 1, stream: 1)], .streamError(flowControlError)),
        Case(
            "opened too far by a setting", [post, window((.max >> 1) - 65_535, stream: 1), setting(4, 65_536)],
            .connectionError(flowControlError)),
        Case("none at first", [setting(4, 0), get], .waiting),
        Case("none at first, opened by a setting", [setting(4, 0), get, setting(4, 100)], .answered("200")),
        Case("none at first, opened", [setting(4, 0), get, window(100, stream: 1)], .answered("200")),
    ]

    /// Section 5.1.
    static let streams: [Case] = [
        Case(
            "a number of the server's", [HTTP2TestClient.request("GET", "/health/live", stream: 2)],
            .connectionError(protocolError)),
        Case(
            "numbers that go down",
            [
                HTTP2TestClient.request("POST", "/graphql", stream: 5, ends: false),
                HTTP2TestClient.request("POST", "/graphql", stream: 3, ends: false),
            ], .connectionError(protocolError)),
        Case("a body without a head", [data("x")], .connectionError(protocolError)),
        Case(
            "a body after a reset",
            [post, Frame(kind: .resetStream, stream: 1, payload: number(8)), data("x")],
            .connectionError(streamClosed)),
        // The code would be STREAM_CLOSED; the library says PROTOCOL_ERROR.
        Case(
            "a head after a reset",
            [post, Frame(kind: .resetStream, stream: 1, payload: number(8)), get],
            .connectionError(protocolError)),
        Case(
            "a window after a reset",
            [post, Frame(kind: .resetStream, stream: 1, payload: number(8)), window(1, stream: 1)], .ignored),
        Case(
            "two resets",
            [post] + Array(repeating: Frame(kind: .resetStream, stream: 1, payload: number(8)), count: 2), .ignored),
        Case(
            "trailers that are not the end", [post, data("{"), trailers([("x", "y")], ends: false)],
            .streamError(protocolError)),
        Case(
            "trailers with what belongs into a head", [post, data("{"), trailers([(":path", "/")], ends: true)],
            .streamError(protocolError)),
        Case("trailers", [post, data("{"), trailers([("x", "y")], ends: true)], .answered("415")),
    ]

    private static func trailers(_ fields: [(String, String)], ends: Bool) -> Frame { head(fields, ends: ends) }

    /// Section 8.
    static let heads: [Case] =
        [
            ("Upper", "a"), (":unknown", "a"), (":status", "200"), (":protocol", "websocket"), ("connection", "close"),
            ("transfer-encoding", "chunked"), ("keep-alive", "1"), ("upgrade", "h2c"), ("proxy-connection", "close"),
            ("te", "trailers, deflate"), ("x", "a\rb"), ("x", "a\nb"), ("x", "a\0b"), ("a b", "c"), ("a:b", "c"),
            ("content-length", "1"), ("content-length", "x"), (":method", "GET"), (":path", "/"),
        ].map { Case("with \($0.0): \($0.1.debugDescription)", [get(with: [$0])], .streamError(protocolError)) }
        + [":method", ":scheme", ":path"].map {
            Case("without \($0)", [head(fields(without: $0))], .streamError(protocolError))
        }
        + [
            Case("with a path of nothing", [head(fields(":path", ""))], .streamError(protocolError)),
            Case("with a path of two words", [head(fields(":path", "/a b"))], .streamError(protocolError)),
            Case(
                "with a pseudo-field after others",
                [head(fields(without: ":path") + [("x", "y"), (":path", "/health/live")])],
                .streamError(protocolError)),
            // A server may answer before it ends the stream (section 8.1.1).
            Case("with a method of nothing", [head(fields(":method", ""))], .answered("400")),
            Case("with a scheme of nothing", [head(fields(":scheme", ""))], .answered("400")),
            Case("with a value that begins with a blank", [get(with: [("x", " a")])], .answered("400")),
            Case("with a value that ends with a blank", [get(with: [("x", "a\t")])], .answered("400")),
            Case("with a signed length", [get(with: [("content-length", "+0")])], .answered("400")),
            Case(
                "with a length twice", [get(with: [("content-length", "0"), ("content-length", "0")])],
                .answered("400")),
            Case("without a host", [head(fields(without: ":authority"))], .answered("400")),
            Case(
                "with a host in place of an authority",
                [head(fields(without: ":authority") + [("host", "localhost")])], .answered("200")),
            Case(
                "with somebody's name in its authority", [head(fields(":authority", "a@localhost"))],
                .answered("400")),
            Case("with te: trailers", [get(with: [("te", "trailers")])], .answered("200")),
            Case("for a tunnel", [head([(":method", "CONNECT"), (":authority", "a:1")])], .answered("400")),
            Case(
                "for a tunnel of WebSocket",
                [head(fields(":method", "CONNECT") + [(":protocol", "websocket")])], .streamError(protocolError)),
            Case(
                "for the server itself",
                [
                    head([
                        (":method", "OPTIONS"), (":scheme", "https"), (":path", "*"),
                        (":authority", "localhost"),
                    ])
                ], .answered("204")),
        ]

    /// Section 8.1.1.
    static let lengths: [Case] =
        [("5", "{}"), ("1", "{}"), ("0", "{}")].map { length, body in
            Case(
                "\(body.utf8.count) for \(length)",
                [
                    HTTP2TestClient.request(
                        "POST", "/graphql", stream: 1, fields: [("content-length", length)], ends: false),
                    data(body, flags: Frame.endStream),
                ], .streamError(protocolError))
        }

    /// RFC 7541.
    static let compression: [Case] = [
        Case("a field of number 0", [compressed([0x80])], .connectionError(compressionError)),
        Case("a field that nobody sent", [compressed([0xc6])], .connectionError(compressionError)),
        Case("a text that is cut", [compressed([0, 5, 0x61])], .connectionError(compressionError)),
        Case(
            "a text with the mark of its end", [compressed([0, 0x84, 0xff, 0xff, 0xff, 0xff, 1, 0x61])],
            .connectionError(compressionError)),
        Case(
            "a text padded with zeros", [compressed([0, 0x84, 0xf2, 0xb2, 0x4a, 0x80, 1, 0x61])],
            .connectionError(compressionError)),
        Case(
            "a text padded with more than a byte",
            [compressed([0, 0x85, 0xf2, 0xb2, 0x4a, 0x84, 0xff, 0x84, 0x49, 0x50, 0x9f, 0xff])],
            .connectionError(compressionError)),
        Case(
            "a number without end", [compressed([0, 0x7f] + Array(repeating: 0xff, count: 10) + [0x7f])],
            .connectionError(compressionError)),
        Case(
            "a table larger than allowed",
            [Frame(kind: .headers, flags: 5, stream: 1, payload: [0x3f, 0xe2, 0x1f, 0x82, 0x87, 0x84])],
            .connectionError(compressionError)),
        Case("a table whose size changes within a head", [compressed([0x20])], .connectionError(compressionError)),
        // 4,000 bytes that are kept, and named 16,000 times.
        Case(
            "a bomb",
            [
                Frame(
                    kind: .headers, flags: Frame.endHeaders, stream: 1,
                    payload: [0x83, 0x87, 0x84, 0x40, 1, 0x78, 0x7f, 0xa1, 0x1e] + Array(repeating: 0x61, count: 4_000)),
                Frame(
                    kind: .headers, flags: 5, stream: 3,
                    payload: [0x82, 0x87, 0x84] + Array(repeating: 0xbe, count: 16_000)),
            ], .connectionError(compressionError)),
    ]

    // MARK: Tests

    @Test func `frames`() async throws { try await expect(Self.frames) }

    @Test func `settings`() async throws { try await expect(Self.settings) }

    @Test func `windows`() async throws { try await expect(Self.windows) }

    @Test func `the states of streams`() async throws { try await expect(Self.streams) }

    @Test func `heads of requests`() async throws { try await expect(Self.heads) }

    @Test func `bodies that are not as long as they say`() async throws { try await expect(Self.lengths) }

    @Test func `compressed heads`() async throws { try await expect(Self.compression) }

    @Test func `a connection that does not begin as one`() async throws {
        try await HTTP2TestClient.withServer { server, certificate in
            for beginning in [
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\u{8}\u{6}\0\0\0\0\0abcdefgh",
            ] {
                let end = try await HTTP2TestClient.with(
                    port: server.port, trusting: certificate, beginning: beginning
                ) { client in
                    try await client.receive { $0.kind == .goAway }
                }
                #expect(end?.errorCode == Self.protocolError, "\(beginning)")
            }
        }
    }

    private func expect(_ cases: [Case]) async throws {
        try await HTTP2TestClient.withServer { server, certificate in
            for test in cases {
                let outcome = try await HTTP2TestClient.with(port: server.port, trusting: certificate) { client in
                    // The server may close before all is sent.
                    try? await client.send(test.frames + [Self.ping])
                    return try await Self.outcome(&client, expected: test.outcome)
                }
                #expect(outcome == test.outcome, "\(test.name)")
            }
        }
    }

    /// - Parameter expected: whether the answer to the PING that comes last is an outcome: those to requests take longer.
    private static func outcome(_ client: inout HTTP2TestClient, expected: Outcome) async throws -> Outcome? {
        var decoder = HPACKDecoder(allocator: ByteBufferAllocator())
        // As much as a case allows the server.
        decoder.maxDynamicTableLength = Int(UInt32.max)
        var status: String?
        while let frame = try await client.receive() {
            switch frame.kind {
            case .headers:
                var bytes = ByteBuffer(bytes: frame.payload)
                status = try decoder.decodeHeaders(from: &bytes).first(name: ":status")
                if expected == .waiting { return .waiting }
            case .goAway: return frame.errorCode.map { .connectionError($0) }
            case .resetStream: return frame.errorCode.map { .streamError($0) }
            case .ping where expected == .ignored: return .ignored
            case .ping, .data, .priority, .settings, .pushPromise, .windowUpdate, .continuation, .unknown: break
            }
            if let status, frame.endsStream { return .answered(status) }
        }
        return nil
    }
}
