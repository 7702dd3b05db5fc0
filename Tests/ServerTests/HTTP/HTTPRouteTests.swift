// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Server

/// Paths, methods, tokens and health over a socket.
@Suite(.timeLimit(.minutes(1)))
struct HTTPRouteTests {
    @Test func `paths and methods that are not there are refused`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let cases: [(method: String, target: String, status: Int, allow: String?)] = [
                ("GET", "/nothing", 404, nil),
                ("GET", "/graphql/", 404, nil),
                ("GET", "/graphqlx", 404, nil),
                ("GET", "/..%2fgraphql", 404, nil),
                ("DELETE", "/graphql", 405, "GET, POST, OPTIONS"),
                ("PUT", "/graphql", 405, "GET, POST, OPTIONS"),
                ("DELETE", "/health/live", 405, "GET, HEAD, OPTIONS"),
                ("POST", "/", 405, "GET, HEAD, OPTIONS"),
            ]
            for (method, target, status, allow) in cases {
                let response = try await server.exchange(server.request(method, target))
                #expect(response?.status == status, "\(method) \(target)")
                #expect(response?.field("Allow") == allow, "\(method) \(target)")
                #expect(response?.code == (status == 404 ? "NOT_FOUND" : "BAD_USER_INPUT"), "\(method) \(target)")
                #expect(response?.field("Content-Type") == "application/json; charset=utf-8", "\(method) \(target)")
            }
        }
    }

    @Test func `OPTIONS tells the methods and lets no other origin in`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let response = try await server.exchange(
                server.request(
                    "OPTIONS", "/graphql",
                    fields: "Origin: https://example.org\r\nAccess-Control-Request-Method: POST\r\n"))
            #expect(response?.status == 204)
            #expect(response?.field("Allow") == "GET, POST, OPTIONS")
            #expect(response?.fields.contains { $0.name.lowercased().hasPrefix("access-control-") } == false)
            #expect(response?.field("Content-Length") == nil)
        }
    }

    @Test func `the root says what this is`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let response = try await server.exchange(server.request("GET", "/"))
            #expect(response?.status == 200)
            #expect(response?.field("Content-Type") == "text/plain; charset=utf-8")
            #expect(response?.body.contains("POST /graphql") == true)
            let head = try await server.exchange(server.request("HEAD", "/"), hasBody: false)
            #expect(head?.status == 200)
            #expect(head?.field("Content-Length") == response?.field("Content-Length"))
        }
    }

    // MARK: GET

    @Test func `GET runs queries`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let authorization = "Authorization: Bearer \(try server.token())\r\n"
            let cases: [(query: String, status: Int, body: String?, message: String?)] = [
                ("query=%7B+__typename+%7D", 200, #"{"data":{"__typename":"Query"}}"#, nil),
                (
                    "query=query%20A%7Ba%3A__typename%7D%20query%20B%7Bb%3A__typename%7D&operationName=B&variables=%7B%7D",
                    200, #"{"data":{"b":"Query"}}"#, nil
                ),
                ("", 400, nil, "The request has no 'query'."),
                ("query=%7B%zz", 400, nil, "The URL's parameters are not encoded as they should be."),
                ("query=a&query=b", 400, nil, "The URL has a parameter twice."),
                (
                    "query=%7B__typename%7D&variables=%7B", 400, nil,
                    "'variables' is not valid JSON: unexpected end of the text at byte 1."
                ),
                ("query=mutation%7Bchange%7D", 405, nil, "GET is for queries only."),
                (
                    "query=query%20A%7Ba%7D%20mutation%20B%7Bchange%7D&operationName=B", 405, nil,
                    "GET is for queries only."
                ),
            ]
            for (query, status, body, message) in cases {
                let response = try await server.exchange(
                    server.request("GET", "/graphql?\(query)", fields: authorization))
                #expect(response?.status == status, "\(query)")
                if let body { #expect(response?.body == body, "\(query)") }
                #expect(response?.message == message, "\(query)")
                #expect(response?.field("Allow") == (status == 405 ? "POST" : nil), "\(query)")
            }
            let refused = try await server.exchange(server.request("GET", "/graphql?query=%7B__typename%7D"))
            #expect(refused?.status == 401)
        }
    }

    // MARK: Tokens

    @Test func `every bad token gets one and the same answer`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let good = try server.token()
            let bad: [(name: String, changes: [String: String?], further: String)] = [
                ("none", ["Authorization": nil], ""),
                ("expired", ["Authorization": "Bearer \(try server.token(lifetime: -500))"], ""),
                ("no token", ["Authorization": "Bearer abc"], ""),
                ("another scheme", ["Authorization": "Basic \(good)"], ""),
                ("a signature cut short", ["Authorization": "Bearer \(good.dropLast())"], ""),
                ("two headers", [:], "Authorization: Bearer \(good)\r\n"),
                ("in the body too late", ["Authorization": ""], ""),
            ]
            var bodies: Set<String> = []
            for (name, changes, further) in bad {
                let changes = changes.merging(["X-Request-Id": "same"]) { _, new in new }
                // Who asks is looked at before what is asked: this is no JSON.
                let response = try await server.exchange(server.post("{", changes: changes, further: further))
                #expect(response?.status == 401, "\(name)")
                #expect(response?.field("WWW-Authenticate") == "Bearer", "\(name)")
                #expect(response?.code == "UNAUTHENTICATED", "\(name)")
                bodies.insert(response?.body ?? name)
            }
            #expect(bodies.count == 1)
        }
    }

    @Test func `a token in the URL or in a cookie is none`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let token = try server.token()
            for text in [
                server.request("GET", "/graphql?query=%7B__typename%7D&access_token=\(token)"),
                server.request("GET", "/graphql?query=%7B__typename%7D", fields: "Cookie: token=\(token)\r\n"),
            ] {
                #expect(try await server.exchange(text)?.status == 401)
            }
        }
    }

    @Test func `without a token the role for that serves, if there is one`() async throws {
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(roles: "anon=test_anon"), roles: "anon=test_anon"
        ) { server in
            let text = try server.post(#"{"query":"{ __typename }"}"#, changes: ["Authorization": nil])
            #expect(try await server.exchange(text)?.status == 200)
            let bad = try server.post(#"{"query":"{ __typename }"}"#, changes: ["Authorization": "Bearer x.y.z"])
            #expect(try await server.exchange(bad)?.status == 401)
        }
    }

    @Test func `more tokens than may wait for verification are turned away`() async throws {
        var configuration = HTTPServerConfiguration()
        configuration.maximumWaitingVerifications = 0
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase(), configuration: configuration) { server in
            let response = try await server.exchange(server.post(#"{"query":"{ __typename }"}"#))
            #expect(response?.status == 503)
            #expect(response?.code == "UNAVAILABLE")
            #expect(response?.field("Retry-After") == "1")
        }
    }

    // MARK: Health

    @Test func `the server is live before it is ready`() async throws {
        try await TestHTTPServer.with(nil) { server in
            #expect(try await server.exchange(server.request("GET", "/health/live"))?.status == 200)
            #expect(try await server.exchange(server.request("GET", "/health/ready"))?.status == 503)
            let early = try await server.exchange(server.post(#"{"query":"{ __typename }"}"#))
            #expect(early?.status == 503)
            #expect(early?.code == "UNAVAILABLE")
            #expect(early?.field("Retry-After") == "1")

            server.holder.replace(with: try TestHTTPServer.runnerWithoutDatabase())
            #expect(try await server.exchange(server.request("GET", "/health/ready"))?.status == 200)
            #expect(try await server.exchange(server.post(#"{"query":"{ __typename }"}"#))?.status == 200)

            server.isDatabaseReachable.turn(on: false)
            #expect(try await server.exchange(server.request("GET", "/health/ready"))?.status == 503)
            #expect(try await server.exchange(server.request("GET", "/health/live"))?.status == 200)
        }
    }

    @Test func `a shutdown ends idle connections, and no further ones are accepted`() async throws {
        try await TestHTTPServer.with(nil) { server in
            try await TestClient.with(port: server.port) { client in
                try await client.send(server.request("GET", "/health/live"))
                #expect(try await client.receive()?.field("Connection") == nil)
                await server.shutDown()
                #expect(try await client.isEnded())
            }
            // The end of the connection above may be a moment before the end of the listening socket.
            while await isServing(server) {}
        }
    }

    private func isServing(_ server: TestHTTPServer) async -> Bool {
        do {
            return try await server.exchange(server.request("GET", "/health/live")) != nil
        } catch {
            return false
        }
    }
}
