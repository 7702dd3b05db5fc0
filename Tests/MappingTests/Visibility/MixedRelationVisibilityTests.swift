// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL
import Testing

/// Relations to rows of several types in the schema of a role.
@Suite struct MixedRelationVisibilityTests {
    private let text = """
        interface Titled { title: String  owner: Owned }
        union Owned = Owner | Note
        type Note implements Titled @table(name: "app.notes") {
          id: ID!  title: String  owner: Owned @relation(column: "owner_id", typeColumn: "owner_type")
        }
        type Page implements Titled @table(name: "app.pages") {
          id: ID!  title: String  owner: Owned @relation(column: "owner_id", typeColumn: "owner_type")
        }
        union Paper = Note | Page
        type Owner @table(name: "app.owners") {
          id: ID!
          title: String
          titled: [Titled!]! @relation(foreignColumn: "owner_id") @connection
          papers: [Paper!]! @relation(foreignColumn: "owner_id")
          paper: Paper @relation(members: [{type: "Note", column: "note_id"}, {type: "Page", column: "page_id"}])
        }
        type Query { owners: [Owner!]! @limit(max: 5)  notes: [Note!]! @connection  pages: [Page!]! @connection }
        """
    private static let columns = ["id", "title", "owner_id", "owner_type", "note_id", "page_id"]
    private let all = Self.columns

    private func relation(_ name: String, _ granted: [String]) -> Relation {
        Relation(
            name: QualifiedName(schema: "app", name: name),
            columns: Self.columns.map { column in
                let isText = ["title", "owner_type"].contains(column)
                return Column(name: column, type: .builtIn(isText ? "text" : "int8"), isNotNull: column == "id")
            }, primaryKey: Key(name: "\(name)_pkey", columns: ["id"]),
            grants: granted.map { Grant(role: "reader", privilege: "SELECT", column: $0) })
    }

    private func mapping(
        owners: [String], notes: [String], pages: [String]
    ) throws -> (mapping: Mapping, catalog: Catalog) {
        let catalog = Catalog(
            serverVersion: 180_000,
            relations: [relation("owners", owners), relation("notes", notes), relation("pages", pages)],
            roles: [Role(name: "reader")])
        let expanded = try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))])
        return (
            try MappingResolver.resolve(expanded.authored, schema: expanded.schema, catalog: catalog), catalog
        )
    }

    /// The API of a role that was granted SELECT on these columns.
    private func visible(owners: [String], notes: [String], pages: [String]) throws -> Schema {
        let (mapping, catalog) = try mapping(owners: owners, notes: notes, pages: pages)
        return mapping.visible(to: "reader", in: catalog).schema
    }

    private func fields(of schema: Schema) -> [String] {
        ["titled", "papers", "paper"].filter { schema.field(named: $0, on: "Owner") != nil }
    }

    @Test func `who may read all sees all`() throws {
        let schema = try visible(owners: all, notes: all, pages: all)
        #expect(fields(of: schema) == ["titled", "papers", "paper"])
        #expect(schema.possibleTypes(of: "Titled") == ["Note", "Page"])
        #expect(schema.field(named: "owner", on: "Note") != nil)
    }

    @Test func `a type that the role may not read leaves the relations`() throws {
        let schema = try visible(owners: all, notes: all, pages: [])
        #expect(fields(of: schema) == ["titled", "papers", "paper"])
        #expect(schema.possibleTypes(of: "Paper") == ["Note"])
        // What leads to it need not be readable then.
        let without = try visible(owners: ["id", "title", "note_id"], notes: all, pages: [])
        #expect(without.field(named: "paper", on: "Owner") != nil)
    }

    @Test func `where what leads to a type that is seen may not be read, there is no relation`() throws {
        #expect(
            fields(of: try visible(owners: ["id", "title", "note_id"], notes: all, pages: all)) == ["titled", "papers"])
        // Of the interface, the type is none without its field; of the union, it is one.
        let schema = try visible(owners: all, notes: all, pages: ["id", "title", "owner_type"])
        #expect(schema.possibleTypes(of: "Titled") == ["Note"])
        #expect(fields(of: schema) == ["titled", "paper"])
    }

    @Test func `what is compared on either side must be readable, the key of each type too`() throws {
        // Of the row that `paper` leads to, the key is what is compared.
        #expect(fields(of: try visible(owners: all, notes: all, pages: all.filter { $0 != "id" })) == [])
    }

    @Test func `the last type takes the relations along`() throws {
        let schema = try visible(owners: all, notes: [], pages: [])
        #expect(fields(of: schema) == [])
        #expect(schema.type(named: "Paper") == nil)
        #expect(schema.type(named: "TitledConnection") == nil)
    }

    @Test func `a fault that closes one of the tables closes the relations to its rows`() throws {
        let (mapping, catalog) = try mapping(owners: all, notes: all, pages: all)
        let closed: Set = [QualifiedName(schema: "app", name: "pages")]
        #expect(fields(of: mapping.without(closed, functions: []).schema) == [])
        #expect(fields(of: mapping.visible(to: "reader", in: catalog).without(closed, functions: []).schema) == [])
        // A role that does not see the type loses nothing.
        let (narrow, narrowCatalog) = try self.mapping(owners: all, notes: all, pages: [])
        let schema = narrow.visible(to: "reader", in: narrowCatalog).without(closed, functions: []).schema
        #expect(fields(of: schema) == ["titled", "papers", "paper"])
    }
}
