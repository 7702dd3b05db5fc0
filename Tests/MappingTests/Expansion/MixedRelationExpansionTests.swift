// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Mapping
import Testing

/// Relations to rows of several types, as clients see them.
@Suite struct MixedRelationExpansionTests {
    private func expanded(_ owner: String) throws -> Schema {
        let text = """
            interface Named { name: String }
            type Cat implements Named @table(name: "cats") { id: ID!  name: String }
            type Dog implements Named @table(name: "dogs") { id: ID!  name: String }
            union Pet = Cat | Dog
            type Owner @table(name: "owners") { id: ID!  since: Int  \(owner) }
            type Query { owners: [Owner!]! @connection  ownersAggregate: Owner @aggregate }
            type Mutation { createOwner: Owner @insert  updateOwner: Owner @update }
            """
        return try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))]).schema
    }

    private func inputFields(_ name: String, in schema: Schema) -> [String]? {
        guard case .inputObject(let input)? = schema.type(named: name) else { return nil }
        return input.fields.map { "\($0.name): \($0.type)" }
    }

    @Test func `pages within a row are as those of the query root`() throws {
        let schema = try expanded(#"pets: [Named!]! @relation(foreignColumn: "owner_id") @connection"#)
        let field = try #require(schema.field(named: "pets", on: "Owner"))
        #expect(field.type.description == "NamedConnection!")
        #expect(field.arguments.map(\.name) == ["where", "orderBy", "first", "after", "last", "before"])
        #expect(schema.field(named: "nodes", on: "NamedConnection")?.type.description == "[Named!]!")
        #expect(
            inputFields("NamedFilter", in: schema) == [
                "and: [NamedFilter!]", "or: [NamedFilter!]", "not: NamedFilter", "name: StringFilter",
            ])
    }

    @Test func `a plain list within a row stays a list, of a union without arguments`() throws {
        let schema = try expanded(
            #"named: [Named!]! @relation @limit(max: 5)  pets: [Pet!]! @relation(foreignColumn: "owner_id")"#)
        #expect(schema.field(named: "named", on: "Owner")?.arguments.map(\.name) == ["where", "orderBy"])
        #expect(schema.field(named: "pets", on: "Owner")?.type.description == "[Pet!]!")
        #expect(schema.field(named: "pets", on: "Owner")?.arguments.isEmpty == true)
    }

    @Test func `a pair of type and key is two columns in filters, orders and inputs, and none of the row`() throws {
        let schema = try expanded(
            #"pet: Pet @relation(column: "pet_id", typeColumn: "pet_type", required: true)"#)
        #expect(schema.field(named: "pet", on: "Owner")?.type.description == "Pet")
        #expect(schema.field(named: "petId", on: "Owner") == nil)
        #expect(inputFields("OwnerCreateInput", in: schema) == ["since: Int", "petType: String!", "petId: ID!"])
        #expect(inputFields("OwnerUpdateInput", in: schema) == ["since: Int", "petType: String", "petId: ID"])
        let filter = try #require(inputFields("OwnerFilter", in: schema))
        #expect(filter.contains("petType: StringFilter") && filter.contains("petId: IDFilter"))
        #expect(!filter.contains { $0.hasPrefix("pet:") })
        #expect(inputFields("OwnerOrderBy", in: schema)?.contains("petType: OrderDirection") == true)
        #expect(inputFields("OwnerGroupBy", in: schema)?.contains("petType: Boolean") == true)
    }

    @Test func `a field of the author stands for the column that names the type`() throws {
        let schema = try expanded(
            #"petType: String @default  pet: Pet @relation(column: "pet_id", typeColumn: "pet_type")"#)
        #expect(inputFields("OwnerCreateInput", in: schema) == ["since: Int", "petType: String", "petId: ID"])
    }

    @Test func `of several columns each may be given`() throws {
        let schema = try expanded(
            #"pet: Pet @relation(members: [{type: "Cat", column: "cat_id"}, {type: "Dog", column: "dog_id"}])"#)
        #expect(inputFields("OwnerCreateInput", in: schema) == ["since: Int", "catId: ID", "dogId: ID"])
    }

    @Test func `a reference that is read only is in no input`() throws {
        let schema = try expanded(
            #"pet: Pet @relation(column: "pet_id", typeColumn: "pet_type") @readOnly"#)
        #expect(inputFields("OwnerCreateInput", in: schema) == ["since: Int"])
        #expect(inputFields("OwnerFilter", in: schema)?.contains("petId: IDFilter") == true)
    }
}
