// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Testing

@testable import Server

/// Requests that break HTTP/1.1, as those send them who want two servers to understand them differently (RFC 9112, "Request
/// Smuggling"). Each is refused by its status, and what follows it over the same connection is never answered.
@Suite(.timeLimit(.minutes(1)))
struct HostileHeadTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let status: Int

        var testDescription: String { name }

        init(_ name: String, _ text: String, _ status: Int) {
            self.name = name
            self.text = text
            self.status = status
        }

        /// A request that is whole but for some lines of its head.
        init(_ name: String, lines: String, body: String = "", _ status: Int = 400) {
            self.init(name, "POST /graphql HTTP/1.1\r\nHost: localhost\r\n\(lines)\r\n\r\n\(body)", status)
        }

        init(_ name: String, target: String, _ status: Int = 400) {
            self.init(name, "GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n", status)
        }

        init(_ name: String, host: String) {
            self.init(name, "GET /health/live HTTP/1.1\r\n\(host)\r\n", 400)
        }
    }

    static let cases = hosts + lengths + codings + lines + targets

    private static let hosts: [Case] = [
        Case("no host", host: ""),
        Case("no host, at the end of the connection", host: "Connection: close\r\n"),
        Case("two hosts", host: "Host: a\r\nHost: b\r\n"),
        Case("one host twice", host: "Host: a\r\nHost: a\r\n"),
        Case("two hosts at the end of the connection", host: "Host: a\r\nHost: b\r\nConnection: close\r\n"),
        Case("two hosts of HTTP/1.0", "GET /health/live HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        Case("an empty host", host: "Host:\r\n"),
        Case("a host of blanks", host: "Host:  \t\r\n"),
        Case("a port alone", host: "Host: :80\r\n"),
        Case("a host with a user", host: "Host: user@localhost\r\n"),
        Case("a host with a path", host: "Host: localhost/graphql\r\n"),
        Case("a host with a blank", host: "Host: local host\r\n"),
        Case("a host that is a URL", host: "Host: http://localhost\r\n"),
        Case("a port that is no number", host: "Host: localhost:80a\r\n"),
        Case("a port that is too large", host: "Host: localhost:65536\r\n"),
        Case("two ports", host: "Host: localhost:80:80\r\n"),
        Case("a literal without its end", host: "Host: [::1\r\n"),
        Case("a literal with more behind", host: "Host: [::1]x\r\n"),
        Case("a host in other letters", host: "Host: löcalhost\r\n"),
        Case("half a percent-encoding", host: "Host: local%2\r\n"),
    ]

    private static let chunked = "Transfer-Encoding: chunked"

    private static let lengths: [Case] = [
        Case("two equal lengths", lines: "Content-Length: 1\r\nContent-Length: 1", body: "0"),
        Case("two lengths", lines: "Content-Length: 1\r\nContent-Length: 2", body: "0"),
        Case("a list of lengths", lines: "Content-Length: 1, 1", body: "0"),
        Case("a length with a sign", lines: "Content-Length: +1", body: "0"),
        Case("a negative length", lines: "Content-Length: -1", body: "0"),
        Case("a hexadecimal length", lines: "Content-Length: 0x1", body: "0"),
        Case("a length with a fraction", lines: "Content-Length: 1.0", body: "0"),
        Case("a length in words", lines: "Content-Length: one", body: "0"),
        Case("an empty length", lines: "Content-Length:", body: "0"),
        Case("a length with a blank within", lines: "Content-Length: 1 1", body: "0"),
        Case("a length beyond 64 bits", lines: "Content-Length: 18446744073709551617", body: "0"),
        Case("a length of 63 bits", lines: "Content-Length: 9223372036854775807", body: "0", 413),
        Case("a length beyond 63 bits", lines: "Content-Length: 9223372036854775808", body: "0", 413),
        Case("a length, then chunks", lines: "Content-Length: 5\r\n\(chunked)", body: "0\r\n\r\n"),
        Case("chunks, then a length", lines: "\(chunked)\r\nContent-Length: 5", body: "0\r\n\r\n"),
        Case(
            "a length beside chunks at the end of the connection",
            lines: "Connection: close\r\nContent-Length: 5\r\n\(chunked)", body: "0\r\n\r\n"),
    ]

    private static let codings: [Case] = [
        Case("gzip in chunks", lines: "Transfer-Encoding: gzip, chunked", body: "0\r\n\r\n", 501),
        Case(
            "gzip in chunks by two fields", lines: "Transfer-Encoding: gzip\r\n\(chunked)", body: "0\r\n\r\n", 501),
        Case("chunks in chunks", lines: "Transfer-Encoding: chunked, chunked", body: "0\r\n\r\n"),
        Case("chunks twice", lines: "\(chunked)\r\n\(chunked)", body: "0\r\n\r\n"),
        Case("an empty coding", lines: "Transfer-Encoding: , chunked", body: "0\r\n\r\n", 501),
        Case("gzip without chunks", lines: "Transfer-Encoding: gzip", body: "0\r\n\r\n"),
        Case("chunks in gzip", lines: "Transfer-Encoding: chunked, gzip", body: "0\r\n\r\n"),
        Case("no coding", lines: "Transfer-Encoding: identity", body: "0\r\n\r\n"),
        Case("a coding that has no name", lines: "Transfer-Encoding:", body: "0\r\n\r\n"),
        Case("a coding that only looks so", lines: "Transfer-Encoding: xchunked", body: "0\r\n\r\n"),
        Case("a coding with a parameter", lines: "Transfer-Encoding: chunked;q=1", body: "0\r\n\r\n"),
        Case("a coding in quotes", lines: "Transfer-Encoding: \"chunked\"", body: "0\r\n\r\n"),
        Case("a coding with a vertical tab", lines: "Transfer-Encoding: \u{b}chunked", body: "0\r\n\r\n"),
        Case("a coding with a blank before its colon", lines: "Transfer-Encoding : chunked", body: "0\r\n\r\n"),
        Case(
            "chunks of HTTP/1.0",
            "POST /graphql HTTP/1.0\r\nHost: localhost\r\n\(chunked)\r\n\r\n0\r\n\r\n", 400),
        Case("a chunk of no size", lines: chunked, body: "\r\n0\r\n\r\n"),
        Case("a chunk of a size that is no number", lines: chunked, body: "x\r\n0\r\n\r\n"),
        Case("a chunk of a size with a sign", lines: chunked, body: "+1\r\n0\r\n0\r\n\r\n"),
        Case("a chunk of a size with 0x", lines: chunked, body: "0x1\r\n0\r\n0\r\n\r\n"),
        Case("a chunk of a size beyond 64 bits", lines: chunked, body: "10000000000000001\r\n0\r\n0\r\n\r\n"),
        Case("a chunk of a size with a blank", lines: chunked, body: "1 \r\n0\r\n0\r\n\r\n"),
        Case("a chunk that is longer than its size", lines: chunked, body: "1\r\n000\r\n0\r\n\r\n"),
        Case("a chunk that ends in a line feed", lines: chunked, body: "1\r\n0\n0\r\n\r\n"),
        Case("a size that ends in a line feed", lines: chunked, body: "1\n0\r\n0\r\n\r\n"),
        Case("an extension with a line feed", lines: chunked, body: "1;a\nb\r\n0\r\n0\r\n\r\n"),
    ]

    private static let lines: [Case] = [
        Case("line feeds alone", "GET /health/live HTTP/1.1\nHost: localhost\n\n", 400),
        Case("a field that ends in a line feed", lines: "X: y\nZ: w"),
        Case("a carriage return within a field", lines: "X: y\rZ: w"),
        Case("a field that goes on in a second line", lines: "X: y\r\n z: w"),
        Case("a field that goes on after a tab", lines: "X: y\r\n\tz: w"),
        Case("a first field that begins with a blank", "GET / HTTP/1.1\r\n Host: localhost\r\n\r\n", 400),
        Case("a blank before a colon", lines: "X : y"),
        Case("a tab before a colon", lines: "X\t: y"),
        Case("a field without a name", lines: ": y"),
        Case("a field without a colon", lines: "X"),
        Case("a NUL in a name", lines: "X\0: y"),
        Case("a NUL in a value", lines: "X: y\0"),
        Case("a delete in a value", lines: "X: \u{7f}y"),
        Case("a bracket in a name", lines: "X[]: y"),
        Case("a letter in a name that ASCII has not", lines: "Contént-Length: 5"),
        Case("a tab in the first line", "GET\t/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        Case("a blank after the version", "GET /health/live HTTP/1.1 \r\nHost: localhost\r\n\r\n", 400),
        Case("no version", "GET /health/live\r\nHost: localhost\r\n\r\n", 505),
        Case("a version in lower case", "GET /health/live http/1.1\r\nHost: localhost\r\n\r\n", 400),
        Case("a version that is not spoken", "GET /health/live HTTP/1.2\r\nHost: localhost\r\n\r\n", 505),
        Case("HTTP/2 without its preface", "GET /health/live HTTP/2.0\r\nHost: localhost\r\n\r\n", 505),
        Case("a method in lower case", "get /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        Case("what is no HTTP at all", "hello\r\n\r\n", 400),
        Case("TLS where there is none", "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\r\n\r\n", 400),
    ]

    private static let long = String(repeating: "a", count: 17_000)

    private static let targets: [Case] = [
        Case("no target but another's", target: "*"),
        Case("a target that is no path", target: "graphql"),
        Case("a target of another scheme", target: "ftp://localhost/graphql"),
        Case("a target with what is never sent", target: "/health/live#part"),
        Case("a URL without a host", target: "http:///health/live"),
        Case("a URL with a user", target: "http://user@localhost/health/live"),
        Case("a target with a NUL", target: "/health\0/live"),
        Case("a tunnel", "CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n\r\n", 501),
        Case("a target of 17,000 bytes", target: "/\(long)", 414),
        Case("a query of 200,000 bytes", target: "/graphql?query=\(String(repeating: long, count: 12))", 414),
        Case("a field of 17,000 bytes", lines: "X: \(long)", 431),
        Case("a field's name of 17,000 bytes", lines: "\(long): x", 431),
        Case("a field of 200,000 bytes", lines: "X: \(String(repeating: long, count: 12))", 431),
        Case("a field of 17,000 bytes with a blank", lines: "X: a \(long)", 431),
        Case(
            "fields of 40,000 bytes", lines: (0..<40).map { "X\($0): \(long.prefix(1_000))" }.joined(separator: "\r\n"),
            431),
        Case("fields by the thousand", lines: (0..<1_000).map { "X\($0): x" }.joined(separator: "\r\n"), 431),
    ]

    @Test func `each is refused, and nothing after it is answered`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            for hostile in Self.cases {
                try await TestClient.with(port: server.port) { client in
                    try await client.send(hostile.text + server.request("GET", "/health/live"))
                    let answer = try await client.receive()
                    #expect(answer?.status == hostile.status, "\(hostile.name)")
                    #expect(
                        answer?.code
                            == ([413, 414, 431].contains(hostile.status) ? "LIMIT_EXCEEDED" : "BAD_USER_INPUT"),
                        "\(hostile.name)")
                    #expect(answer?.field("Connection") == "close", "\(hostile.name)")
                    #expect(try await client.isEnded(), "\(hostile.name)")
                }
            }
            #expect(try await server.exchange(server.request("GET", "/health/live"))?.status == 200)
        }
    }

    /// Bytes in the order in which a network may bring them.
    @Test func `heads that are too large are told apart however they come`() async throws {
        let heads: [(parts: [String], status: Int)] = [
            (["GET ", "/\(Self.long)"], 414),
            (["G", "ET /\(Self.long)"], 414),
            (["GET /", Self.long], 414),
            (["GET /\(Self.long.prefix(9_000))", String(Self.long.prefix(9_000))], 414),
            (["GET / HTTP/1.1\r\n", "X: \(Self.long)"], 431),
            (["GET / HTTP/1.1\r\nX:", Self.long], 431),
            (["GET / HTTP/1.1\r\nX: ", "GET \(Self.long)"], 431),
            (["GET / HTTP/1.1\r\nX: \(Self.long.prefix(9_000))", String(Self.long.prefix(9_000))], 431),
            (["GET / HTTP/1.1\r\nX", Self.long], 431),
        ]
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            for head in heads {
                try await TestClient.with(port: server.port) { client in
                    // After a request that is answered, so that nothing is new to the connection.
                    try await client.send(server.request("GET", "/health/live"))
                    #expect(try await client.receive()?.status == 200)
                    for part in head.parts {
                        try await client.send(part)
                        try await Task.sleep(for: .milliseconds(20))
                    }
                    #expect(try await client.receive()?.status == head.status, "\(head.parts.map { $0.prefix(20) })")
                }
            }
        }
    }

    /// All that is right and rarely seen.
    @Test func `what HTTP allows is answered`() async throws {
        let texts: [(String, Int)] = [
            ("\r\n\r\nGET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", 200),
            ("GET http://localhost/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", 200),
            ("GET HTTPS://[::1]:8080/health/live HTTP/1.1\r\nHost: other\r\n\r\n", 200),
            ("GET http://localhost HTTP/1.1\r\nHost: localhost\r\n\r\n", 200),
            ("GET http://localhost?query HTTP/1.1\r\nHost: localhost\r\n\r\n", 200),
            ("GET /health/live?a=b?c HTTP/1.1\r\nHost: localhost:8080 \r\n\r\n", 200),
            ("GET /health/live HTTP/1.1\r\nhost:localhost:\r\n\r\n", 200),
            ("GET /health/live HTTP/1.1\r\nHost: xn--lcalhost-n4a.example.\r\nX: \u{e9}\r\n\r\n", 200),
            ("GET /health/live HTTP/1.1\r\nHost: my_service-1\r\nEmpty:\r\n\r\n", 200),
            ("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 204),
            ("DELETE /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
            ("TRACE /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
            (
                "GET /health/live HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked \r\n\r\n1;a=\"b\"\r\nx\r\n0\r\nT: x\r\n\r\n",
                200
            ),
            ("GET /health/live HTTP/1.1\r\nHost: a\r\nContent-Length: 1 \r\n\r\nx", 200),
        ]
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            try await TestClient.with(port: server.port) { client in
                for (text, status) in texts {
                    try await client.send(text)
                    let answer = try await client.receive(hasBody: status != 204)
                    #expect(answer?.status == status, "\(text)")
                }
            }
        }
    }
}
