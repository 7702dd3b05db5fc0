// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Mapping
import Testing

/// `node: Node @find`.
@Suite struct NodeExpansionTests {
    private func expanded(_ text: String) throws -> Schema {
        try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))]).schema
    }

    private func interfaces(of type: String, in schema: Schema) -> [String]? {
        guard case .object(let object)? = schema.type(named: type) else { return nil }
        return object.interfaces
    }

    private let types = """
        type Note @table(name: "notes") { id: ID!  text: String }
        type Score @table(name: "scores", key: ["season", "playerId"]) { season: Int!  playerId: ID! }
        "No field says which row it is."
        type Mood @table(name: "moods") { name: String }
        """

    @Test func `every type with the fields of its key gets the interface and its id`() throws {
        let schema = try expanded(types + "\ntype Query { node: Node @find  moods: [Mood!]! @limit(max: 5) }")
        let field = try #require(schema.field(named: "node", on: "Query"))
        #expect(field.type.description == "Node")
        #expect(field.arguments.map { "\($0.name): \($0.type)" } == ["nodeId: ID!"])
        #expect(Set(schema.possibleTypes(of: "Node")) == ["Note", "Score"])
        #expect(interfaces(of: "Note", in: schema) == ["Node"])
        #expect(schema.field(named: "nodeId", on: "Score")?.type.description == "ID!")
        #expect(schema.field(named: "nodeId", on: "Node")?.type.description == "ID!")
        #expect(interfaces(of: "Mood", in: schema) == [])
        #expect(schema.field(named: "nodeId", on: "Mood") == nil)
    }

    @Test func `without such a field there is no interface and no id`() throws {
        let schema = try expanded(types + "\ntype Query { note: Note @find }")
        #expect(schema.type(named: "Node") == nil)
        #expect(interfaces(of: "Note", in: schema) == [])
        #expect(schema.field(named: "nodeId", on: "Note") == nil)
    }

    @Test func `a table may be called Node, and is then a type like any other`() throws {
        let schema = try expanded(
            "type Node @table(name: \"graph.nodes\") { id: ID! }\ntype Query { node: Node @find }")
        let field = try #require(schema.field(named: "node", on: "Query"))
        #expect(field.arguments.map(\.name) == ["id"])
        #expect(interfaces(of: "Node", in: schema) == [])
    }

    @Test func `the field may have any name`() throws {
        let schema = try expanded(types + "\ntype Query { anything: Node @find  note: Note @find }")
        #expect(schema.field(named: "anything", on: "Query")?.arguments.map(\.name) == ["nodeId"])
    }

    @Test func `of an interface or union of the author's, rows are found by their id without any Node`() throws {
        let schema = try expanded(
            """
            interface Named { name: String }
            interface Called implements Named { name: String }
            type Cat implements Named & Called @table(name: "cats") { id: ID!  name: String }
            type Dog implements Named @table(name: "dogs") { id: ID!  name: String }
            type Tree @table(name: "trees") { id: ID! }
            union Pet = Cat | Dog
            type Query { named: Named @find  pet: Pet @find  tree: Tree @find }
            """)
        #expect(schema.field(named: "pet", on: "Query")?.arguments.map { "\($0.name): \($0.type)" } == ["nodeId: ID!"])
        #expect(schema.type(named: "Node") == nil)
        for type in ["Named", "Called", "Cat", "Dog"] {
            #expect(schema.field(named: "nodeId", on: type)?.type.description == "ID!", "\(type)")
        }
        #expect(schema.field(named: "nodeId", on: "Tree") == nil)
        #expect(Set(schema.possibleTypes(of: "Named")) == ["Cat", "Dog"])
    }

    @Test func `an interface of which no row is found is an interface all the same`() throws {
        let schema = try expanded(
            """
            interface Named { name: String }
            type Cat implements Named @table(name: "cats") { id: ID!  name: String }
            type Query { cat: Cat @find }
            """)
        #expect(interfaces(of: "Cat", in: schema) == ["Named"])
        #expect(schema.field(named: "nodeId", on: "Cat") == nil)
    }
}
