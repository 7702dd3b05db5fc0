// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL
import Testing

/// Lists of interfaces and unions in the schema of a role.
@Suite struct MixedListVisibilityTests {
    private let text = """
        interface Titled { title: String }
        type Note implements Titled @table(name: "app.notes") { id: ID!  title: String  text: String }
        type Page implements Titled @table(name: "app.pages") { id: ID!  title: String  text: String }
        union Paper = Note | Page
        type Query { titled: [Titled!]! @connection  papers: [Paper!]! @limit(max: 5) }
        """
    private let all = ["id", "title", "text"]

    private func relation(_ name: String, _ granted: [String]) -> Relation {
        Relation(
            name: QualifiedName(schema: "app", name: name),
            columns: [
                Column(name: "id", type: .builtIn("int8"), isNotNull: true),
                Column(name: "title", type: .builtIn("text")), Column(name: "text", type: .builtIn("text")),
            ], primaryKey: Key(name: "\(name)_pkey", columns: ["id"]),
            grants: granted.map { Grant(role: "reader", privilege: "SELECT", column: $0) })
    }

    /// The API of a role that was granted SELECT on these columns.
    private func visible(notes: [String], pages: [String]) throws -> Mapping {
        let catalog = Catalog(
            serverVersion: 180_000, relations: [relation("notes", notes), relation("pages", pages)],
            roles: [Role(name: "reader")])
        let expanded = try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))])
        return try MappingResolver.resolve(expanded.authored, schema: expanded.schema, catalog: catalog)
            .visible(to: "reader", in: catalog)
    }

    @Test func `a type that the role may not read leaves the lists`() throws {
        let schema = try visible(notes: all, pages: []).schema
        #expect(schema.possibleTypes(of: "Titled") == ["Note"])
        #expect(schema.possibleTypes(of: "Paper") == ["Note"])
        #expect(schema.field(named: "titled", on: "Query") != nil)
        #expect(schema.field(named: "papers", on: "Query") != nil)
    }

    @Test func `a type that loses a field of the interface leaves its list, and is in the union's still`() throws {
        let schema = try visible(notes: all, pages: ["id", "text"]).schema
        #expect(schema.possibleTypes(of: "Titled") == ["Note"])
        #expect(schema.possibleTypes(of: "Paper") == ["Note", "Page"])
    }

    @Test func `where the key of one of the types may not be read, there is no list`() throws {
        let schema = try visible(notes: all, pages: ["title", "text"]).schema
        #expect(schema.field(named: "titled", on: "Query") == nil)
        #expect(schema.field(named: "papers", on: "Query") == nil)
    }

    @Test func `the last type takes all types of the list along`() throws {
        let schema = try visible(notes: [], pages: []).schema
        for name in ["Titled", "TitledConnection", "TitledEdge", "TitledFilter", "TitledOrderBy", "Paper"] {
            #expect(schema.type(named: name) == nil, "\(name)")
        }
    }

    @Test func `a list goes while one of its tables is closed, and not for a role that never saw that one`() throws {
        let closed: Set = [QualifiedName(schema: "app", name: "pages")]
        let open = try visible(notes: all, pages: all).without(closed, functions: []).schema
        #expect(open.field(named: "titled", on: "Query") == nil)
        #expect(open.field(named: "papers", on: "Query") == nil)
        let other = try visible(notes: all, pages: []).without(closed, functions: []).schema
        #expect(other.field(named: "titled", on: "Query") != nil)
    }
}
