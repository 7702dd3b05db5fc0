// SPDX-License-Identifier: Apache-2.0

import GoldenTesting
import JSON
import SQL
import Testing

/// The operations of `Tests/GoldenTests/Cases/`, run on PostgreSQL under the real roles.
@Suite struct ResponseGoldenTests {
    @Test func `the recorded catalog is the database's`() async throws {
        let application = try GoldenApplication("training")
        if let problem = try application.problem(with: try await ServedApplication.shared.catalog) {
            Issue.record(Comment(rawValue: problem))
        }
    }

    @Test(arguments: try GoldenApplication.cases(of: "training").filter { try $0.hasResponses() })
    func `an operation gives each persona the recorded response`(golden: GoldenCase) async throws {
        let application = try await ServedApplication.shared
        for persona in try golden.personas() {
            let identity = try #require(Identity(persona: persona), "there is no persona \(persona)")
            let answer = try await application.answer(
                try golden.operation(), variables: try golden.variables(), as: identity, requestID: "golden")
            if let problem = try golden.responseFile(of: persona).problem(with: answer.indentedText + "\n") {
                Issue.record(Comment(rawValue: problem))
            }
        }
    }
}
