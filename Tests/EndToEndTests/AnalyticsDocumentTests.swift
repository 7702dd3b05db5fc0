// SPDX-License-Identifier: Apache-2.0

import Foundation
import GoldenTesting
import JSON
import Testing

/// The examples of `docs/analytics.md` give the answers that stand below them.
@Suite struct AnalyticsDocumentTests {
    private static let path = ProjectFiles.path("docs/analytics.md")

    @Test func `the examples of the page give its answers`() async throws {
        let application = try await ServedApplication.shared
        let identity = try #require(Identity(persona: "admin-b"))
        // Text, then fenced blocks and text by turns.
        var parts = try ProjectFiles.text(Self.path).components(separatedBy: "```")
        var count = 0
        for index in parts.indices where parts[index].hasPrefix("json\n") {
            let operation = try #require(index >= 2 && parts[index - 2].hasPrefix("graphql\n") ? parts[index - 2] : nil)
            let answer = try await application.answer(String(operation.dropFirst("graphql\n".count)), as: identity)
            count += 1
            // Whatever its layout.
            if (try? JSON.parse(String(parts[index].dropFirst("json\n".count)))) == answer { continue }
            parts[index] = "json\n" + answer.indentedText + "\n"
        }
        #expect(count == 4)
        let document = GoldenFile(Self.path, kind: .response)
        if let problem = try document.problem(with: parts.joined(separator: "```")) {
            Issue.record(Comment(rawValue: problem))
        }
    }
}
