// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import JSON
import SQL
import Server
import Testing

/// Pages of interfaces and unions: each row once, in order, whatever happens between two pages.
@Suite struct MixedListTests {
    private func member() throws -> Identity { try #require(Identity(persona: "member-a")) }

    /// A page's titles (keys, of a union), and the cursor to go on from.
    private func page(
        _ field: String, _ arguments: String, of application: ServedApplication
    ) async throws -> (rows: [String], cursors: [String], hasMore: Bool) {
        let node =
            field == "contributions"
            ? "... on Article { a: title } ... on Photo { a: url } ... on Note { a: text }" : "a: title"
        let query = """
            { \(field)(\(arguments)) { edges { cursor node { \(node) } } pageInfo { hasNextPage hasPreviousPage } } }
            """
        let answer = try await application.answer(query, as: try member())
        let list = try #require(answer["data"]?[field], "\(answer.text)")
        let edges = try #require(list["edges"]?.arrayValue, "\(answer.text)")
        let more = list["pageInfo"]?[arguments.contains("last:") ? "hasPreviousPage" : "hasNextPage"]
        return (
            edges.compactMap { $0["node"]?["a"]?.stringValue }, edges.compactMap { $0["cursor"]?.stringValue },
            more?.booleanValue ?? false
        )
    }

    private static let orders = [
        "", "orderBy: [{rank: ASC}], ", "orderBy: [{rank: DESC}], ", "orderBy: [{publishedAt: ASC}], ",
        "orderBy: [{publishedAt: ASC_NULLS_FIRST}], ", "orderBy: [{publishedAt: DESC}], ",
        "orderBy: [{publishedAt: DESC_NULLS_LAST}], ", "orderBy: [{rank: DESC}, {publishedAt: ASC}], ",
        "orderBy: [{rank: ASC}, {title: DESC}], ", "orderBy: [{publishedAt: ASC}, {rank: DESC}], ",
    ]

    @Test func `pages in both directions hold each row once, in the order of the whole list`() async throws {
        try await Newspaper.served { application, _ in
            for (field, order) in Self.orders.map({ ("published", $0) }) + [("contributions", "")] {
                let all = try await page(field, "\(order)first: 20", of: application).rows
                #expect(all.count == (field == "published" ? 7 : 11))
                for (size, isBackward) in [(1, false), (1, true), (2, false), (2, true), (3, false), (3, true)] {
                    let found = try await walk(field, order, size, isBackward: isBackward, application)
                    #expect(found == all, "\(order) \(size)")
                }
            }
        }
    }

    private func walk(
        _ field: String, _ order: String, _ size: Int, isBackward: Bool, _ application: ServedApplication
    ) async throws -> [String] {
        var found: [String] = []
        var bound = ""
        for _ in 0..<20 {
            let page = try await page(
                field, "\(order)\(isBackward ? "last" : "first"): \(size)\(bound)", of: application)
            found = isBackward ? page.rows + found : found + page.rows
            guard page.hasMore, let cursor = isBackward ? page.cursors.first : page.cursors.last else { break }
            bound = ", \(isBackward ? "before" : "after"): \"\(cursor)\""
        }
        return found
    }

    @Test func `two cursors enclose the rows between them`() async throws {
        try await Newspaper.served { application, _ in
            for order in Self.orders {
                let all = try await page("published", "\(order)first: 20", of: application)
                for (first, last) in [(0, 6), (1, 5), (2, 3), (4, 4), (5, 2)] {
                    let between = "after: \"\(all.cursors[first])\", before: \"\(all.cursors[last])\""
                    let expected = first + 1 < last ? Array(all.rows[(first + 1)..<last]) : []
                    for end in ["first: 20", "last: 20"] {
                        let found = try await page("published", "\(order)\(end), \(between)", of: application)
                        #expect(found.rows == expected, "\(order) \(end)")
                    }
                }
            }
        }
    }

    @Test func `rows that come and go between two pages neither repeat nor hide others`() async throws {
        try await Newspaper.served { application, database in
            let order = "orderBy: [{rank: ASC}], first: 3"
            let first = try await page("published", order, of: application)
            let cursor = try #require(first.cursors.last)
            // One before the cursor, one behind it among its ties, and the cursor's own row is gone.
            try await database.run(
                """
                insert into news.photos values ('c0000001-0000-4000-8000-000000000000', 1, 'Early', now(), 0, '{}', 'u');
                insert into news.articles values ('c0000001-0000-4000-8000-000000000000',
                    'c0000001-0000-4000-8002-0000000000ff', 'Late', null, 1, '{}', 'b');
                delete from news.photos where caption = '\(first.rows[2])' and id > 100 and id < 200;
                """)
            #expect(first.rows == ["Fire", "Fog", "Dusk"])
            let second = try await page("published", "\(order), after: \"\(cursor)\"", of: application)
            #expect(second.rows == ["Ice", "Rain", "Late"])
            let third = try await page(
                "published", "\(order), after: \"\(try #require(second.cursors.last))\"", of: application)
            #expect(third.rows == ["Dawn", "Noon"])
        }
    }

    @Test func `a cursor that was changed, or belongs to another list, is refused`() async throws {
        try await Newspaper.served { application, _ in
            let cursor = try #require(
                try await page("published", "orderBy: [{rank: ASC}], first: 1", of: application).cursors.first)
            var changed = cursor
            changed.replaceSubrange(changed.index(before: changed.endIndex)..., with: cursor.hasSuffix("A") ? "E" : "A")
            for (field, arguments) in [
                ("published", "orderBy: [{rank: ASC}], after: \"\(changed)\""),
                ("published", "orderBy: [{rank: ASC}], before: \"\(changed)\""),
                ("published", "orderBy: [{rank: DESC}], after: \"\(cursor)\""),
                ("published", "where: {rank: {eq: 1}}, orderBy: [{rank: ASC}], after: \"\(cursor)\""),
                ("contributions", "after: \"\(cursor)\""),
            ] {
                let answer = try await application.answer(
                    "{ \(field)(\(arguments)) { totalCount } }", as: try member())
                let error = try #require(answer["errors"]?.arrayValue?.first, "\(arguments)")
                #expect(error["extensions"]?["code"] == .string("BAD_USER_INPUT"), "\(arguments)")
            }
        }
    }

    @Test func `the fields of each type cost as if all rows were of it`() async throws {
        try await Newspaper.served { application, _ in
            for (query, cost) in [
                // The field, two tables, two rows with a field of each type, and the two tables once more for them.
                ("{ published(first: 2) { nodes { title } } }", 10 + 2 + 2 + 2 * 2 + 2),
                // What is not asked of a type costs nothing, and its table is not joined.
                ("{ published(first: 2) { nodes { ... on Photo { url } } } }", 10 + 2 + 2 + 2 + 1),
                // Each table is looked at for the total.
                ("{ published(first: 2) { totalCount } }", 10 + 2 + 2 + 2 * 100),
            ] {
                var request = OperationRequest(query: query)
                request.asksForCost = true
                let response = await application.runner.run(
                    request, as: try await application.context(of: try member()), requestID: "test")
                let answer = try JSON.parse(response.body)
                #expect(answer["extensions"]?["cost"]?["requested"]?.integerValue == cost, "\(query): \(answer.text)")
            }
        }
    }

    @Test func `while one of its tables is closed a list is not served at all`() async throws {
        try await Newspaper.served(closed: [QualifiedName(schema: "news", name: "notes")]) { application, _ in
            let closed = try await application.answer("{ contributions { totalCount } }", as: try member())
            #expect(closed["errors"]?.arrayValue?.first?["extensions"]?["code"] == .string("UNAVAILABLE"))
            let open = try await application.answer("{ published { totalCount } }", as: try member())
            #expect(open["data"]?["published"]?["totalCount"]?.integerValue == 7)
        }
    }

    @Test func `a type that the role may not read is in no list, and its table in no statement`() async throws {
        // A statement that read it would be refused.
        try await Newspaper.served(after: "revoke select on news.photos from :reader") { application, _ in
            let answer = try await application.answer(
                "{ published { totalCount nodes { __typename title } } contributions { totalCount } }", as: try member()
            )
            #expect(answer["errors"] == nil, "\(answer.text)")
            #expect(answer["data"]?["published"]?["totalCount"]?.integerValue == 4)
            #expect(answer["data"]?["contributions"]?["totalCount"]?.integerValue == 8)
            let asked = try await application.answer(
                "{ published { nodes { ... on Photo { url } } } }", as: try member())
            #expect(asked["errors"]?.arrayValue?.first?["extensions"]?["code"] == .string("GRAPHQL_VALIDATION_FAILED"))
        }
    }
}
