// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import JSON
import SQL
import Server
import Testing

/// Rows of several types that belong to a row: the same as PostgreSQL finds for it, whatever the page.
@Suite struct MixedRelationTests {
    private func member() throws -> Identity { try #require(Identity(persona: "member-a")) }

    private static let tenant = "c0000001-0000-4000-8000-000000000000"
    private static let authors = (1...2).map { "c0000001-0000-4000-8001-00000000000\($0)" }

    /// Many rows with few different values, so that most are equal by any order; and those of the other tenant.
    private static let rows = """
        select setseed(0.4);
        insert into news.articles
        select format('c000000%s-0000-4000-8000-000000000000', t)::uuid, gen_random_uuid(), format('A%s of %s', n, t),
            case when random() < 0.7 then '2026-03-01'::timestamptz + trunc(random() * 4) * interval '1 day' end,
            trunc(random() * 3), '{}', 'b',
            case when random() < 0.9 then format('c000000%s-0000-4000-8001-00000000000%s', t, 1 + trunc(random() * 2))::uuid end
        from generate_series(1, 2) as t, generate_series(11, 40) as n;
        insert into news.photos
        select format('c000000%s-0000-4000-8000-000000000000', t)::uuid, 100 * t + n, format('P%s of %s', n, t),
            '2026-03-01'::timestamptz + trunc(random() * 4) * interval '1 day', trunc(random() * 3), '{}', 'u',
            case when random() < 0.9 then format('c000000%s-0000-4000-8001-00000000000%s', t, 1 + trunc(random() * 2))::uuid end
        from generate_series(1, 2) as t, generate_series(11, 40) as n;
        """

    private struct Page {
        var rows: [String]
        var cursors: [String]
        var hasMore: Bool
        var total: Int
    }

    /// A page of each author.
    private func pages(
        _ arguments: [String], of application: ServedApplication
    ) async throws -> [Page] {
        let fields = zip(Self.authors, arguments).enumerated().map { index, author in
            """
            a\(index): author(id: "\(author.0)") { list: published(\(author.1)) {
              totalCount edges { cursor node { title } } pageInfo { hasNextPage hasPreviousPage } } }
            """
        }
        let answer = try await application.answer("{ \(fields.joined(separator: " ")) }", as: try member())
        return try arguments.enumerated().map { index, arguments in
            let list = try #require(answer["data"]?["a\(index)"]?["list"], "\(answer.text)")
            let edges = try #require(list["edges"]?.arrayValue, "\(answer.text)")
            let more = list["pageInfo"]?[arguments.contains("last:") ? "hasPreviousPage" : "hasNextPage"]
            return Page(
                rows: edges.compactMap { $0["node"]?["title"]?.stringValue },
                cursors: edges.compactMap { $0["cursor"]?.stringValue }, hasMore: more?.booleanValue ?? false,
                total: list["totalCount"]?.integerValue ?? -1)
        }
    }

    /// What belongs to an author, by the order that the API means.
    private func expected(_ author: String, _ order: String, in database: TestDatabase) async throws -> [String] {
        let text = try await database.value(
            """
            select coalesce(string_agg(title, '|' order by \(order)), '') from (
                select 'Article' as type, title, published_at, rank, id::text as key, author_id, tenant_id
                from news.articles
                union all select 'Photo', caption, published_at, rank, lpad(id::text, 40, '0'), author_id, tenant_id
                from news.photos) as works
            where tenant_id = '\(Self.tenant)' and author_id = '\(author)'
            """)
        return (text ?? "").split(separator: "|").map(String.init)
    }

    private static let orders = [
        ("", "type, key"),
        ("orderBy: [{rank: ASC}], ", "rank, type, key"),
        ("orderBy: [{rank: DESC}], ", "rank desc, type desc, key desc"),
        ("orderBy: [{publishedAt: ASC_NULLS_FIRST}], ", "published_at nulls first, type, key"),
        ("orderBy: [{publishedAt: DESC}], ", "published_at desc, type desc, key desc"),
        (
            "orderBy: [{publishedAt: DESC_NULLS_LAST}, {rank: ASC}], ",
            "published_at desc nulls last, rank, type, key"
        ),
    ]

    @Test func `pages within rows hold each row once, in PostgreSQL's own order`() async throws {
        try await Newspaper.served(after: Self.rows) { application, database in
            for (order, sql) in Self.orders {
                var lists: [[String]] = []
                for author in Self.authors { lists.append(try await expected(author, sql, in: database)) }
                #expect(lists.allSatisfy { $0.count > 10 })
                for (size, isBackward) in [(100, false), (100, true), (1, false), (7, false), (7, true)] {
                    let found = try await walk(
                        order, size, isBackward: isBackward, totals: lists.map(\.count), application)
                    #expect(found == lists, "\(order) \(size) \(isBackward)")
                }
            }
        }
    }

    private func walk(
        _ order: String, _ size: Int, isBackward: Bool, totals: [Int], _ application: ServedApplication
    ) async throws -> [[String]] {
        // The field's own limit is ten.
        let size = min(size, 10)
        var found: [[String]] = [[], []]
        var bounds = ["", ""]
        for _ in 0..<100 {
            let pages = try await pages(
                bounds.map { "\(order)\(isBackward ? "last" : "first"): \(size)\($0)" }, of: application)
            #expect(pages.map(\.total) == totals)
            var isDone = true
            for (index, page) in pages.enumerated() {
                guard !bounds[index].hasPrefix("!") else { continue }
                found[index] = isBackward ? page.rows + found[index] : found[index] + page.rows
                if page.hasMore, let cursor = isBackward ? page.cursors.first : page.cursors.last {
                    bounds[index] = ", \(isBackward ? "before" : "after"): \"\(cursor)\""
                    isDone = false
                } else if let cursor = isBackward ? page.cursors.first : page.cursors.last {
                    // Nothing is behind the last row.
                    bounds[index] = ", \(isBackward ? "before" : "after"): \"\(cursor)\""
                }
            }
            if isDone { break }
        }
        return found
    }

    @Test func `while one of its tables is closed a relation is not served at all`() async throws {
        try await Newspaper.served(closed: [QualifiedName(schema: "news", name: "photos")]) { application, _ in
            for query in [
                "{ authors { nodes { latest { title } } } }", "{ pins { nodes { pinned { __typename } } } }",
            ] {
                let closed = try await application.answer(query, as: try member())
                #expect(
                    closed["errors"]?.arrayValue?.first?["extensions"]?["code"] == .string("UNAVAILABLE"), "\(query)")
            }
            let open = try await application.answer("{ remarks { nodes { about { __typename } } } }", as: try member())
            #expect(open["errors"] == nil, "\(open.text)")
        }
    }

    @Test func `a type that the role may not read is in no relation, and its table in no statement`() async throws {
        // A statement that read it, or what leads to it, would be refused.
        let script = """
            revoke select on news.photos, news.pins from :reader;
            grant select (tenant_id, id, position, article_id, note_article_id, note_number) on news.pins to :reader;
            """
        try await Newspaper.served(after: script) { application, _ in
            let answer = try await application.answer(
                """
                { authors { nodes { published { totalCount nodes { __typename title } } latest { __typename } } }
                  pins { nodes { position pinned { __typename } } } }
                """, as: try member())
            #expect(answer["errors"] == nil, "\(answer.text)")
            #expect(!answer.text.contains("Photo"))
            let asked = try await application.answer(
                "{ authors { nodes { latest { ... on Photo { url } } } } }", as: try member())
            #expect(asked["errors"]?.arrayValue?.first?["extensions"]?["code"] == .string("GRAPHQL_VALIDATION_FAILED"))
        }
    }

    @Test func `what a relation holds costs as a list at the root, once for each row`() async throws {
        try await Newspaper.served { application, _ in
            for (query, cost) in [
                // The field and its table; an author for one; two tables, two rows of each type, the tables once more.
                (
                    "{ authors(first: 1) { nodes { published(first: 2) { nodes { title } } } } }",
                    10 + 1 + 1 + 1 + 2 + 2 + 4 + 2
                ),
                // Each table is looked at for the total of each author.
                (
                    "{ authors(first: 3) { nodes { published(first: 2) { totalCount } } } }",
                    10 + 1 + 3 + 3 + 2 + 6 + 600
                ),
                // A row of one of two types: two tables, and a field of each.
                (
                    "{ remarks(first: 2) { nodes { about { ... on Author { name } ... on Article { title } } } } }",
                    10 + 1 + 2 + 2 + 2 + 4
                ),
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

    @Test func `a promise that is broken within JSON is an error at its own row and type`() async throws {
        // What RFC 3339 has no form for counts as null.
        try await Newspaper.served(after: "update news.photos set published_at = 'infinity'") { application, _ in
            let list = "published { nodes { title ... on Photo { at: publishedAt } ... on Article { body } } }"
            let answer = try await application.answer(
                "{ author(id: \"\(Self.authors[1])\") { name \(list) } }", as: try member())
            #expect(answer["data"]?["author"]?.isNull == true, "\(answer.text)")
            let errors = try #require(answer["errors"]?.arrayValue)
            #expect(errors.count == 1)
            #expect(errors.first?["path"]?.text == #"["author","published","nodes",1,"at"]"#, "\(answer.text)")
            // Of an author without photos nothing is broken.
            let whole = try await application.answer(
                "{ author(id: \"\(Self.authors[0])\") { name \(list) } }", as: try member())
            #expect(whole["errors"] == nil, "\(whole.text)")
        }
    }
}
