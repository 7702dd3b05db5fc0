// SPDX-License-Identifier: Apache-2.0

import JSON
import Planning
import Testing

/// A filter of many parts is refused while it is read, before its SQL is written.
struct FilterLimitTests {
    private static let query = """
        query Many($where: TraineeFilter) { trainees(where: $where, first: 1) { nodes { id } } }
        """

    private func code(_ filters: Int, as operand: String, in application: ServedApplication) async throws -> String? {
        let filter = JSON.object([
            JSONMember(name: operand, value: .array(Array(repeating: .object([]), count: filters)))
        ])
        let answer = try await application.answer(
            Self.query, variables: .object([JSONMember(name: "where", value: filter)]),
            as: #require(Identity(persona: "admin-a")))
        return answer["errors"]?.arrayValue?.first?["extensions"]?["code"]?.stringValue
    }

    @Test(arguments: ["and", "or"])
    func `more conditions than an operation may have are refused, empty ones too`(operand: String) async throws {
        let application = try await ServedApplication.start(settings: PlanningSettings(maximumFilters: 50))
        defer { application.stop() }
        // The filter itself is one.
        #expect(try await code(49, as: operand, in: application) == nil)
        #expect(try await code(50, as: operand, in: application) == "LIMIT_EXCEEDED")
    }

    @Test func `what the longest SQL has no room for is refused in any case`() async throws {
        let application = try await ServedApplication.shared
        #expect(try await code(9_999, as: "and", in: application) == nil)
        #expect(try await code(10_000, as: "and", in: application) == "LIMIT_EXCEEDED")
    }
}
