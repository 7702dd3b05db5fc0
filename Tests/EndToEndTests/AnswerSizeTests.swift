// SPDX-License-Identifier: Apache-2.0

import JSON
import Server
import Testing

/// Answers are bounded by their bytes too: a row may hold much.
struct AnswerSizeTests {
    @Test func `an answer that is too large is an error, and holds nothing`() async throws {
        let application = try await ServedApplication.start(maximumResponseBytes: 4_000)
        defer { application.stop() }
        let admin = try #require(Identity(persona: "admin-a"))
        // Twice: the second time the document and its plan are known.
        for _ in 0..<2 {
            let small = try await application.answer("{ trainees(first: 2) { nodes { id fullName } } }", as: admin)
            #expect(small["errors"] == nil, "\(small.text)")
            let large = try await application.answer(
                "{ trainees(first: 26) { nodes { id fullName email jobTitle team pseudonym createdAt } } }", as: admin)
            #expect(large["data"] == .null)
            let error = large["errors"]?.arrayValue?.first
            #expect(error?["extensions"]?["code"]?.stringValue == "LIMIT_EXCEEDED")
            #expect(error?["message"]?.stringValue == "The answer is larger than 4000 bytes.")
            #expect(!large.text.contains("nordlicht"))
        }
    }
}
