// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import GraphQLLanguage
import JSON
import Mapping
import Testing

/// What becomes of a promise of the SDL that the rows do not keep: an error with its path, and null as far out as the
/// schema demands; never a wrong shape, and never a row that is silently left out.
@Suite struct HiddenRowTests {
    private static let sdl = """
        enum Mood { CALM LOUD }
        type Shelf @table(name: "library.shelves", scope: PUBLIC) {
          id: ID!
          name: String
          books: [Book!]! @relation(foreignColumn: "shelf_id") @connection
          few: [Book!]! @relation(foreignColumn: "shelf_id") @limit(max: 2)
        }
        type Book @table(name: "library.books", scope: PUBLIC) {
          id: ID!
          title: String!
          subtitle: String! @column(name: "subtitle")
          mood: Mood!
          author: Author! @relation(column: "author_id")
          maybe: Author @relation(column: "author_id")
          shelf: Shelf @relation(column: "shelf_id")
        }
        type Author @table(name: "library.authors", scope: PUBLIC) { id: ID!  name: String!  books: [Book!]! @relation(foreignColumn: "author_id") }
        type Query {
          book: Book @find
          books: [Book!]! @connection
          allBooks: [Book!]! @limit(max: 3)
          shelf: Shelf @find
          authors: [Author!]! @limit(max: 10)
        }
        """

    /// The author 2 is hidden by a policy; book 3 has no subtitle and a mood that the SDL does not know.
    private static let script = """
        create schema library;
        create table library.shelves (id int primary key, name text);
        create table library.authors (id int primary key, name text not null);
        create table library.books (
            id int primary key, title text not null, subtitle text, mood text not null,
            author_id int not null references library.authors, shelf_id int references library.shelves);
        alter table library.authors enable row level security;
        create policy shown on library.authors for select using (id <> 2);
        insert into library.shelves values (1, 'first'), (2, 'second'), (3, 'third');
        insert into library.authors values (1, 'Ada'), (2, 'hidden');
        insert into library.books values
            (1, 'One', 'a', 'calm', 1, 1), (2, 'Two', 'b', 'loud', 2, 2), (3, 'Three', null, 'sad', 1, 3),
            (4, 'Four', 'd', 'calm', 1, 1), (5, 'Five', 'e', 'calm', 1, 1);
        """

    /// An operation, the data that it gives, and its errors as `CODE path`.
    private static let cases: [(query: String, data: String, errors: [String])] = [
        // The row is shown, its hidden author null.
        (
            "{ book(id: 2) { title maybe { name } } }", #"{"book":{"title":"Two","maybe":null}}"#, []
        ),
        // Filters and orders do not bring it to light either.
        (
            #"{ books(where: {author: {name: {eq: "hidden"}}}) { totalCount } }"#, #"{"books":{"totalCount":0}}"#, []
        ),
        (
            "{ books(orderBy: [{author: {name: ASC_NULLS_FIRST}}], first: 1) { nodes { id maybe { name } } } }",
            #"{"books":{"nodes":[{"id":"2","maybe":null}]}}"#, []
        ),
        // A promised row is missing: the nearest nullable field becomes null.
        (
            "{ book(id: 2) { title author { name } } }", #"{"book":null}"#, ["NOT_FOUND book.author"]
        ),
        (
            "{ first: book(id: 1) { author { name } } second: book(id: 2) { author { name } } }",
            #"{"first":{"author":{"name":"Ada"}},"second":null}"#, ["NOT_FOUND second.author"]
        ),
        (
            "{ books(first: 2) { totalCount nodes { id author { name } } } }", "null",
            ["NOT_FOUND books.nodes.1.author"]
        ),
        (
            "{ books(first: 2) { edges { cursor node { author { id } } } } }", "null",
            ["NOT_FOUND books.edges.1.node.author"]
        ),
        // The same within JSON that PostgreSQL made.
        (
            "{ shelf(id: 1) { books { nodes { id author { name } } } } }",
            #"{"shelf":{"books":{"nodes":[{"id":"1","author":{"name":"Ada"}},{"id":"4","author":{"name":"Ada"}},{"id":"5","author":{"name":"Ada"}}]}}}"#,
            []
        ),
        (
            "{ shelf(id: 2) { name books { edges { node { id author { name } } } } } }", #"{"shelf":null}"#,
            ["NOT_FOUND shelf.books.edges.0.node.author"]
        ),
        (
            "{ shelf(id: 2) { books { nodes { id maybe { name books { id } } } } } }",
            #"{"shelf":{"books":{"nodes":[{"id":"2","maybe":null}]}}}"#, []
        ),
        (
            "{ book(id: 1) { shelf { few { id } } } }", #"{"book":{"shelf":null}}"#, ["LIMIT_EXCEEDED book.shelf.few"]
        ),
        (
            "{ shelf(id: 2) { few { id title } } }", #"{"shelf":{"few":[{"id":"2","title":"Two"}]}}"#, []
        ),
        // A null under a `!`, and a text that is no value of the enum.
        (
            "{ book(id: 3) { subtitle } }", #"{"book":null}"#, ["NOT_FOUND book.subtitle"]
        ),
        (
            "{ book(id: 3) { mood } }", #"{"book":null}"#, ["INTERNAL book.mood"]
        ),
        (
            "{ shelf(id: 3) { books { nodes { title subtitle } } } }", #"{"shelf":null}"#,
            ["NOT_FOUND shelf.books.nodes.0.subtitle"]
        ),
        (
            "{ authors { name books { id mood subtitle } } }", "null", ["NOT_FOUND authors.0.books.1.mood"]
        ),
        // Lists that hold too much are refused, never cut.
        (
            "{ allBooks { id } }", "null", ["LIMIT_EXCEEDED allBooks"]
        ),
        (
            "{ allBooks(where: {id: {in: [1, 2, 3]}}, orderBy: [{id: DESC}]) { id } }",
            #"{"allBooks":[{"id":"3"},{"id":"2"},{"id":"1"}]}"#, []
        ),
    ]

    @Test func `a broken promise is an error with a path`() async throws {
        try await TestDatabase.with(TestServer.shared) { database in
            let role = "\(database.name)_reader"
            try await database.run(
                Self.script + """
                    create role \(role) login password 'reader';
                    grant usage on schema library to \(role);
                    grant select on all tables in schema library to \(role);
                    """)
            let login = "\(database.url)\(database.url.contains("?") ? "&" : "?")user=\(role)&password=reader"
            let schema = try ExpandedSchema([try Parser.parse(Source(Self.sdl))])
            let application = try await ServedApplication(schema: schema, url: login, roles: "off")
            defer { application.stop() }
            let reader = Identity(role: "anon", tenant: "", user: "")
            for (query, data, errors) in Self.cases {
                let answer = try await application.answer(query, as: reader)
                #expect(answer["data"]?.text == data, "\(query)")
                #expect((answer["errors"]?.arrayValue ?? []).map(Self.summary) == errors, "\(query)")
            }
        }
    }

    /// `NOT_FOUND books.nodes.1.author`.
    private static func summary(of error: JSON) -> String {
        let path = (error["path"]?.arrayValue ?? []).map { $0.stringValue ?? $0.text }
        return "\(error["extensions"]?["code"]?.stringValue ?? "") \(path.joined(separator: "."))"
    }
}
