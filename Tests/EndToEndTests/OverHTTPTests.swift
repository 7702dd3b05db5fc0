// SPDX-License-Identifier: Apache-2.0

import Crypto
import DatabaseTesting
import Foundation
import FoundationNetworking
import JSON
import Logging
import NIOCore
import NIOPosix
import Server
import Tenancy
import Testing

/// The shipped application over HTTP: who gets in, and what does not bring the server down.
@Suite struct OverHTTPTests {
    private struct Answer {
        let status: Int
        let body: JSON
        var isReplayed = false

        var code: String? { body["errors"]?.arrayValue?.first?["extensions"]?["code"]?.stringValue }
    }

    /// Serves the demo data on a port of the system's choice while `body` runs.
    private func withServer(
        _ application: ServedApplication? = nil, _ body: (ServedApplication, URL) async throws -> Void
    ) async throws {
        let application = if let application { application } else { try await ServedApplication.shared }
        let (addresses, listening) = AsyncStream<SocketAddress>.makeStream()
        let server = HTTPServer(
            configuration: HTTPServerConfiguration(port: 0), holder: APIHolder(application.runner),
            keys: TokenKeys(application.tenancy, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }),
            isDatabaseReachable: { true },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onListening: { address in listening.yield(address) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            let address = await addresses.first { _ in true }
            let port = try #require(address?.port)
            let url = try #require(URL(string: "http://127.0.0.1:\(port)/graphql"))
            try await body(application, url)
            group.cancelAll()
        }
    }

    private func post(_ body: Data, to url: URL, token: String?, key: String? = nil) async throws -> Answer {
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.httpBody = body
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue("application/graphql-response+json", forHTTPHeaderField: "Accept")
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        if let key { request.setValue(key, forHTTPHeaderField: "Idempotency-Key") }
        let (data, response) = try await URLSession.shared.data(for: request)
        let head = response as? HTTPURLResponse
        return Answer(
            status: head?.statusCode ?? 0, body: try JSON.parse(Array(data)),
            isReplayed: head?.value(forHTTPHeaderField: "Idempotent-Replayed") == "true")
    }

    private func post(query: String, to url: URL, token: String?, key: String? = nil) async throws -> Answer {
        let body = JSON.object([JSONMember(name: "query", value: .string(query))])
        return try await post(Data(body.bytes), to: url, token: token, key: key)
    }

    private func token(
        _ application: ServedApplication, changing variables: [String: String] = [:], lifetime: Int64 = 600
    ) throws -> String {
        let configuration = try TenancyConfiguration(
            variables: ["PALISADE_JWT_SECRET": ServedApplication.secret].merging(variables) { _, new in new })
        let identity = try #require(Identity(persona: "admin-a"))
        return try TokenSigner(configuration: configuration).token(
            subject: identity.user, tenant: identity.tenant, role: identity.role,
            issuedAt: Int64(Date().timeIntervalSince1970) - 3_600, lifetime: 3_600 + lifetime)
    }

    @Test func `an operation that is sent again with its key is answered as before`() async throws {
        let writable = try await ServedApplication.start(on: DemoDatabase.writable)
        defer { writable.stop() }
        try await withServer(writable) { application, url in
            let create = """
                mutation { createTrainingSession(input: {
                  title: "sent twice", traineeId: "c0000001-0000-4000-8002-000000000001"}) { trainingSession { id title } } }
                """
            let token = try token(application)
            let key = "8e03978e-40d5-43e8-bc93-6894a57f9324"
            let first = try await post(query: create, to: url, token: token, key: key)
            #expect(first.body["errors"] == nil, "\(first.body.text)")
            #expect(!first.isReplayed)
            let second = try await post(query: create, to: url, token: token, key: key)
            #expect(second.isReplayed)
            #expect(second.status == 200)
            #expect(second.body == first.body)
            let other = try await post(
                query: create.replacing("sent twice", with: "other"), to: url, token: token, key: key)
            #expect(other.code == "CONFLICT")
            #expect(!other.isReplayed)
        }
    }

    private let query = "{ trainees(first: 1) { totalCount nodes { fullName } } }"

    @Test func `a token opens its tenant, and none opens nothing`() async throws {
        try await withServer { application, url in
            let answer = try await post(query: query, to: url, token: try token(application))
            #expect(answer.status == 200)
            #expect(answer.body["data"]?["trainees"]?["totalCount"]?.integerValue == 26)
            let anonymous = try await post(query: query, to: url, token: nil)
            #expect(anonymous.code == "GRAPHQL_VALIDATION_FAILED")
            #expect(anonymous.body["data"]?.isNull ?? true)
        }
    }

    /// The token with another header, signed anew.
    private func token(_ token: String, withHeader header: String, key: String = ServedApplication.secret) -> String {
        let payload = token.split(separator: ".").dropFirst().first ?? ""
        let content = "\(Base64URL.encode(header.utf8)).\(payload)"
        let key = SymmetricKey(data: Data(key.utf8))
        return "\(content).\(Base64URL.encode(HMAC<SHA256>.authenticationCode(for: Data(content.utf8), using: key)))"
    }

    @Test func `an access token of RFC 9068 opens its tenant, and one that is not sound nothing`() async throws {
        try await withServer { application, url in
            let other = try token(application)
            for type in ["at+jwt", "application/at+jwt", "AT+JWT"] {
                let header = #"{"alg":"HS256","typ":"\#(type)"}"#
                let answer = try await post(query: query, to: url, token: token(other, withHeader: header))
                #expect(answer.status == 200, "\(type)")
                #expect(answer.body["data"]?["trainees"]?["totalCount"]?.integerValue == 26, "\(type)")
            }
            let header = #"{"alg":"HS256","typ":"at+jwt"}"#
            let expired = try token(application, lifetime: -600)
            let cases: [(name: String, token: String)] = [
                ("expired", token(expired, withHeader: header)),
                ("other key", token(other, withHeader: header, key: "another secret of more than 32 bytes")),
                ("other algorithm", token(other, withHeader: #"{"alg":"HS384","typ":"at+jwt"}"#)),
                ("no algorithm", token(other, withHeader: #"{"alg":"none","typ":"at+jwt"}"#)),
                ("other type", token(other, withHeader: #"{"alg":"HS256","typ":"logout+jwt"}"#)),
                ("cut short", String(token(other, withHeader: header).dropLast(22))),
            ]
            for (name, token) in cases {
                let answer = try await post(query: query, to: url, token: token)
                #expect(answer.status == 401, "\(name)")
                #expect(answer.code == "UNAUTHENTICATED", "\(name)")
                #expect(answer.body["data"]?.isNull ?? true, "\(name)")
            }
        }
    }

    @Test func `a token that is not sound gets UNAUTHENTICATED and no data`() async throws {
        try await withServer { application, url in
            let signer = try TokenSigner(configuration: application.tenancy)
            let identity = try #require(Identity(persona: "admin-a"))
            let expiry = JSONMember(name: "exp", value: JSON(Int(Date().timeIntervalSince1970) + 600))
            let user = JSONMember(name: "sub", value: .string(identity.user))
            let tenant = JSONMember(name: "tenant_id", value: .string(identity.tenant))
            let role = JSONMember(name: "role", value: .string("admin"))
            let good = try token(application)
            let unsigned =
                Data(#"{"alg":"none","typ":"JWT"}"#.utf8).base64EncodedString()
                .replacing("=", with: "") + "." + good.split(separator: ".")[1] + "."
            let cases: [(name: String, token: String)] = [
                ("expired", try token(application, lifetime: -600)),
                (
                    "other key",
                    try token(application, changing: ["PALISADE_JWT_SECRET": "another secret of more than 32 bytes"])
                ),
                ("other algorithm", try token(application, changing: ["PALISADE_JWT_ALGORITHM": "HS384"])),
                ("no algorithm", unsigned),
                ("no tenant", try signer.token(claims: .object([user, role, expiry]))),
                ("no user", try signer.token(claims: .object([tenant, role, expiry]))),
                ("no expiry", try signer.token(claims: .object([user, tenant, role]))),
                (
                    "unknown role",
                    try signer.token(
                        claims: .object([user, tenant, JSONMember(name: "role", value: .string("postgres")), expiry]))
                ),
                ("no token at all", "x"),
            ]
            for (name, token) in cases {
                let answer = try await post(query: query, to: url, token: token)
                #expect(answer.status == 401, "\(name)")
                #expect(answer.code == "UNAUTHENTICATED", "\(name)")
                #expect(answer.body["data"] == nil, "\(name)")
            }
        }
    }

    @Test func `bad input is told what is wrong with it, and the server goes on`() async throws {
        try await withServer { application, url in
            let token = try token(application)
            let deep = String(repeating: "{ trainees ", count: 1_000) + String(repeating: "}", count: 1_000)
            func request(_ query: String, variables: String = "{}") -> Data {
                Data(#"{"query": \#(JSON.string(query).text), "variables": \#(variables)}"#.utf8)
            }
            let cases: [(name: String, body: Data, code: String)] = [
                ("malformed JSON", Data("{".utf8), "BAD_USER_INPUT"),
                ("no query", Data("{}".utf8), "BAD_USER_INPUT"),
                ("no GraphQL", request("{ trainees("), "GRAPHQL_PARSE_FAILED"),
                ("unknown field", request("{ shoes }"), "GRAPHQL_VALIDATION_FAILED"),
                ("wrong type", request("{ trainees(first: \"ten\") { totalCount } }"), "GRAPHQL_VALIDATION_FAILED"),
                (
                    "bad variable",
                    request("query ($n: Int!) { trainees(first: $n) { totalCount } }", variables: #"{"n": "ten"}"#),
                    "BAD_USER_INPUT"
                ),
                (
                    "a text that cannot be stored",
                    request(#"{ trainees(where: {team: {eq: "\u0000"}}) { totalCount } }"#), "BAD_USER_INPUT"
                ),
                ("1,000 levels", request(deep), "LIMIT_EXCEEDED"),
                ("2 MB", request("# " + String(repeating: "x", count: 2 << 20) + "\n" + query), "LIMIT_EXCEEDED"),
            ]
            for (name, body, code) in cases {
                let answer = try await post(body, to: url, token: token)
                #expect(answer.code == code, "\(name): \(answer.body.text.prefix(300))")
                #expect((400..<500).contains(answer.status), "\(name)")
                #expect(answer.body["data"] == nil, "\(name)")
            }
            let answer = try await post(query: query, to: url, token: token)
            #expect(answer.body["data"]?["trainees"]?["totalCount"]?.integerValue == 26)
        }
    }
}
