// SPDX-License-Identifier: Apache-2.0

import JSON
import Planning
import Server
import Testing

/// What operations cost, by estimate: `docs/limits.md` has the prices.
@Suite struct CostTests {
    private static let pages = "{ trainees(first: 2) { nodes { id sessions(first: 3) { nodes { id } } } } }"

    private func cost(
        _ query: String, of application: ServedApplication
    ) async throws -> (cost: JSON?, answer: JSON) {
        var request = OperationRequest(query: query)
        request.asksForCost = true
        let admin = try #require(Identity(persona: "admin-a"))
        let response = await application.runner.run(
            request, as: try await application.context(of: admin), requestID: "test")
        let answer = try JSON.parse(response.body)
        return (answer["extensions"]?["cost"], answer)
    }

    @Test func `rows count with their fields, and pages within pages multiply`() async throws {
        let application = try await ServedApplication.shared
        let cases: [(query: String, fields: String)] = [
            ("{ __typename }", #"{"__typename":10}"#),
            // The field, the table, its two rows with two fields each; the second table, its six rows with one each.
            (Self.pages, #"{"trainees":30}"#),
            (
                "{ one: trainees(first: 1) { nodes { id } } ten: trainees(first: 10) { nodes { id } } }",
                #"{"one":13,"ten":31}"#
            ),
            // A total is a look at all rows, and so are figures: for each row that has them.
            ("{ trainees(first: 1) { totalCount } }", #"{"trainees":112}"#),
            ("{ traineesAggregate { count } }", #"{"traineesAggregate":112}"#),
            (
                "{ trainees(first: 2) { nodes { sessionsAggregate { count } } } }",
                #"{"trainees":218}"#
            ),
        ]
        for (query, fields) in cases {
            let (cost, answer) = try await cost(query, of: application)
            #expect(cost?["fields"]?.text == fields, "\(query): \(answer.text)")
            let sum = cost?["fields"]?.members?.compactMap(\.value.integerValue).reduce(0, +)
            #expect(cost?["requested"]?.integerValue == sum)
            #expect(cost?["limit"]?.integerValue == 2_000_000)
        }
    }

    @Test func `an operation that costs more than allowed is refused before it runs`() async throws {
        for (limit, isRefused) in [(30, false), (29, true)] {
            let application = try await ServedApplication.start(settings: PlanningSettings(maximumCost: limit))
            defer { application.stop() }
            let (cost, answer) = try await cost(Self.pages, of: application)
            let code = answer["errors"]?.arrayValue?.first?["extensions"]?["code"]?.stringValue
            #expect(code == (isRefused ? "LIMIT_EXCEEDED" : nil), "\(answer.text)")
            #expect((cost == nil) == isRefused)
        }
    }

    @Test func `an answer says what it costs only where that is asked`() async throws {
        let admin = try #require(Identity(persona: "admin-a"))
        let answer = try await ServedApplication.shared.answer("{ __typename }", as: admin)
        #expect(answer.text == #"{"data":{"__typename":"Query"}}"#)
    }
}
