// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

/// As many rows as one operation may write may be wide ones. What is too large is refused with a hint that fits.
@Suite struct WideRowTests {
    private static let columns = (1...60).map { "c\($0)" }
    private static let script = """
        create table public.wide (id int generated always as identity primary key, \
        \(columns.map { "\($0) text" }.joined(separator: ", ")));
        """
    private static let sdl = """
        type Wide @table(name: "public.wide", scope: USER) {
          id: ID!
          \(columns.map { "\($0): String" }.joined(separator: "\n"))
        }
        type Query { wides: [Wide!]! @connection }
        type Mutation { createWides: [Wide!]! @insert }
        """
    private static let mutation =
        "mutation ($rows: [WideCreateInput!]!) { createWides(input: $rows) { affectedCount } }"

    private func rows(_ count: Int, of width: Int) -> JSON {
        let row = JSON.object(Self.columns.prefix(width).map { JSONMember(name: $0, value: .string("x")) })
        return .object([JSONMember(name: "rows", value: .array(Array(repeating: row, count: count)))])
    }

    @Test func `a thousand rows of thirty columns are written, twice`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            for _ in 0..<2 {
                let text = try await database.text(Self.mutation, variables: rows(1_000, of: 30))
                #expect(text == #"{"createWides":{"affectedCount":1000}}"#)
            }
            try await database.expect("{ wides { totalCount } }", answers: #"{"wides":{"totalCount":2000}}"#)
        }
    }

    @Test func `what is too large says what to do`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let conditions = (0..<4_500).map { number -> JSON in
                .object([.init(name: "c1", value: .object([.init(name: "ne", value: .string("\(number)"))]))])
            }
            let filter = JSON.object([.init(name: "or", value: .array(conditions))])
            let refusals = [
                (Self.mutation, rows(1_000, of: 60), "Write fewer rows at once."),
                (
                    "query ($filter: WideFilter) { wides(where: $filter) { totalCount } }",
                    JSON.object([.init(name: "filter", value: filter)]), "Filter by fewer conditions at once."
                ),
            ]
            for (operation, variables, hint) in refusals {
                let answer = try await database.answer(operation, variables: variables)
                let error = try #require(answer["errors"]?.arrayValue?.first, "\(answer.text)")
                #expect(error["extensions"]?["code"]?.stringValue == "LIMIT_EXCEEDED")
                #expect(error["extensions"]?["hint"]?.stringValue == hint, "\(error.text)")
            }
        }
    }
}
