// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

/// Orders by what functions make of rows.
@Suite struct ComputedOrderTests {
    @Test(arguments: ["ASC", "DESC", "DESC_NULLS_LAST"])
    func `pages by a computed field hold each row once, in its order`(direction: String) async throws {
        try await Library.with(of: "library") { library in
            for (size, cursor, end, more) in [
                ("first", "after", "endCursor", "hasNextPage"), ("last", "before", "startCursor", "hasPreviousPage"),
            ] {
                var names: [String] = []
                var position = ""
                repeat {
                    let answer = try await library.answer(
                        """
                        { people(orderBy: [{fullName: \(direction)}], \(size): 1\(position)) {
                          nodes { fullName } pageInfo { \(end) \(more) } } }
                        """)
                    #expect(answer["errors"] == nil, "\(answer.text)")
                    let page = answer["data"]?["people"]
                    names += (page?["nodes"]?.arrayValue ?? []).compactMap { $0["fullName"]?.stringValue }
                    guard page?["pageInfo"]?[more] == .boolean(true), let next = page?["pageInfo"]?[end]?.stringValue
                    else { break }
                    position = ", \(cursor): \(JSON.string(next).text)"
                } while names.count < 20
                let isRising = (direction == "ASC") == (size == "first")
                #expect(names.count > 2 && names == (isRising ? names.sorted() : names.sorted().reversed()), "\(names)")
                #expect(Set(names).count == names.count)
            }
        }
    }

    @Test func `who may not execute the function neither orders by its value nor groups by it`() async throws {
        let change = "revoke execute on function library.full_name(library.people) from :reader;"
        try await Library.with(change, of: "library") { library in
            for operation in [
                "{ people(orderBy: [{fullName: ASC}]) { nodes { id } } }",
                "{ peopleFigures { groups(by: {fullName: true}) { count } } }",
                "{ peopleFigures { max { fullName } } }",
            ] {
                let answer = try await library.answer(operation)
                #expect(
                    answer["errors"]?.arrayValue?.first?["extensions"]?["code"] == .string("GRAPHQL_VALIDATION_FAILED"),
                    "\(operation): \(answer.text)")
            }
        }
    }
}
