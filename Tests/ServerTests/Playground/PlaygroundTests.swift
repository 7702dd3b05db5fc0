// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Server

/// The pages at `/playground`, over a socket.
@Suite(.timeLimit(.minutes(1)))
struct PlaygroundTests {
    private static let site = StaticSite(files: [
        "index.html": Array("<!DOCTYPE html>first".utf8), "isolation.html": Array("<!DOCTYPE html>second".utf8),
        "vendor/a.js": Array(repeating: UInt8(ascii: ";"), count: 4_096), "notes.exe": [1, 2, 3],
    ])
    private static let people = JSON.array([.object([JSONMember(name: "name", value: .string("Ada"))])])

    private static func with(
        identities: JSON? = nil, _ body: @escaping @Sendable (TestHTTPServer) async throws -> Void
    ) async throws {
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(), playground: Playground(site: site, identities: identities), body)
    }

    @Test func `a page comes with a policy that admits nothing from elsewhere`() async throws {
        try await Self.with { server in
            let response = try #require(try await server.exchange(server.request("GET", "/playground")))
            #expect(response.status == 200)
            #expect(response.body == "<!DOCTYPE html>first")
            #expect(response.field("Content-Type") == "text/html; charset=utf-8")
            #expect(response.field("X-Content-Type-Options") == "nosniff")
            #expect(response.field("Referrer-Policy") == "no-referrer")
            let policy = try #require(response.field("Content-Security-Policy"))
            #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; "))
            #expect(policy.hasSuffix("frame-ancestors 'none'"))
            #expect(!policy.contains("http"))
        }
    }

    @Test(arguments: [("/playground", true), ("/playground/isolation", false), ("/playground/vendor/a.js", false)])
    func `only the page with the editor may carry styles`(target: String, allowed: Bool) async throws {
        try await Self.with { server in
            let response = try #require(try await server.exchange(server.request("GET", target)))
            let policy = try #require(response.field("Content-Security-Policy"))
            #expect(policy.contains("style-src 'self' 'unsafe-inline';") == allowed)
            #expect(policy.contains("style-src 'self';") == !allowed)
        }
    }

    @Test func `outside of development there is nobody to be`() async throws {
        try await Self.with { server in
            let response = try await server.exchange(server.request("GET", "/playground/identities.json"))
            #expect(response?.status == 200)
            #expect(response?.body == "[]")
        }
    }

    @Test(arguments: [
        ("/playground/", "<!DOCTYPE html>first"), ("/playground/isolation", "<!DOCTYPE html>second"),
        ("/playground/isolation.html?x=1", "<!DOCTYPE html>second"),
    ])
    func `pages go by their names`(target: String, body: String) async throws {
        try await Self.with { server in
            let response = try await server.exchange(server.request("GET", target))
            #expect(response?.body == body)
        }
    }

    @Test(arguments: [
        "/playground/other", "/playground/../Package.swift", "/playground//etc/passwd", "/playground/%2e%2e/a",
        "/playgrounds", "/playground/notes.exe", "/playground/vendor", "/playground/explain",
    ])
    func `what is not a page is not there`(target: String) async throws {
        try await Self.with { server in
            let response = try await server.exchange(server.request("GET", target))
            #expect(response?.status == 404, "\(target)")
            #expect(response?.code == "NOT_FOUND", "\(target)")
        }
    }

    @Test func `a browser that comes to the front door is led to the pages, a program is told`() async throws {
        try await Self.with { server in
            let browser = try await server.exchange(
                server.request("GET", "/", fields: "Accept: text/html,*/*;q=0.8\r\n"))
            #expect(browser?.status == 302)
            #expect(browser?.field("Location") == "/playground")
            #expect(try await server.exchange(server.request("GET", "/"))?.status == 200)
        }
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            let browser = try await server.exchange(server.request("GET", "/", fields: "Accept: text/html\r\n"))
            #expect(browser?.status == 200)
            #expect(try await server.exchange(server.request("GET", "/playground"))?.status == 404)
        }
    }

    @Test func `large files come compressed, and only GET and HEAD are taken`() async throws {
        try await Self.with { server in
            let head = try await server.exchange(
                server.request("HEAD", "/playground/vendor/a.js", fields: "Accept-Encoding: gzip\r\n"), hasBody: false)
            #expect(head?.field("Content-Encoding") == "gzip")
            #expect(head?.field("Content-Length").flatMap { Int($0) }.map { $0 < 4_096 } == true)
            let posted = try await server.exchange(
                server.request("POST", "/playground", fields: "Content-Length: 0\r\n"))
            #expect(posted?.status == 405)
            #expect(posted?.field("Allow") == "GET, HEAD")
        }
    }

    @Test(arguments: ["localhost", "localhost:8080", "127.0.0.1:9", "[::1]:8080", "LOCALHOST"])
    func `pages on this machine get the people to be`(host: String) async throws {
        try await Self.with(identities: Self.people) { server in
            let response = try await server.exchange(
                "GET /playground/identities.json HTTP/1.1\r\nHost: \(host)\r\n\r\n")
            #expect(response?.status == 200)
            #expect(response?.body == #"[{"name":"Ada"}]"#)
            #expect(response?.field("Access-Control-Allow-Origin") == nil)
        }
    }

    /// Names that lead here without being ours would make another site's page one of the same origin.
    @Test(arguments: [
        "Host: evil.example\r\n", "Host: localhost.evil.example\r\n", "Host: 127.0.0.1.evil.example\r\n",
        "Host: localhost\r\nSec-Fetch-Site: cross-site\r\n", "Host: localhost\r\nSec-Fetch-Site: same-site\r\n",
    ])
    func `other sites get neither people nor plans`(fields: String) async throws {
        try await Self.with(identities: Self.people) { server in
            let people = try await server.exchange("GET /playground/identities.json HTTP/1.1\r\n\(fields)\r\n")
            #expect(people?.status == 403)
            let body = #"{"query":"{ greeting(count: 1) }"}"#
            let plans = try await server.exchange(
                "POST /playground/explain HTTP/1.1\r\n\(fields)Content-Type: application/json\r\n"
                    + "Content-Length: \(body.utf8.count)\r\nAuthorization: Bearer \(server.token())\r\n\r\n\(body)")
            #expect(plans?.status == 403)
        }
    }

    @Test func `an explanation is for whoever has a token, and asks in JSON`() async throws {
        try await Self.with(identities: Self.people) { server in
            func explain(_ changes: [String: String?] = [:]) async throws -> TestResponse? {
                let text = try server.post(#"{"query":"{ __typename }"}"#, changes: changes)
                return try await server.exchange(text.replacing("POST /graphql ", with: "POST /playground/explain "))
            }
            let explained = try await explain()
            #expect(explained?.body == #"{"statements":[]}"#)
            let unknown = try await explain(["Authorization": "Bearer none"])
            #expect(unknown?.code == "UNAUTHENTICATED")
            let text = try await explain(["Content-Type": "text/plain"])
            #expect(text?.status == 415)
        }
    }
}
