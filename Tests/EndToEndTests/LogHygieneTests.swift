// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON
import LogTesting
import Testing

/// Whatever a client sends, nothing of it is logged, at any level, but the path and the request's id.
@Suite(.timeLimit(.minutes(3)))
struct LogHygieneTests {
    /// A body with a marker in it, and who sends it.
    private static func bodies(_ marker: String) -> [(name: String, body: String)] {
        func body(_ query: String, _ variables: JSON = .null, operationName: String? = nil) -> String {
            var members = [
                JSONMember(name: "query", value: .string(query)), JSONMember(name: "variables", value: variables),
            ]
            if let operationName { members.append(JSONMember(name: "operationName", value: .string(operationName))) }
            return JSON.object(members).text
        }
        func object(_ name: String, _ value: JSON) -> JSON { .object([JSONMember(name: name, value: value)]) }
        let create = "mutation($i: TraineeCreateInput!) { createTrainee(input: $i) { trainee { id } } }"
        func person(_ email: String) -> JSON {
            object(
                "i",
                .object([
                    JSONMember(name: "email", value: .string(email)),
                    JSONMember(name: "fullName", value: .string(marker)),
                ]))
        }
        let filter = "query($w: TraineeFilter) { trainees(where: $w) { nodes { id } } }"
        return [
            ("a literal", body("{ trainees(where: {fullName: {eq: \"\(marker)\"}}) { nodes { id } } }")),
            ("a variable", body(filter, object("w", object("fullName", object("eq", .string(marker)))))),
            ("a variable of another type", body(filter, .object([JSONMember(name: "w", value: .string(marker))]))),
            (
                "a value that PostgreSQL cannot read",
                body(filter, object("w", object("id", object("eq", .string(marker)))))
            ),
            ("a row that breaks a rule", body(create, person(marker.uppercased() + "@Example.org"))),
            ("a row", body(create, person(marker + "@example.org"))),
            ("the same row again", body(create, person(marker + "@example.org"))),
            ("a field", body("{ \(marker) }")), ("an alias", body("{ \(marker): __typename }")),
            ("a comment", body("{ __typename } # \(marker)")), ("a syntax error", body("{ \"\(marker)\"")),
            ("an operation that is not there", body("query a { __typename }", operationName: marker)),
            ("a cursor", body("{ trainees(first: 1, after: \"\(marker)\") { nodes { id } } }")),
            ("no JSON", "{\"query\": \(marker)"), ("a hash", #"{"documentId": "\#(marker)"}"#),
        ]
    }

    @Test func `nothing that a client sends is logged`() async throws {
        let log = RecordedLog()
        let marker = "canary" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await ServedClient.with("palisade_test_log_hygiene", logger: log.logger) { client, _ in
            for (name, body) in Self.bodies(marker) {
                for persona in ["admin-a", nil] {
                    let answer = try await client.send("POST", "/graphql", as: persona, body: body)
                    #expect(answer.status < 500, "\(name)")
                }
                log.check(marker, name)
            }
            let plain = #"{"query": "{ __typename }"}"#
            for field in [
                "Authorization", "Cookie", "User-Agent", "Referer", "Origin", "Idempotency-Key", "Accept",
                "Palisade-Consistency", "traceparent", "baggage", "X-Forwarded-For",
            ] {
                for value in [marker, "Bearer \(marker)"] {
                    let answer = try await client.send(
                        "POST", "/graphql", as: "admin-a", body: plain, fields: [field: value])
                    #expect(answer.status < 500, "\(field)")
                }
                log.check(marker, field)
            }
            // Tokens that are sound but for one claim, and one that is sound.
            for claim in ["role", "tenant_id", "sub", "iss", "aud", "exp", "extra"] {
                let token = try client.token("admin-a", claims: [JSONMember(name: claim, value: .string(marker))])
                _ = try await client.send(
                    "POST", "/graphql", as: nil, body: plain, fields: ["Authorization": "Bearer \(token)"])
                log.check(marker, claim)
                for part in token.split(separator: ".") { log.check(String(part), claim) }
            }
            _ = try await client.send("GET", "/graphql?query=%7B__typename%7D&access_token=\(marker)", as: nil)
            log.check(marker, "a parameter")
        }
        // Or there would be nothing to be found.
        #expect(log.lines.count > 50)
    }
}

extension RecordedLog {
    fileprivate func check(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let found = lines.filter { $0.localizedCaseInsensitiveContains(text) }
        #expect(found.isEmpty, "\(name)", sourceLocation: sourceLocation)
    }
}
