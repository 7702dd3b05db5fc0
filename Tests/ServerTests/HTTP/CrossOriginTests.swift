// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Server

/// CORS over a socket.
@Suite(.timeLimit(.minutes(1)))
struct CrossOriginTests {
    private static func configuration(_ policy: CORSPolicy) -> HTTPServerConfiguration {
        var configuration = HTTPServerConfiguration()
        configuration.crossOrigin = policy
        return configuration
    }

    private static func preflight(_ server: TestHTTPServer, origin: String) async throws -> TestResponse? {
        try await server.exchange(
            server.request(
                "OPTIONS", "/graphql",
                fields: "Origin: \(origin)\r\nAccess-Control-Request-Method: POST\r\n"
                    + "Access-Control-Request-Headers: authorization,content-type\r\n"))
    }

    @Test func `pages of a listed origin may ask and read`() async throws {
        let policy = CORSPolicy.origins(["https://app.example.org", "http://localhost:3000"])
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(), configuration: Self.configuration(policy)
        ) { server in
            for origin in ["https://app.example.org", "http://localhost:3000"] {
                let asked = try await Self.preflight(server, origin: origin)
                #expect(asked?.status == 204)
                #expect(asked?.field("Access-Control-Allow-Origin") == origin)
                #expect(asked?.field("Access-Control-Allow-Methods") == "GET, POST")
                #expect(asked?.field("Access-Control-Allow-Headers")?.contains("Authorization, Content-Type") == true)
                #expect(asked?.field("Access-Control-Max-Age") == "600")
                #expect(asked?.field("Vary")?.hasPrefix("Origin") == true)
                #expect(asked?.field("Access-Control-Allow-Credentials") == nil)

                // Refused ones too, or a page could not tell why.
                for authorization in ["Bearer \(try server.token())", "Bearer x.y.z"] {
                    let answer = try await server.exchange(
                        server.post(
                            #"{"query":"{ __typename }"}"#,
                            changes: ["Origin": origin, "Authorization": authorization]))
                    #expect(answer?.field("Access-Control-Allow-Origin") == origin)
                    #expect(answer?.field("Access-Control-Expose-Headers")?.contains("X-Request-Id") == true)
                    #expect(answer?.field("Access-Control-Allow-Credentials") == nil)
                    #expect(answer?.field("Vary") == "Accept-Encoding, Origin")
                }
            }
            for origin in [
                "https://evil.example", "https://app.example.org.evil.example", "null", "https://APP.example.org",
            ] {
                let asked = try await Self.preflight(server, origin: origin)
                #expect(asked?.fields.contains { $0.name.hasPrefix("Access-Control-") } == false, "\(origin)")
                let answer = try await server.exchange(
                    server.post(#"{"query":"{ __typename }"}"#, changes: ["Origin": origin]))
                #expect(answer?.fields.contains { $0.name.hasPrefix("Access-Control-") } == false, "\(origin)")
            }
        }
    }

    @Test func `a wildcard is answered as one, without credentials`() async throws {
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(), configuration: Self.configuration(.any)
        ) { server in
            let asked = try await Self.preflight(server, origin: "https://anybody.example")
            #expect(asked?.field("Access-Control-Allow-Origin") == "*")
            #expect(asked?.field("Access-Control-Allow-Credentials") == nil)
            let health = try await server.exchange(
                server.request("GET", "/health/live", fields: "Origin: https://anybody.example\r\n"))
            #expect(health?.field("Access-Control-Allow-Origin") == nil)
        }
    }
}
