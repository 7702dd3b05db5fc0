// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

/// What a mutation answers is bound by the limits of what a query answers.
@Suite struct ReadBackLimitTests {
    @Test(arguments: [
        // Two years of hours, which no row is counted in.
        (
            """
            updateTrainees(where: {email: {eq: "nobody@example.com"}}, input: {team: "Support"}, atMost: 1) {
              nodes { sessionsAggregate { groups(
                by: {startedAt: {unit: HOUR, fillFrom: "2024-01-01T00:00:00Z", fillTo: "2026-01-01T00:00:00Z"}}, first: 5
              ) { count } } } }
            """, "LIMIT_EXCEEDED"
        ),
        (
            """
            updateTrainees(where: {email: {eq: "nobody@example.com"}}, input: {team: "Support"}, atMost: 1) {
              nodes { sessions(first: 1, after: "bm8gY3Vyc29yIG9mIG91cnMsIGJ1dCBsb25nIGVub3VnaA") { totalCount } } }
            """, "BAD_USER_INPUT"
        ),
    ])
    func `a mutation that reads back more than is allowed is refused before it writes`(
        field: String, code: String
    ) async throws {
        let application = try await ServedApplication.shared
        let admin = try #require(Identity(persona: "admin-a"))
        let answer = try await application.answer("mutation { \(field) }", as: admin)
        #expect(answer["errors"]?.arrayValue?.first?["extensions"]?["code"]?.stringValue == code, "\(answer.text)")
        #expect(answer["data"] == nil, "\(answer.text)")
    }
}
