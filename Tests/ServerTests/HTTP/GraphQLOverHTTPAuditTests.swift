// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Server

/// The requirements of GraphQL over HTTP as the audits of the npm package graphql-http put them, with their names. What
/// those leave open (MAY) is fixed here to what this server does.
@Suite(.timeLimit(.minutes(1)))
struct GraphQLOverHTTPAuditTests {
    private static let json = "application/json"
    private static let response = "application/graphql-response+json"

    /// A request, and what its answer has to be.
    struct Audit: Sendable {
        let name: String
        var body: String? = #"{"query":"{ __typename }"}"#
        /// The target of a GET request in place of a body.
        var get: String?
        var accept: String?
        var contentType: String? = "application/json"
        var status = 200
        /// Of the answer, with its charset; nil where it must not matter.
        var type: String? = "application/json; charset=utf-8"
        /// Whether there is `data`, and whether there are `errors`.
        var data = true
        var errors = false
    }

    private static let types = [json, response]

    private static func answerType(_ accept: String) -> String { accept + "; charset=utf-8" }

    static let audits: [Audit] =
        [
            Audit(
                name: "SHOULD accept application/graphql-response+json and match the content-type", accept: response,
                type: answerType(response)),
            Audit(name: "MUST accept application/json and match the content-type", accept: json),
            Audit(name: "SHOULD accept */* and use application/json for the content-type", accept: "*/*"),
            Audit(name: "SHOULD assume application/json content-type when accept is missing"),
            Audit(name: "MUST use utf-8 encoding when responding", accept: json),
            Audit(
                name: "MUST accept utf-8 encoded request", body: #"{"query":"query { __typename } # ü 本 🏗️"}"#,
                contentType: "application/json; charset=utf-8"),
            Audit(
                name: "MUST assume utf-8 in request if encoding is unspecified",
                body: #"{"query":"query { __typename } # ü 本 🏗️"}"#),
            Audit(
                name: "MAY accept application/x-www-form-urlencoded formatted GET requests", body: nil,
                get: "query=%7B__typename%7D"),
            Audit(
                name: "MAY NOT allow executing mutations on GET requests", body: nil,
                get: "query=mutation%20%7B__typename%7D", status: 405, data: false, errors: true),
            Audit(
                name: "MAY respond with 4xx status code if content-type is not supplied on POST requests",
                contentType: nil, status: 415, data: false, errors: true),
            Audit(
                name: "a form's content-type is refused, or any site could send it",
                contentType: "application/x-www-form-urlencoded", status: 415, data: false, errors: true),
            Audit(
                name: "a multipart body is refused, or any site could send it", contentType: "multipart/form-data",
                status: 415, data: false, errors: true),
            Audit(
                name: "MAY use 400 status code when request body is missing on POST", body: "", status: 400,
                data: false, errors: true),
            Audit(
                name: "MAY use 400 status code on missing {query} parameter", body: #"{"notquery":"{__typename}"}"#,
                status: 400, data: false, errors: true),
            Audit(
                name: "MAY use 400 status code on JSON parsing failure", body: #"{ "not a JSON"#, status: 400,
                data: false, errors: true),
        ]
        + [#"{"obj":"ect"}"#, "0", "false", #"["array"]"#].map { value in
            Audit(
                name: "MAY use 400 status code on \(value) {query} parameter", body: #"{"query":\#(value)}"#,
                status: 400, data: false, errors: true)
        }
        + ["operationName", "variables", "extensions"].flatMap { name in
            ["0", "false", #"["array"]"#, name == "operationName" ? #"{"obj":"ect"}"# : #""string""#].map { value in
                Audit(
                    name: "MAY use 400 status code on \(value) {\(name)} parameter",
                    body: #"{"query":"{__typename}","\#(name)":\#(value)}"#, status: 400, data: false, errors: true)
            }
        }
        + types.flatMap { accept in
            [
                Audit(
                    name: "MUST allow string {query} parameter when accepting \(accept)", accept: accept,
                    type: answerType(accept)),
                Audit(
                    name: "MUST allow string {operationName} parameter when accepting \(accept)",
                    body: #"{"query":"query Query { __typename }","operationName":"Query"}"#, accept: accept,
                    type: answerType(accept)),
                Audit(
                    name: "MUST allow map {variables} parameter when accepting \(accept)",
                    body:
                        #"{"query":"query Type($n: String!) { __type(name: $n) { name } }","variables":{"n":"Query"}}"#,
                    accept: accept, type: answerType(accept)),
                Audit(
                    name: "MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting \(accept)",
                    body: nil,
                    get:
                        "query=query(%24n%3AString!)%7B__type(name%3A%24n)%7Bname%7D%7D&variables=%7B%22n%22%3A%22Query%22%7D",
                    accept: accept, type: answerType(accept)),
                Audit(
                    name: "MUST allow map {extensions} parameter when accepting \(accept)",
                    body: #"{"query":"{ __typename }","extensions":{"some":"value"}}"#, accept: accept,
                    type: answerType(accept)),
            ]
                + ["variables", "operationName", "extensions"].map { name in
                    Audit(
                        name: "MUST allow null {\(name)} parameter when accepting \(accept)",
                        body: #"{"query":"{ __typename }","\#(name)":null}"#, accept: accept, type: answerType(accept))
                }
        }
        + [
            ("document parsing failure", #"{"query":"{"}"#),
            ("document validation failure", #"{"query":"{ 8f31403dfe }"}"#),
            (
                "variable coercion failure",
                #"{"query":"query CoerceFailure($id: Int!) { greeting(count: $id) }","variables":{"id":null}}"#
            ),
            ("more than one operation", #"{"query":"query A { __typename } query B { __typename }"}"#),
        ].flatMap { failure, body in
            [
                Audit(
                    name: "SHOULD use 200 status code on \(failure) when accepting application/json", body: body,
                    accept: json, data: false, errors: true),
                Audit(
                    name: "SHOULD use 400 status code on \(failure) when accepting graphql-response+json", body: body,
                    accept: response, status: 400, type: answerType(response), data: false, errors: true),
            ]
        }

    @Test func `every audit passes`() async throws {
        try await TestHTTPServer.with(TestHTTPServer.runnerWithoutDatabase()) { server in
            try await TestClient.with(port: server.port) { client in
                for audit in Self.audits {
                    let authorization = "Bearer \(try server.token())"
                    if let target = audit.get {
                        let accept = audit.accept.map { "Accept: \($0)\r\n" } ?? ""
                        try await client.send(
                            server.request(
                                "GET", "/graphql?\(target)", fields: "Authorization: \(authorization)\r\n\(accept)"))
                    } else {
                        try await client.send(
                            server.post(
                                audit.body ?? "", changes: ["Accept": audit.accept, "Content-Type": audit.contentType]))
                    }
                    let answer = try await client.receive()
                    #expect(answer?.status == audit.status, "\(audit.name)")
                    if let type = audit.type { #expect(answer?.field("Content-Type") == type, "\(audit.name)") }
                    #expect((answer?.json?["data"] != nil) == audit.data, "\(audit.name)")
                    #expect((answer?.json?["errors"] != nil) == audit.errors, "\(audit.name)")
                    if audit.status == 405 { #expect(answer?.field("Allow") == "POST", "\(audit.name)") }
                }
            }
        }
    }
}
