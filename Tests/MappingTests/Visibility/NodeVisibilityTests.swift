// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL
import Testing

/// `Node` in the schema of a role.
@Suite struct NodeVisibilityTests {
    private let text = """
        type Note @table(name: "app.notes") { id: ID!  text: String }
        type Page @table(name: "app.pages") { id: ID!  text: String }
        type Query { node: Node @find  noteByText(text: String!): Note @find  pages: [Page!]! @connection }
        """

    /// The schema of a role that was granted SELECT on these columns.
    private func schema(notes: [String], pages: [String]) throws -> Schema {
        func relation(_ name: String, _ granted: [String]) -> Relation {
            Relation(
                name: QualifiedName(schema: "app", name: name),
                columns: [
                    Column(name: "id", type: .builtIn("int8"), isNotNull: true),
                    Column(name: "text", type: .builtIn("text")),
                ], primaryKey: Key(name: "\(name)_pkey", columns: ["id"]),
                uniqueKeys: [Key(name: "\(name)_text_key", columns: ["text"])],
                grants: granted.map { Grant(role: "reader", privilege: "SELECT", column: $0) })
        }
        let catalog = Catalog(
            serverVersion: 180_000, relations: [relation("notes", notes), relation("pages", pages)],
            roles: [Role(name: "reader")])
        let expanded = try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))])
        return try MappingResolver.resolve(expanded.authored, schema: expanded.schema, catalog: catalog)
            .visible(to: "reader", in: catalog).schema
    }

    @Test func `a type whose key the role may not read has no id, and is none of Node`() throws {
        let schema = try schema(notes: ["text"], pages: ["id", "text"])
        #expect(schema.possibleTypes(of: "Node") == ["Page"])
        #expect(schema.field(named: "nodeId", on: "Note") == nil)
        #expect(schema.field(named: "text", on: "Note") != nil)
    }

    @Test func `a type that the role may not read is none of Node`() throws {
        #expect(try schema(notes: [], pages: ["id"]).possibleTypes(of: "Node") == ["Page"])
    }

    @Test func `where no type is left, the field goes with the interface`() throws {
        let schema = try schema(notes: ["text"], pages: ["text"])
        #expect(schema.type(named: "Node") == nil)
        #expect(schema.field(named: "node", on: "Query") == nil)
    }
}
