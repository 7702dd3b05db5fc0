// SPDX-License-Identifier: Apache-2.0

import CertificateTesting
import NIOCore

/// A client of HTTP/2 that writes its frames itself, so that it may break every rule.
struct HTTP2TestClient {
    struct Frame: Sendable, Equatable {
        enum Kind: UInt8, Sendable {
            case data = 0, headers, priority, resetStream, settings, pushPromise, ping, goAway, windowUpdate,
                continuation
            /// None that has a meaning.
            case unknown = 0x42
        }

        var kind: Kind
        var flags: UInt8 = 0
        var stream: UInt32 = 0
        var payload: [UInt8] = []

        /// What a PING or SETTINGS says of being the answer to another one, and a frame with content of being the last.
        static let acknowledgement: UInt8 = 1
        static let endStream: UInt8 = 1
        static let endHeaders: UInt8 = 4

        var endsStream: Bool { flags & Self.endStream != 0 && (kind == .data || kind == .headers) }

        /// Of RST_STREAM and GOAWAY.
        var errorCode: UInt32? {
            switch kind {
            case .resetStream: number(at: 0)
            case .goAway: number(at: 4)
            default: nil
            }
        }

        func number(at offset: Int) -> UInt32? {
            guard payload.count >= offset + 4 else { return nil }
            return payload[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
        }
    }

    /// Error codes of RFC 9113 section 7.
    static let noError: UInt32 = 0
    static let refusedStream: UInt32 = 7
    static let cancel: UInt32 = 8
    static let enhanceYourCalm: UInt32 = 11

    private var client: TLSTestClient
    /// What has come and was not asked for yet.
    private var first: Frame?

    /// Connects, and says what a client says first.
    ///
    /// Where nothing comes at all the handshake took too long, on a machine with much else to do: it is done again.
    static func with<Value: Sendable>(
        port: Int, trusting certificate: TestCertificate, beginning: String = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        _ body: (inout HTTP2TestClient) async throws -> Value
    ) async throws -> Value {
        while true {
            let value: Value? = try await TLSTestClient.with(port: port, trusting: certificate, protocols: ["h2"]) {
                var own = HTTP2TestClient(client: $0)
                do {
                    try await own.client.send(ByteBuffer(string: beginning))
                    try await own.send([Frame(kind: .settings)])
                    own.first = try await own.receive()
                } catch {
                    return nil
                }
                return own.first == nil ? nil : try await body(&own)
            }
            if let value { return value }
        }
    }

    func send(_ frames: [Frame]) async throws {
        var bytes = ByteBuffer()
        for frame in frames {
            bytes.writeBytes([UInt8(frame.payload.count >> 16 & 0xff)])
            bytes.writeInteger(UInt16(frame.payload.count & 0xffff))
            bytes.writeInteger(frame.kind.rawValue)
            bytes.writeInteger(frame.flags)
            bytes.writeInteger(frame.stream)
            bytes.writeBytes(frame.payload)
        }
        try await client.send(bytes)
    }

    /// The next frame; nil where the connection ends.
    mutating func receive() async throws -> Frame? {
        if let first {
            self.first = nil
            return first
        }
        guard var head = try await client.receive(9), let high = head.readInteger(as: UInt8.self),
            let low = head.readInteger(as: UInt16.self), let kind = head.readInteger(as: UInt8.self),
            let flags = head.readInteger(as: UInt8.self), let stream = head.readInteger(as: UInt32.self),
            let payload = try await client.receive(Int(high) << 16 | Int(low)), let kind = Frame.Kind(rawValue: kind)
        else { return nil }
        return Frame(kind: kind, flags: flags, stream: stream, payload: Array(payload.readableBytesView))
    }

    /// Reads until a frame is what is looked for; nil where the connection ends before.
    mutating func receive(where isWanted: (Frame) -> Bool) async throws -> Frame? {
        while let frame = try await receive() {
            if isWanted(frame) { return frame }
        }
        return nil
    }

    /// All that comes until the connection ends.
    mutating func receiveAll() async throws -> [Frame] {
        var frames: [Frame] = []
        while let frame = try await receive() { frames.append(frame) }
        return frames
    }

    /// The frame that opens a stream with a request. Its fields are written without compression.
    static func request(
        _ method: String = "GET", _ path: String, stream: UInt32, fields: [(String, String)] = [], ends: Bool = true
    ) -> Frame {
        head(
            [(":method", method), (":scheme", "https"), (":path", path), (":authority", "localhost")] + fields,
            stream: stream, ends: ends)
    }

    /// The same, of any fields.
    static func head(_ fields: [(String, String)], stream: UInt32, ends: Bool) -> Frame {
        Frame(
            kind: .headers, flags: Frame.endHeaders | (ends ? Frame.endStream : 0), stream: stream,
            payload: fields.flatMap { [0] + text($0.0) + text($0.1) })
    }

    /// The same, cut into frames that are no larger than they may be.
    static func cut(_ head: Frame) -> [Frame] {
        let size = 16_384
        return stride(from: 0, to: head.payload.count, by: size).map { start in
            let end = min(start + size, head.payload.count)
            var flags = start == 0 ? head.flags & ~Frame.endHeaders : 0
            if end == head.payload.count { flags |= Frame.endHeaders }
            return Frame(
                kind: start == 0 ? head.kind : .continuation, flags: flags, stream: head.stream,
                payload: Array(head.payload[start..<end]))
        }
    }

    /// A text as HPACK has it (RFC 7541 sections 5.1 and 5.2).
    private static func text(_ text: String) -> [UInt8] {
        var rest = text.utf8.count
        guard rest >= 127 else { return [UInt8(rest)] + Array(text.utf8) }
        var length: [UInt8] = [127]
        rest -= 127
        while rest >= 128 {
            length.append(UInt8(rest % 128 + 128))
            rest /= 128
        }
        return length + [UInt8(rest)] + Array(text.utf8)
    }
}
