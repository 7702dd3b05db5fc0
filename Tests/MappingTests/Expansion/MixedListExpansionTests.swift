// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Mapping
import Testing

/// Lists of interfaces and unions, as clients see them.
@Suite struct MixedListExpansionTests {
    private func expanded(_ text: String) throws -> Schema {
        try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))]).schema
    }

    private let types = """
        interface Named { "What it is called." name: String  age: Int  tags: [String!]  motto: String  mood: String }
        type Cat implements Named @table(name: "cats") {
          id: ID!  name: String  age: Int  tags: [String!]  motto: String @call(function: "public.motto")  mood: String
        }
        type Dog implements Named @table(name: "dogs") {
          id: ID!  name: String!  age: Int!  tags: [String!]  motto: String  mood: String
        }
        union Pet = Cat | Dog
        """

    private func inputFields(_ name: String, in schema: Schema) -> [String]? {
        guard case .inputObject(let input)? = schema.type(named: name) else { return nil }
        return input.fields.map { "\($0.name): \($0.type)" }
    }

    @Test func `pages of an interface are filtered and ordered by the columns that all of its types have`() throws {
        let schema = try expanded(types + "\ntype Query { named: [Named!]! @connection }")
        let field = try #require(schema.field(named: "named", on: "Query"))
        #expect(field.type.description == "NamedConnection!")
        #expect(field.arguments.map(\.name) == ["where", "orderBy", "first", "after", "last", "before"])
        #expect(schema.field(named: "nodes", on: "NamedConnection")?.type.description == "[Named!]!")
        #expect(schema.field(named: "node", on: "NamedEdge")?.type.description == "Named!")
        #expect(
            inputFields("NamedFilter", in: schema) == [
                "and: [NamedFilter!]", "or: [NamedFilter!]", "not: NamedFilter", "name: StringFilter",
                "age: IntFilter", "tags: StringListFilter", "mood: StringFilter",
            ])
        #expect(
            inputFields("NamedOrderBy", in: schema) == [
                "name: OrderDirection", "age: OrderDirection", "mood: OrderDirection",
            ])
        guard case .inputObject(let filter)? = schema.type(named: "NamedFilter") else { return }
        #expect(filter.field(named: "name")?.description == "What it is called.")
    }

    @Test func `pages of a union have nothing to be filtered or ordered by`() throws {
        let schema = try expanded(types + "\ntype Query { pets: [Pet!]! @connection }")
        #expect(
            schema.field(named: "pets", on: "Query")?.arguments.map(\.name) == ["first", "after", "last", "before"])
        #expect(schema.type(named: "PetFilter") == nil)
        #expect(schema.type(named: "PetOrderBy") == nil)
    }

    @Test func `a plain list stays a list`() throws {
        let schema = try expanded(
            types + "\ntype Query { named: [Named!]! @limit(max: 5)  pets: [Pet!]! @limit(max: 5) }")
        #expect(schema.field(named: "named", on: "Query")?.type.description == "[Named!]!")
        #expect(schema.field(named: "named", on: "Query")?.arguments.map(\.name) == ["where", "orderBy"])
        #expect(schema.field(named: "pets", on: "Query")?.arguments.isEmpty == true)
    }

    @Test func `what the types have of different kinds is no condition`() throws {
        let schema = try expanded(
            """
            interface Sized { size: String }
            type Box implements Sized @table(name: "boxes") { id: ID!  size: String @call(function: "public.size") }
            type Bag implements Sized @table(name: "bags") { id: ID!  size: String }
            type Query { sized: [Sized!]! @connection }
            """)
        #expect(
            schema.field(named: "sized", on: "Query")?.arguments.map(\.name) == ["first", "after", "last", "before"])
    }
}
