// SPDX-License-Identifier: Apache-2.0

import JSON
import NIOCore
import NIOPosix
import Testing

@testable import Server

/// The server over a socket, as far as no database is needed.
@Suite(.timeLimit(.minutes(1)))
struct HTTPServerTests {
    @Test func `an operation is answered with its data`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let response = try await server.exchange(
                server.post(#"{"query":"{ __typename }"}"#, changes: ["X-Request-Id": "r-1"]))
            #expect(response?.status == 200)
            #expect(response?.body == #"{"data":{"__typename":"Query"}}"#)
            #expect(response?.field("Content-Type") == "application/json; charset=utf-8")
            #expect(response?.field("Cache-Control") == "no-store")
            #expect(response?.field("X-Content-Type-Options") == "nosniff")
            #expect(response?.field("X-Request-Id") == "r-1")
            #expect(response?.field("Date")?.hasSuffix(" GMT") == true)
            #expect(response?.field("Connection") == nil)
        }
    }

    /// A body, what is changed about the usual request, and the answer.
    struct BadInput: Sendable {
        let name: String
        var body = #"{"query":"{ __typename }"}"#
        var changes: [String: String?] = [:]
        let status: Int
        let code: String
        let message: String
    }

    static let badInputs: [BadInput] = [
        BadInput(
            name: "malformed JSON", body: #"{"query": "{ __typename }""#, status: 400, code: "BAD_USER_INPUT",
            message: "The request's body is not valid JSON: unexpected end of the text at byte 26."),
        BadInput(
            name: "empty body", body: "", status: 400, code: "BAD_USER_INPUT",
            message: "The request's body is not valid JSON: unexpected end of the text at byte 0."),
        BadInput(
            name: "an array of operations", body: #"[{"query":"{ __typename }"}]"#, status: 400,
            code: "BAD_USER_INPUT", message: "The request's body must be a JSON object."),
        BadInput(
            name: "no query", body: #"{"variables":{}}"#, status: 400, code: "BAD_USER_INPUT",
            message: "The request has no 'query'."),
        BadInput(
            name: "variables that are a list", body: #"{"query":"{ __typename }","variables":[1]}"#, status: 400,
            code: "BAD_USER_INPUT", message: "'variables' must be an object."),
        BadInput(
            name: "U+0000 in a variable", body: #"{"query":"{ __typename }","variables":{"a":"\u0000"}}"#, status: 400,
            code: "BAD_USER_INPUT",
            message: "The request's body contains the character U+0000, which cannot be stored."),
        BadInput(
            name: "JSON that is 65 levels deep",
            body: #"{"query":"{ __typename }","variables":{"a":"# + String(repeating: "[", count: 63)
                + String(repeating: "]", count: 63) + "}}",
            status: 400, code: "LIMIT_EXCEEDED", message: "The request's body is nested deeper than 64 levels."),
        BadInput(
            name: "a duplicate member", body: #"{"query":"{ __typename }","query":"{ a }"}"#, status: 400,
            code: "BAD_USER_INPUT",
            message: #"The request's body is not valid JSON: duplicate member "query" at byte 26."#),
        BadInput(
            name: "no Content-Type", changes: ["Content-Type": nil], status: 415, code: "BAD_USER_INPUT",
            message: "The request's body must be JSON."),
        BadInput(
            name: "a form's Content-Type", changes: ["Content-Type": "text/plain"], status: 415,
            code: "BAD_USER_INPUT", message: "The request's body must be JSON."),
        BadInput(
            name: "JSON in another encoding", changes: ["Content-Type": "application/json; charset=utf-16"],
            status: 415, code: "BAD_USER_INPUT", message: "The request's body must be JSON."),
        BadInput(
            name: "a compressed body", changes: ["Content-Encoding": "gzip"], status: 415, code: "BAD_USER_INPUT",
            message: "The request's body must not be compressed."),
        BadInput(
            name: "a type of answer that we do not have", changes: ["Accept": "text/html"], status: 406,
            code: "BAD_USER_INPUT", message: "The Accept header admits no type of answer."),
    ]

    @Test func `bad input is refused by name, and the connection goes on`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            try await TestClient.with(port: server.port) { client in
                for input in Self.badInputs {
                    try await client.send(server.post(input.body, changes: input.changes))
                    let response = try await client.receive()
                    #expect(response?.status == input.status, "\(input.name)")
                    #expect(response?.code == input.code, "\(input.name)")
                    #expect(response?.message == input.message, "\(input.name)")
                    #expect(response?.field("Content-Type") == "application/json; charset=utf-8", "\(input.name)")
                }
                try await client.send(server.post(#"{"query":"{ __typename }"}"#))
                #expect(try await client.receive()?.status == 200)
            }
        }
    }

    /// A document or its variables are at fault: by GraphQL over HTTP the status depends on the type of the answer.
    static let requestErrors: [(name: String, body: String, code: String)] = [
        ("a syntax error", #"{"query":"{"}"#, "GRAPHQL_PARSE_FAILED"),
        ("an unknown field", #"{"query":"{ nothing }"}"#, "GRAPHQL_VALIDATION_FAILED"),
        ("a subscription", #"{"query":"subscription { change }"}"#, "GRAPHQL_VALIDATION_FAILED"),
        (
            "a variable of the wrong type",
            #"{"query":"query($n: Int!) { greeting(count: $n) }","variables":{"n":"x"}}"#, "BAD_USER_INPUT"
        ),
        ("an unknown operation", #"{"query":"query A { __typename }","operationName":"B"}"#, "BAD_USER_INPUT"),
        (
            "a query 1,000 levels deep",
            #"{"query":""# + String(repeating: "{ a ", count: 1_000) + String(repeating: "}", count: 1_000) + #""}"#,
            "LIMIT_EXCEEDED"
        ),
    ]

    @Test func `an error of the operation is 200 for JSON and 400 for a GraphQL response`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            for (name, body, code) in Self.requestErrors {
                let old = try await server.exchange(server.post(body))
                #expect(old?.status == 200, "\(name)")
                #expect(old?.code == code, "\(name)")
                let new = try await server.exchange(
                    server.post(body, changes: ["Accept": "application/graphql-response+json"]))
                #expect(new?.status == 400, "\(name)")
                #expect(new?.code == code, "\(name)")
                #expect(new?.field("Content-Type") == "application/graphql-response+json; charset=utf-8", "\(name)")
                #expect(new?.json?["data"] == nil, "\(name)")
            }
        }
    }

    @Test func `an error quotes no more of a request than its beginning`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let name = String(repeating: "a", count: 100_000)
            let bodies = [
                #"{"query":"{ \#(name) }"}"#,
                #"{"query":"{ greeting(count: \#(String(repeating: "1", count: 100_000))) }"}"#,
                #"{"query":"query($n: Int!) { greeting(count: $n) }","variables":{"n":"\#(name)"}}"#,
                #"{"query":"{ __typename }","operationName":"\#(name)"}"#,
                #"{"query":"{ __typename }","variables":{"\#(name)":1,"\#(name)":2}}"#,
            ]
            for body in bodies {
                let message = try await server.exchange(server.post(body))?.message
                #expect(message?.unicodeScalars.count ?? 0 <= APIError.longestMessage + 1)
                #expect(
                    message?.hasSuffix("aaa…") == true || message?.hasSuffix("111…") == true,
                    "\(message?.prefix(80) ?? "")")
            }
        }
    }

    @Test func `a body that is too large is refused, and the client can read that`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let text = String(repeating: "x", count: 2 << 20)
            let body = #"{"query":"{ __typename }","variables":{"a":"\#(text)"}}"#
            let announced = try server.post(body)
            let chunked =
                try server.post(
                    "", changes: ["Content-Length": nil, "Transfer-Encoding": "chunked"])
                + String(body.utf8.count, radix: 16) + "\r\n\(body)\r\n0\r\n\r\n"
            for text in [announced, chunked] {
                try await TestClient.with(port: server.port) { client in
                    try await client.send(text)
                    let response = try await client.receive()
                    #expect(response?.status == 413)
                    #expect(response?.code == "LIMIT_EXCEEDED")
                    #expect(response?.message == "The request's body is larger than 1048576 bytes.")
                    #expect(response?.field("Connection") == "close")
                    #expect(try await client.isEnded())
                }
            }
            #expect(try await server.exchange(server.post(#"{"query":"{ __typename }"}"#))?.status == 200)
        }
    }

    @Test func `a body in chunks is put together`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let head = try server.post("", changes: ["Content-Length": nil, "Transfer-Encoding": "chunked"])
            try await TestClient.with(port: server.port) { client in
                try await client.send(head)
                for part in [#"{"query""#, #":"{ __type"#, #"name }"}"#] {
                    try await client.send(String(part.utf8.count, radix: 16) + "\r\n\(part)\r\n")
                }
                try await client.send("0\r\n\r\n")
                #expect(try await client.receive()?.body == #"{"data":{"__typename":"Query"}}"#)
            }
        }
    }

    @Test func `a client that waits for a word before its body gets it`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let body = #"{"query":"{ __typename }"}"#
            let head = try server.post(
                "", changes: ["Content-Length": String(body.utf8.count), "Expect": "100-continue"])
            try await TestClient.with(port: server.port) { client in
                try await client.send(head)
                #expect(try await client.receive()?.status == 100)
                try await client.send(body)
                #expect(try await client.receive()?.status == 200)
            }
        }
    }

    @Test func `requests sent ahead are answered in their order`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            try await TestClient.with(port: server.port) { client in
                let texts = try (0..<50).map { number in
                    try server.post(#"{"query":"{ a\#(number): __typename }"}"#)
                }
                try await client.send(texts.joined())
                for number in 0..<50 {
                    #expect(try await client.receive()?.body == #"{"data":{"a\#(number)":"Query"}}"#)
                }
            }
        }
    }

    @Test func `a connection ends where the client wants it to`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let texts = [
                server.request("GET", "/health/live", fields: "Connection: close\r\n"),
                "GET /health/live HTTP/1.0\r\n\r\n",
                server.request("GET", "/health/live", fields: "Connection: Upgrade\r\nUpgrade: h2c\r\n"),
            ]
            for text in texts {
                try await TestClient.with(port: server.port) { client in
                    try await client.send(text)
                    let response = try await client.receive()
                    #expect(response?.status == 200, "\(text)")
                    #expect(response?.field("Connection") == "close", "\(text)")
                    #expect(try await client.isEnded(), "\(text)")
                }
            }
        }
    }

    @Test func `a client that has finished sending still gets its answer`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            try await TestClient.with(port: server.port) { client in
                try await client.send(server.post(#"{"query":"{ __typename }"}"#))
                client.finishSending()
                #expect(try await client.receive()?.status == 200)
                #expect(try await client.isEnded())
            }
        }
    }

    @Test func `connections beyond the limit wait`() async throws {
        var configuration = HTTPServerConfiguration()
        configuration.maximumConnections = 1
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase(), configuration: configuration) { server in
            try await withThrowingTaskGroup(of: Int?.self) { group in
                try await TestClient.with(port: server.port) { client in
                    try await client.send(server.request("GET", "/health/live"))
                    #expect(try await client.receive()?.status == 200)
                    group.addTask { try await server.exchange(server.request("GET", "/health/live"))?.status }
                    // Still served, though another connection waits.
                    try await client.send(server.request("GET", "/health/live"))
                    #expect(try await client.receive()?.status == 200)
                }
                #expect(try await group.next() == 200)
            }
        }
    }

    @Test func `many connections that are half open keep nobody from being served`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (opened, counting) = AsyncStream<Void>.makeStream()
                for _ in 0..<200 {
                    group.addTask {
                        try await TestClient.with(port: server.port) { client in
                            try await client.send("POST /graphql HTTP/1.1\r\nHost: a\r\nX-Sl")
                            counting.yield()
                            _ = try await client.receive()
                        }
                    }
                }
                var count = 0
                for await _ in opened {
                    count += 1
                    if count == 200 { break }
                }
                let response = try await server.exchange(server.post(#"{"query":"{ __typename }"}"#))
                #expect(response?.status == 200)
                group.cancelAll()
            }
        }
    }

    /// What it has just accepted is dropped unused, which must not end the process.
    @Test func `a server that ends while clients connect ends in good order`() async throws {
        for _ in 0..<20 {
            try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
                for _ in 0..<8 {
                    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                        .connect(host: "127.0.0.1", port: server.port).get()
                    channel.close(promise: nil)
                }
            }
        }
    }

    @Test func `a connection that keeps the server waiting is closed`() async throws {
        var configuration = HTTPServerConfiguration()
        configuration.idleTimeout = .milliseconds(50)
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase(), configuration: configuration) { server in
            for text in ["", "GET /hea", "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{"] {
                try await TestClient.with(port: server.port) { client in
                    try await client.send(text)
                    #expect(try await client.isEnded(), "\(text)")
                }
            }
        }
    }
}
