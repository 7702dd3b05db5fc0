// SPDX-License-Identifier: Apache-2.0

import GoldenTesting
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL
import Testing

@Suite struct ExpansionTests {
    private static let folder = ProjectFiles.path("Tests/MappingTests/Expansion/training")

    private func expanded(_ text: String) throws -> ExpandedSchema {
        try ExpandedSchema([try Parser.parse(Source(text, name: "schema.graphql"))])
    }

    @Test func `the expanded schema is the contract's, type by type`() throws {
        let schema = try expanded(try ProjectFiles.text("\(Self.folder)/authored.graphql")).schema
        let contract = try SchemaBuilder.build([
            try Parser.parse(Source(try ProjectFiles.text("\(Self.folder)/contract.graphql"), name: "contract.graphql"))
        ])
        #expect(Set(schema.types.map(\.name)) == Set(contract.types.map(\.name)))
        for type in contract.types {
            let served = try #require(schema.type(named: type.name))
            #expect(
                withoutDescriptions(SchemaPrinter.print(served, of: schema))
                    == withoutDescriptions(SchemaPrinter.print(type, of: contract)))
        }
        #expect(Set(schema.directives.map(\.name)) == Set(contract.directives.map(\.name)))
    }

    @Test func `the expanded schema reads well`() throws {
        let schema = try expanded(try ProjectFiles.text("\(Self.folder)/authored.graphql")).schema
        let golden = GoldenFile("\(Self.folder)/expanded.graphql", kind: .text)
        if let problem = try golden.problem(with: SchemaPrinter.print(schema) + "\n") {
            Issue.record(Comment(rawValue: problem))
        }
    }

    @Test func `modules may extend the query root and each other's types, whatever the order of their files`() throws {
        let table = """
            type Query { notes: [Note!]! @connection }
            type Note @table(name: "notes") { id: ID! }
            """
        let `extension` = """
            extend type Query { note: Note @find }
            extend type Note { text: String  parent: Note @relation(column: "parent_id") }
            """
        for texts in [[table, `extension`], [`extension`, table]] {
            let schema = try ExpandedSchema(texts.map { try Parser.parse(Source($0, name: "part.graphql")) })
            let fields = try #require(schema.authored.table(forType: "Note")).fields.map(\.name)
            #expect(fields == ["id", "text", "parentId", "parent"])
            #expect(Set(schema.authored.queryFields.map(\.name)) == ["note", "notes"])
        }
    }

    @Test func `@table may stand on an extension`() throws {
        let schema = try expanded(
            """
            type Note { id: ID! }
            type Query { note: Note @find }
            extend type Note @table(name: "app.notes") { text: String }
            """)
        let table = try #require(schema.authored.table(forType: "Note"))
        #expect(table.relation.description == "app.notes")
        #expect(Set(table.fields.map(\.name)) == ["id", "text"])
    }

    @Test func `a plain list gets a filter and an order, and no pages`() throws {
        let schema = try expanded(
            """
            type Note @table(name: "notes") { id: ID!  done: Boolean }
            type Query { notes: [Note!]! @limit(max: 5) }
            """
        ).schema
        let field = try #require(schema.field(named: "notes", on: "Query"))
        #expect(field.arguments.map(\.name) == ["where", "orderBy"])
        #expect(field.type.description == "[Note!]!")
        #expect(schema.type(named: "NoteConnection") == nil)
        #expect(schema.type(named: "PageInfo") == nil)
        guard case .inputObject(let filter)? = schema.type(named: "BooleanFilter") else {
            Issue.record("no BooleanFilter")
            return
        }
        #expect(filter.fields.map(\.name) == ["eq", "ne", "isNull"])
    }

    @Test func `the arguments of a find field are the fields of the key, or the author's own`() throws {
        let schema = try expanded(
            """
            type Score @table(name: "scores", key: ["season", "playerId"]) { season: Int!  playerId: ID!  alias: String }
            type Query { score: Score @find  scoreByAlias(alias: String!): Score @find }
            """
        ).schema
        let score = try #require(schema.field(named: "score", on: "Query"))
        #expect(score.arguments.map { "\($0.name): \($0.type)" } == ["season: Int!", "playerId: ID!"])
        let byAlias = try #require(schema.field(named: "scoreByAlias", on: "Query"))
        #expect(byAlias.arguments.map { "\($0.name): \($0.type)" } == ["alias: String!"])
    }

    @Test func `JSON and lists are filtered and not sorted by, custom scalars neither`() throws {
        let schema = try expanded(
            """
            scalar Money
            type Note @table(name: "notes") { id: ID!  data: JSON  price: Money  tags: [String!] }
            type Query { notes: [Note!]! @connection }
            """
        ).schema
        for (name, fields) in [("NoteFilter", ["id", "data", "tags"]), ("NoteOrderBy", ["id"])] {
            guard case .inputObject(let type)? = schema.type(named: name) else {
                Issue.record("no \(name)")
                return
            }
            #expect(type.fields.map(\.name).filter { !["and", "or", "not"].contains($0) } == fields)
        }
    }

    @Test func `rows with nothing to be ordered by have no order, whoever refers to them`() throws {
        let schema = try expanded(
            """
            type Shape @table(name: "shapes", key: ["points"]) { points: [Int]  frame: Frame @relation(foreignColumn: "shape") }
            type Frame @table(name: "frames", key: ["data"]) { data: JSON  shape: Shape @relation(foreignColumn: "frame") }
            type Plan @table(name: "plans") { id: ID!  frame: Frame @relation(foreignColumn: "plan_id") }
            type Query { shapes: [Shape!]! @connection  frames: [Frame!]! @limit(max: 5)  plans: [Plan!]! @connection }
            """
        ).schema
        #expect(schema.field(named: "shapes", on: "Query")?.arguments.map(\.name).contains("orderBy") == false)
        #expect(schema.field(named: "frames", on: "Query")?.arguments.map(\.name) == ["where"])
        #expect(schema.type(named: "ShapeOrderBy") == nil)
        guard case .inputObject(let order)? = schema.type(named: "PlanOrderBy") else {
            Issue.record("no PlanOrderBy")
            return
        }
        #expect(order.fields.map(\.name) == ["id"])
    }

    @Test func `expansion is a pure function: no order of a dictionary shows`() throws {
        let text = try ProjectFiles.text("\(Self.folder)/authored.graphql")
        let first = SchemaPrinter.print(try expanded(text).schema)
        for _ in 0..<5 { #expect(SchemaPrinter.print(try expanded(text).schema) == first) }
    }

    /// Printed SDL without its `"""` blocks, whose lines are their own, and whatever its layout.
    private func withoutDescriptions(_ sdl: String) -> String {
        var isInside = false
        return sdl.split(separator: "\n").filter { line in
            let quotes = line.split(separator: "\"\"\"", omittingEmptySubsequences: false).count - 1
            let isKept = !isInside && quotes == 0
            if quotes == 1 { isInside.toggle() }
            return isKept
        }
        .joined(separator: " ").replacing("(", with: " ( ").replacing(")", with: " ) ")
        .split { $0 == " " || $0 == "," }.joined(separator: " ")
    }
}
