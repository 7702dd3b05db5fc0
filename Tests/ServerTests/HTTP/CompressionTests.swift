// SPDX-License-Identifier: Apache-2.0

import Gzip
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPCompression
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(1)))
struct CompressionTests {
    /// As a client would.
    private static func decode(_ bytes: [UInt8]) throws -> [UInt8] {
        let channel = EmbeddedChannel()
        defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
        try channel.pipeline.syncOperations.addHandler(NIOHTTPResponseDecompressor(limit: .none))
        var head = HTTPResponseHead(version: .http1_1, status: .ok)
        head.headers.add(name: "content-encoding", value: "gzip")
        head.headers.add(name: "content-length", value: String(bytes.count))
        try channel.writeInbound(HTTPClientResponsePart.head(head))
        try channel.writeInbound(HTTPClientResponsePart.body(ByteBuffer(bytes: bytes)))
        try channel.writeInbound(HTTPClientResponsePart.end(nil))
        var decoded: [UInt8] = []
        while let part = try channel.readInbound(as: HTTPClientResponsePart.self) {
            if case .body(let buffer) = part { decoded.append(contentsOf: buffer.readableBytesView) }
        }
        return decoded
    }

    @Test(arguments: [1_400, 20_000, 1 << 20])
    func `what is compressed comes back as it was`(size: Int) throws {
        let content = Array(
            String(repeating: #"{"id":"00000000-0000-4000-8000-000000000001"},"#, count: size / 46).utf8)
        let encoded = try #require(GzipEncoder.encode(content))
        #expect(encoded.count * 4 < content.count)
        #expect(try Self.decode(encoded) == content)
    }

    @Test func `noise is left as it is`() {
        var generator = SystemRandomNumberGenerator()
        let noise = (0..<4_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        #expect(GzipEncoder.encode(noise) == nil)
    }

    @Test(arguments: [
        (nil, false), ("gzip", true), ("gzip, deflate, br", true), ("br;q=1.0, gzip;q=0.8, *;q=0.1", true), ("*", true),
        ("identity", false), ("gzip;q=0", false), ("deflate, gzip;q=0.0, *", false), ("br", false), ("GZIP", true),
        ("gzip;q=x", false), ("", false), ("gzipped", false), ("*;q=0", false),
    ])
    func `a client is sent what it accepts`(field: String?, isGzip: Bool) {
        #expect(AcceptEncoding.allowsGzip(field) == isGzip)
    }

    /// The answer holds about 4 kB of the schema.
    private static let large = #"{"query":"{ __schema { types { name kind fields { name type { name } } } } }"}"#

    @Test func `large answers are compressed for those who accept it`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let plain = try await server.exchange(server.post(Self.large))
            #expect(plain?.field("Content-Encoding") == nil)
            #expect(plain?.field("Vary") == "Accept-Encoding, Origin")
            let text = try server.post(Self.large, changes: ["Accept-Encoding": "gzip", "Connection": "close"])
            let bytes = try await TestClient.with(port: server.port) { client in
                try await client.send(text)
                return try await client.receiveAll()
            }
            let separator = Array("\r\n\r\n".utf8)
            let end = try #require(bytes.firstRange(of: separator))
            let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            #expect(head.contains("\r\nContent-Encoding: gzip"))
            let body = Array(bytes[end.upperBound...])
            #expect(head.contains("\r\nContent-Length: \(body.count)"))
            #expect(body.count < plain?.body.utf8.count ?? 0)
            #expect(try Self.decode(body) == plain.map { Array($0.body.utf8) })

            let small = try await server.exchange(
                server.post(#"{"query":"{ __typename }"}"#, changes: ["Accept-Encoding": "gzip"]))
            #expect(small?.field("Content-Encoding") == nil)
            #expect(small?.body == #"{"data":{"__typename":"Query"}}"#)
        }
    }
}
