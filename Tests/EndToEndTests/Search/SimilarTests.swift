// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import JSON
import Mapping
import SQL
import Testing

/// What clients may ask of `similar`, and which index answers it.
@Suite struct SimilarTests {
    private static let query = """
        query ($text: String!, $atLeast: Float) {
          authors(where: {similar: {text: $text, atLeast: $atLeast}}, orderBy: [{similarity: DESC}]) {
            totalCount nodes { name similarity }
          }
        }
        """

    private static func text(_ text: String, atLeast: String? = nil) -> [JSONMember] {
        var members = [JSONMember(name: "text", value: .string(text))]
        if let atLeast, let number = JSON(numberText: atLeast) { members.append(.init(name: "atLeast", value: number)) }
        return members
    }

    @Test func `any text may be compared, and what is no text or no share is refused`() async throws {
        try await Library.with { library in
            for text in ["", " ", "%", "'", "\\", "🐋", "--", String(repeating: "a", count: 1_000)] {
                let answer = try await library.answer(Self.query, Self.text(text))
                #expect(answer["errors"] == nil, "\(text): \(answer.text)")
            }
            for (members, place) in [
                (Self.text(String(repeating: "a", count: 1_001)), "text"),
                (Self.text("verne", atLeast: "1.5"), "atLeast"), (Self.text("verne", atLeast: "-1"), "atLeast"),
            ] {
                let answer = try await library.answer(Self.query, members)
                #expect(Library.fault(of: answer) == "BAD_USER_INPUT \(place)", "\(answer.text)")
            }
            let null = try await library.answer("{ authors(where: {similar: null}) { totalCount } }")
            #expect(Library.fault(of: null) == "BAD_USER_INPUT where.similar", "\(null.text)")
        }
    }

    @Test func `a threshold asks for more than PostgreSQL is set to, and never for less`() async throws {
        try await Library.with { library in
            for (atLeast, count) in [(nil, "2"), ("0", "2"), ("0.6", "1"), ("1", "0")] {
                let answer = try await library.answer(Self.query, Self.text("Herman Hesse", atLeast: atLeast))
                #expect(answer["data"]?["authors"]?["totalCount"]?.text == count, "\(answer.text)")
            }
        }
    }

    @Test func `pages by similarity hold each row once`() async throws {
        try await Library.with { library in
            var names: [String] = []
            var position = ""
            repeat {
                let answer = try await library.answer(
                    """
                    { authors(where: {similar: {text: "Herman Hesse"}}, orderBy: [{similarity: DESC}], first: 1\(position)) {
                      nodes { name } pageInfo { endCursor hasNextPage } } }
                    """)
                let page = answer["data"]?["authors"]
                names += (page?["nodes"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
                guard page?["pageInfo"]?["hasNextPage"] == .boolean(true),
                    let next = page?["pageInfo"]?["endCursor"]?.stringValue
                else { break }
                position = ", after: \(JSON.string(next).text)"
            } while names.count < 10
            #expect(names == ["Hermann Hesse", "Herman Melville"])
        }
    }

    @Test func `what a role may not read, name or execute is not there to compare with`() async throws {
        let change = """
            revoke select on library.authors from :reader;
            grant select (tenant_id, id) on library.authors to :reader;
            revoke execute on function library.similar_members(text) from :reader;
            """
        try await Library.with(change) { library in
            let visible = library.application.mapping.visible(to: library.role, in: library.application.catalog)
            #expect(visible.schema.field(named: "similarity", on: "Author") == nil)
            #expect(visible.schema.field(named: "similarity", on: "Member") == nil)
            #expect(visible.schema.field(named: "similarity", on: "Topic") != nil)
        }
        try await Library.with("revoke usage on schema extensions from :reader;") { library in
            let visible = library.application.mapping.visible(to: library.role, in: library.application.catalog)
            #expect(visible.schema.field(named: "similarity", on: "Topic") == nil)
            #expect(visible.schema.field(named: "similarity", on: "Member") != nil)
        }
    }

    @Test func `a function that does not ask for the tenant tells nothing of another one`() async throws {
        let change = """
            create or replace function library.similar_members(text text) returns table (id uuid, similarity real)
                language sql stable security definer set search_path = pg_catalog, extensions, pg_temp
            begin atomic
                select m.id, extensions.similarity(m.name, text) from library.members as m
                where m.name operator(extensions.%) text;
            end;
            """
        try await Library.with(change) { library in
            let answer = try await library.answer(
                "{ members(where: {similar: {text: \"Anna Kowalska\"}}) { totalCount nodes { name } } }")
            #expect(answer["data"]?["members"]?["totalCount"]?.text == "2", "\(answer.text)")
            #expect(!answer.text.contains("(B)"), "\(answer.text)")
        }
    }

    // MARK: Indexes

    /// Rows enough for an index to be worth it.
    private static let manyRows = """
        insert into library.topics select n, 'Topic ' || md5(n::text) from generate_series(5, 40000) as n;
        insert into library.authors
        select format('c000000%s-0000-4000-8000-000000000000', t)::uuid, gen_random_uuid(), md5(n::text)
        from generate_series(1, 2) as t, generate_series(1, 20000) as n;
        create index authors_name_idx on library.authors using gin (name extensions.gin_trgm_ops);
        analyze library.topics; analyze library.authors;
        """

    @Test func `behind a policy that holds for each row the operator finds its index`() async throws {
        try await Library.with(Self.manyRows) { library in
            let plan = try await library.plan(
                "{ topics(where: {similar: {text: \"astronmy\"}}, orderBy: [{similarity: DESC}]) { nodes { name } } }")
            #expect(
                plan.contains { $0.contains("Bitmap Index Scan on topics_name_idx") }, "\(plan.joined(separator: "\n"))"
            )
            #expect(plan.contains { $0.contains("Index Cond: (name OPERATOR(extensions.%>) 'astronmy'::text)") })
        }
    }

    @Test func `behind a tenant's policy only a function of another owner finds it`() async throws {
        try await Library.with(Self.manyRows) { library in
            let plan = try await library.plan(
                "{ authors(where: {similar: {text: \"jules vern\"}}, orderBy: [{similarity: DESC}]) { nodes { name } } }"
            )
            // Once an operator that is not LEAKPROOF comes to the index, search.md is to be written anew.
            #expect(!plan.contains { $0.contains("authors_name_idx") }, "\(plan.joined(separator: "\n"))")
            // What a function's owner is asked, whom no policy binds.
            let function = try await library.ownersPlan(
                """
                select a.id from library.authors as a
                where a.tenant_id = 'c0000001-0000-4000-8000-000000000000' and a.name operator(extensions.%) 'jules vern'
                """)
            #expect(
                function.contains { $0.contains("Bitmap Index Scan on authors_name_idx") },
                "\(function.joined(separator: "\n"))")
        }
    }
}
