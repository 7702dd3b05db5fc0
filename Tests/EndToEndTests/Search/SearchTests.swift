// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import JSON
import Mapping
import SQL
import Testing

/// What clients may ask of `search`: any text, any page, and nothing that a grant or a policy hides.
@Suite struct SearchTests {
    private static let counting = """
        query ($words: String!) { books(where: {search: {query: $words}}) { totalCount nodes { searchHeadline } } }
        """

    private static func words(_ text: String) -> [JSONMember] { [JSONMember(name: "words", value: .string(text))] }

    @Test func `any text is words and never syntax`() async throws {
        let texts = [
            "", " ", "the", "'", "\"", "\\", "& | ! ( ) <-> :*", "whale & (", "-", "--- whale", "\"\"\"", "or", "OR OR",
            "%_", "'; drop table library.books; --", "<b>", "\u{202E}\u{FEFF}", "🐋", "whale:*", "!!whale",
            String(repeating: "a ", count: 500), String(repeating: "\"", count: 1_000),
            String(repeating: "é", count: 1_000), String(repeating: "-", count: 1_000),
            String(repeating: "- & ", count: 250),
            String(repeating: "-\"", count: 500), String(repeating: "-🐋", count: 500),
            String(repeating: "-a", count: 500),
        ]
        try await Library.with { library in
            for text in texts {
                let answer = try await library.answer(Self.counting, Self.words(text))
                #expect(answer["errors"] == nil, "\(text): \(answer.text)")
            }
            let found = try await library.answer(Self.counting, Self.words("\"white whale\" captain"))
            #expect(found["data"]?["books"]?["totalCount"]?.text == "1")
        }
    }

    @Test func `what is no text to search for is refused`() async throws {
        try await Library.with { library in
            for text in ["whale\u{0}", String(repeating: "a", count: 1_001)] {
                let answer = try await library.answer(Self.counting, Self.words(text))
                #expect(Library.fault(of: answer)?.hasPrefix("BAD_USER_INPUT") == true, "\(answer.text)")
            }
            let null = try await library.answer("{ books(where: {search: null}) { totalCount } }")
            #expect(Library.fault(of: null) == "BAD_USER_INPUT where.search")
            for order in ["{searchRank: DESC}", "{shelf: {id: ASC}}, {searchRank: DESC}", "{nearestDistance: ASC}"] {
                let answer = try await library.answer("{ books(orderBy: [\(order)]) { totalCount nodes { id } } }")
                #expect(Library.fault(of: answer)?.hasPrefix("BAD_USER_INPUT orderBy") == true, "\(answer.text)")
            }
            let deep = try await library.answer(
                "{ books(where: {or: [{search: {query: \"whale\"}}]}, orderBy: [{searchRank: DESC}]) { nodes { id } } }"
            )
            #expect(Library.fault(of: deep) == "BAD_USER_INPUT orderBy.0.searchRank")
        }
    }

    @Test(arguments: [
        ("books", "whale OR snow", "searchRank", "DESC", 3), ("books", "whale OR snow", "searchRank", "ASC", 3),
        ("notes", "anger", "searchRank", "DESC", 3), ("notes", "anger", "searchRank", "ASC_NULLS_FIRST", 3),
    ])
    func `pages by rank hold each row once`(
        field: String, words: String, key: String, direction: String, count: Int
    ) async throws {
        try await Library.with { library in
            for (size, cursor, end, more) in [
                ("first", "after", "endCursor", "hasNextPage"), ("last", "before", "startCursor", "hasPreviousPage"),
            ] {
                var ids: [String] = []
                var position = ""
                repeat {
                    let answer = try await library.answer(
                        """
                        query ($words: String!) {
                          \(field)(where: {search: {query: $words}}, orderBy: [{\(key): \(direction)}], \(size): 1\(position)) {
                            totalCount nodes { id searchRank } pageInfo { \(end) \(more) }
                          }
                        }
                        """, Self.words(words))
                    let page = answer["data"]?[field]
                    #expect(page?["totalCount"]?.text == "\(count)", "\(answer.text)")
                    guard let rows = page?["nodes"]?.arrayValue, !rows.isEmpty else { break }
                    #expect(rows.allSatisfy { $0["searchRank"]?.isNull == false })
                    ids += rows.compactMap { $0["id"]?.stringValue }
                    guard page?["pageInfo"]?[more] == .boolean(true), let next = page?["pageInfo"]?[end]?.stringValue
                    else { break }
                    position = ", \(cursor): \(JSON.string(next).text)"
                } while ids.count < 10
                #expect(ids.count == count && Set(ids).count == count, "\(size): \(ids)")
            }
        }
    }

    @Test func `what a role may not read or execute is not there to search by`() async throws {
        let change = """
            revoke select on library.books from :reader;
            grant select (tenant_id, id, title, year, words) on library.books to :reader;
            revoke execute on function library.search_notes(text) from :reader;
            """
        try await Library.with(change) { library in
            let visible = library.application.mapping.visible(to: library.role, in: library.application.catalog)
            #expect(visible.schema.field(named: "searchRank", on: "Book") != nil)
            #expect(visible.schema.field(named: "searchHeadline", on: "Book") == nil)
            #expect(visible.schema.field(named: "nearestDistance", on: "Book") == nil)
            #expect(visible.schema.field(named: "searchRank", on: "Note") == nil)
            let answer = try await library.answer("{ notes(where: {search: {query: \"anger\"}}) { totalCount } }")
            #expect(answer["errors"]?.arrayValue?.first?["extensions"]?["code"] == .string("GRAPHQL_VALIDATION_FAILED"))
            let ranked = try await library.answer(
                "{ books(where: {search: {query: \"whale\"}}, orderBy: [{searchRank: DESC}]) { nodes { title searchRank } } }"
            )
            #expect(ranked["errors"] == nil, "\(ranked.text)")
        }
    }

    @Test func `a function that does not ask for the tenant tells nothing of another one`() async throws {
        let change = """
            create or replace function library.search_notes(query text) returns table (id uuid, rank real, headline text)
                language sql stable security definer set search_path = pg_catalog, library, pg_temp
            begin atomic
                select n.id, ts_rank(n.words, q.words), n.body
                from library.notes as n cross join websearch_to_tsquery('english', query) as q (words)
                where n.words @@ q.words;
            end;
            update library.notes set body = 'anger of another tenant' where tenant_id::text like 'c0000002%';
            """
        try await Library.with(change) { library in
            let answer = try await library.answer(
                """
                { notes(where: {search: {query: "anger"}}, orderBy: [{searchRank: DESC}]) {
                  totalCount nodes { body searchHeadline } } }
                """)
            #expect(answer["data"]?["notes"]?["totalCount"]?.text == "3", "\(answer.text)")
            #expect(!answer.text.contains("another"), "\(answer.text)")
        }
    }
}
