// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Testing

struct SchemaBuilderTests {
    @Test func `definitions and extensions of each kind make one schema`() throws {
        let schema = try schema(
            """
            "The schema." schema @s { query: Root }
            extend schema { mutation: Change }
            "A root." type Root implements I @d { a: Int }
            extend type Root @d { "The second." b(c: [P!] = [{p: 1}]): U! @deprecated }
            interface I { a: Int }
            extend interface I @i
            union U = Root
            extend union U = Change
            enum E { X @deprecated(reason: "old") }
            extend enum E { Y }
            input P { p: Int! }
            extend input P { q: E = X @deprecated }
            scalar S @specifiedBy(url: "https://example.com")
            type Change { c: S }
            directive @d repeatable on OBJECT | ENUM
            directive @s(a: Int = 1) on SCHEMA
            directive @i on INTERFACE
            """)

        #expect(schema.description == "The schema.")
        #expect(schema.appliedDirectives.map(\.name.value) == ["s"])
        #expect(schema.queryTypeName == "Root")
        #expect(schema.mutationTypeName == "Change")
        #expect(schema.subscriptionTypeName == nil)
        #expect(schema.possibleTypes(of: "U") == ["Root", "Change"])
        #expect(schema.possibleTypes(of: "I") == ["Root"])

        guard case .object(let root)? = schema.type(named: "Root"), case .enum(let values)? = schema.type(named: "E"),
            case .inputObject(let parts)? = schema.type(named: "P"), case .scalar(let scalar)? = schema.type(named: "S")
        else {
            Issue.record("types are missing")
            return
        }
        #expect(root.description == "A root.")
        #expect(root.interfaces == ["I"])
        #expect(root.fields.map(\.name) == ["a", "b"])
        #expect(root.appliedDirectives.map(\.name.value) == ["d", "d"])
        let second = try #require(root.field(named: "b"))
        #expect(second.description == "The second.")
        #expect(second.type == .nonNull(.named("U")))
        #expect(second.deprecationReason == "No longer supported")
        #expect(second.arguments.map(\.type) == [.list(.nonNull(.named("P")))])
        #expect(second.range.start > 0)
        #expect(values.values.map(\.name) == ["X", "Y"])
        #expect(values.values.map(\.deprecationReason) == ["old", nil])
        #expect(parts.fields.map(\.name) == ["p", "q"])
        #expect(parts.fields.map(\.isRequired) == [true, false])
        #expect(scalar.specifiedByURL == "https://example.com")
        let directive = try #require(schema.directive(named: "d"))
        #expect(directive.isRepeatable)
        #expect(directive.locations == [.object, .enum])
    }

    @Test func `types stand where the reference implementation lists them`() throws {
        let schema = try schema(
            """
            type B { id: ID a: A }
            scalar String
            type A { f(x: Boolean): Float t: __EnumValue }
            schema { query: A }
            """)
        #expect(
            schema.types.map(\.name) == [
                "B", "ID", "String", "A", "Float", "Boolean", "__EnumValue", "__Schema", "__Type", "__TypeKind",
                "__Field", "__InputValue", "__Directive", "__DirectiveLocation",
            ])
    }

    @Test func `own directives stand before the built-in ones, and may replace them`() throws {
        let schema = try schema("type Query { q: Int } directive @own on FIELD directive @skip on FIELD")
        #expect(schema.directives.map(\.name) == ["own", "skip", "include", "deprecated", "specifiedBy", "oneOf"])
        #expect(schema.directive(named: "skip")?.arguments.isEmpty == true)
    }

    @Test func `a definition of a built-in type stands for the built-in one`() throws {
        let schema = try schema(#"type Query { q: ID } "Mine." scalar ID"#)
        guard case .scalar(let id)? = schema.type(named: "ID") else {
            Issue.record("no scalar")
            return
        }
        #expect(id.description?.hasPrefix("The `ID` scalar type") == true)
    }

    @Test func `roots with the default names win over an extension of a schema that is not defined`() throws {
        let schema = try schema(
            "type Query { q: Int } extend schema { query: Other mutation: Other } type Other { o: Int }")
        #expect(schema.queryTypeName == "Query")
        #expect(schema.mutationTypeName == "Other")
    }

    @Test func `several documents make one schema, and a fault names the file of each place`() throws {
        let core = parsed("type Query { a: A }", name: "core.graphql")
        let more = parsed("\n type A { a: Int }\n type Query { b: Beta }", name: "more.graphql")
        let built = try SchemaBuilder.build([core, parsed("type A { a: Int }", name: "a.graphql")])
        #expect(built.type(named: "A") != nil)

        let error = try #require(throws: InvalidSchema.self) { _ = try SchemaBuilder.build([core, more]) }
        #expect(
            error.description == """
                There can be only one type named "Query".
                  core.graphql:1:6
                  more.graphql:3:7
                Unknown type "Beta".
                  more.graphql:3:18
                """)
        #expect(error.faults.map(\.rule) == ["UniqueTypeNames", "KnownTypeNames"])
    }

    @Test func `places of an extension belong to the extension's document`() throws {
        let first = parsed("interface I { a: Int b: Int }\ntype Query implements I { a: Int }", name: "one")
        let second = parsed("\n\n extend type Query { b: String }", name: "two")
        let error = try #require(throws: InvalidSchema.self) { _ = try SchemaBuilder.build([first, second]) }
        #expect(
            error.description == """
                Interface field I.b expects type Int but Query.b is type String.
                  one:1:25
                  two:3:25
                """)
    }

    @Test func `a document made by a program builds, and its faults have no places`() throws {
        let integer = TypeReference.named(NamedTypeReference(Name("Int")))
        func document(_ type: TypeReference) -> Document {
            let field = FieldDefinition(name: Name("q"), type: type)
            let query = TypeDefinition(name: Name("Query"), kind: .object(interfaces: [], fields: [field]))
            return Document(definitions: [.type(query)])
        }
        #expect(try SchemaBuilder.build(document(integer)).queryTypeName == "Query")

        let unknown = document(.named(NamedTypeReference(Name("Undefined"))))
        let error = try #require(throws: InvalidSchema.self) { _ = try SchemaBuilder.build([unknown]) }
        #expect(error.faults.map(\.message) == ["Unknown type \"Undefined\"."])
        #expect(error.faults.allSatisfy { $0.places.isEmpty })
    }

    @Test func `an extension defines a root type that no document defines, if so asked`() throws {
        let modules = [parsed("extend type Query { a: Int }"), parsed("extend type Query { b: Int }")]
        let options = SchemaBuilder.Options(extendsMissingRootTypes: true)
        let schema = try SchemaBuilder.build(modules, options: options)
        #expect(schema.field(named: "a", on: "Query") != nil)
        #expect(schema.field(named: "b", on: "Query") != nil)
        #expect(schema.mutationTypeName == nil)

        let error = try #require(throws: InvalidSchema.self) { _ = try SchemaBuilder.build(modules) }
        #expect(
            error.faults.map(\.message)
                == Array(repeating: "Cannot extend type \"Query\" because it is not defined.", count: 2))
    }

    @Test(
        arguments: [
            ("extend type Root { a: Int } schema { query: Root }", []),
            ("extend type Query { a: Int } type Query { b: Int }", []),
            (
                "extend type Other { a: Int } type Query { b: Int }",
                ["Cannot extend type \"Other\" because it is not defined. [1:13]"]
            ),
            (
                "extend type Mutation { a: Int } schema { query: Q } type Q { q: Int }",
                ["Cannot extend type \"Mutation\" because it is not defined. [1:13]"]
            ),
        ] as [(String, [String])])
    func `only root types may be extended without a definition`(_ sdl: String, _ faults: [String]) {
        let options = SchemaBuilder.Options(extendsMissingRootTypes: true)
        #expect(foundFaults(in: sdl, options: options) == faults)
    }

    @Test func `suggestions can be turned off`() {
        let sdl = "type Query { a: Strin b(c: E = RED): Int @deprecated(raison: \"\") } enum E { READ }"
        #expect(
            foundFaults(in: sdl, options: SchemaBuilder.Options(suggestions: .off)) == [
                "Unknown type \"Strin\". [1:17]", "Unknown argument \"raison\" on directive \"@deprecated\". [1:54]",
            ])
    }

    @Test func `executable definitions make no part of a schema`() throws {
        let schema = try schema("type Query { q: Int } { q ...F } fragment F on Query { q }")
        #expect(schema.types.first?.name == "Query")
    }

    @Test func `columns count UTF-16 units, and lines end at each kind of line break`() {
        #expect(
            foundFaults(
                in: "type Query { q: Int }\r\n# é😀\rinput I @x { a: Int }\n\"é😀\" input J @y { a: Int }"
            ) == [
                "Unknown directive \"@x\". [3:9]", "Unknown directive \"@y\". [4:15]",
            ])
    }
}
