// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

/// Columns whose types extensions made, in a schema that the session does not search: what Supabase calls `extensions`.
@Suite struct ExtensionTypeTests {
    private static let script = """
        create schema "Ext ensions";
        create extension citext with schema "Ext ensions";
        create extension ltree with schema "Ext ensions";
        create extension hstore with schema "Ext ensions";
        create table public.pages (
            id int primary key, title "Ext ensions".citext not null unique, path "Ext ensions".ltree,
            labels "Ext ensions".hstore, parent "Ext ensions".citext references public.pages (title));
        insert into public.pages values
            (1, 'Home', 'top', 'a=>1', null), (2, 'About', 'top.about', 'a=>2', 'home'),
            (3, 'Contact', 'top.about.contact', null, 'HOME'), (4, 'Zoo', 'top.zoo', 'b=>1', 'about');
        """

    private static let sdl = """
        type Page @table(name: "public.pages", scope: PUBLIC) {
          id: ID!
          title: String!
          path: String
          labels: String
          parent: Page @relation(column: "parent")
          children: [Page!]! @relation(foreignColumn: "parent") @connection
        }
        type Query {
          pages: [Page!]! @connection
          pagesAggregate: Page @aggregate
          page(title: String!): Page @find
        }
        type Mutation {
          updatePages: [Page!]! @update
        }
        """

    @Test(arguments: [
        (#"{title: {eq: "hOME"}}"#, ["1"]), (#"{title: {in: ["ABOUT", "zoo"]}}"#, ["2", "4"]),
        (#"{title: {ne: "home"}}"#, ["2", "3", "4"]), (#"{title: {gt: "c"}}"#, ["1", "3", "4"]),
        (#"{title: {like: "%O%"}}"#, ["1", "2", "3", "4"]), (#"{path: {eq: "top.about"}}"#, ["2"]),
        (#"{title: {startsWith: "hO"}}"#, ["1"]), (#"{title: {startsWith: ""}}"#, ["1", "2", "3", "4"]),
        (#"{path: {gte: "top.about.contact"}}"#, ["3", "4"]), (#"{path: {notIn: ["top"]}}"#, ["2", "3", "4"]),
        (#"{labels: {eq: "a=>2"}}"#, ["2"]), (#"{parent: {title: {eq: "HOME"}}}"#, ["2", "3"]),
        (#"{children: {some: {title: {eq: "ZOO"}}}}"#, ["2"]),
    ])
    func `operators are those of the type`(filter: String, ids: [String]) async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let answer = try await database.answer("{ pages(where: \(filter)) { nodes { id } } }")
            let found = answer["data"]?["pages"]?["nodes"]?.arrayValue?.compactMap { $0["id"]?.stringValue }
            #expect(found == ids, "\(answer.text)")
        }
    }

    @Test(arguments: ["title", "path"])
    func `pages of every order hold every row once`(column: String) async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            for direction in ["ASC", "DESC", "ASC_NULLS_FIRST"] {
                var cursor = JSON.null
                var pages: [String] = []
                for _ in 0..<4 {
                    let answer = try await database.answer(
                        """
                        query ($after: String) { pages(first: 1, after: $after, orderBy: [{\(column): \(direction)}]) {
                          nodes { id } pageInfo { endCursor } } }
                        """, variables: .object([JSONMember(name: "after", value: cursor)]))
                    let page = answer["data"]?["pages"]
                    pages += page?["nodes"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? []
                    cursor = try #require(page?["pageInfo"]?["endCursor"], "\(answer.text)")
                }
                let whole = try await database.answer(
                    "{ pages(orderBy: [{\(column): \(direction)}]) { nodes { id } } }")
                let ids = whole["data"]?["pages"]?["nodes"]?.arrayValue?.compactMap { $0["id"]?.stringValue }
                #expect(pages == ids)
                #expect(Set(pages).count == 4)
            }
        }
    }

    @Test func `what has no order by which a page could go on is refused`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            let error = try await database.error("{ pages(orderBy: [{labels: ASC}]) { nodes { id } } }")
            #expect(error.code == "BAD_USER_INPUT", "\(error)")
        }
    }

    @Test func `keys, relations, figures and writes go by the type's equality too`() async throws {
        try await ForeignDatabase.with(Self.script, sdl: Self.sdl) { database in
            try await database.expect(
                #"{ page(title: "ZOO") { id parent { id } } }"#,
                answers: #"{"page":{"id":"4","parent":{"id":"2"}}}"#)
            try await database.expect(
                #"{ page(title: "home") { children { totalCount nodes { id } } } }"#,
                answers: #"{"page":{"children":{"totalCount":2,"nodes":[{"id":"2"},{"id":"3"}]}}}"#)
            try await database.expect(
                "{ pagesAggregate { min { title } max { title } } }",
                answers: #"{"pagesAggregate":{"min":{"title":"About"},"max":{"title":"Zoo"}}}"#)
            try await database.expect(
                #"mutation { updatePages(where: {title: {eq: "zOO"}}, input: {path: "x"}, atMost: 1) { nodes { id } } }"#,
                answers: #"{"updatePages":{"nodes":[{"id":"4"}]}}"#)
        }
    }
}
