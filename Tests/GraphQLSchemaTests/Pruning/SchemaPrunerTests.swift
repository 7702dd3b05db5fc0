// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Testing

@testable import GraphQLSchema

@Suite struct SchemaPrunerTests {
    /// What is left, as SDL; it must be a valid schema again.
    private func pruned(
        _ sdl: String, hiddenFields: [String: Set<String>] = [:], hiddenTypes: Set<String> = [],
        companions: [String: [String]] = [:]
    ) throws -> String {
        let schema = try SchemaBuilder.build(Parser.parse(Source(sdl)))
        let text = SchemaPrinter.print(
            SchemaPruner.prune(
                schema, hiddenFields: hiddenFields, hiddenTypes: hiddenTypes, companions: companions))
        _ = try SchemaBuilder.build(Parser.parse(Source(text)))
        return text
    }

    @Test func `without anything hidden a schema stays as it is, but for what nothing leads to`() throws {
        let text = try pruned("type Query { a: A } type A { b: Int } type Lonely { c: Int }")
        #expect(text == "type Query {\n  a: A\n}\n\ntype A {\n  b: Int\n}")
    }

    @Test func `a type without fields takes the fields along that answer it`() throws {
        let text = try pruned(
            "type Query { a: A! as: [A!]! n: Int } type A { b: Int }", hiddenFields: ["A": ["b"]])
        #expect(text == "type Query {\n  n: Int\n}")
    }

    @Test func `a chain of types goes to its end`() throws {
        let text = try pruned(
            "type Query { a: A n: Int } type A { b: B } type B { c: C } type C { d: Int }", hiddenTypes: ["C"])
        #expect(text == "type Query {\n  n: Int\n}")
    }

    @Test func `types that only lead to each other go`() throws {
        let text = try pruned(
            "type Query { a: A n: Int } type A { b: B x: Int } type B { a: A y: Int }",
            hiddenFields: ["A": ["x"], "B": ["y"]])
        #expect(text == "type Query {\n  n: Int\n}")
    }

    @Test func `companions go with their type`() throws {
        let text = try pruned(
            "type Query { page: APage n: Int } type APage { count: Int nodes: [A!]! } type A { b: Int }",
            hiddenFields: ["A": ["b"]], companions: ["A": ["APage"]])
        #expect(text == "type Query {\n  n: Int\n}")
    }

    @Test func `a filter of nothing but connectives goes, and the optional argument with it`() throws {
        let text = try pruned(
            """
            type Query { a(where: AFilter, first: Int): Int }
            input AFilter { and: [AFilter!] not: AFilter b: BFilter x: Int }
            input BFilter { or: [BFilter!] a: AFilter y: Int }
            """, hiddenFields: ["AFilter": ["x"], "BFilter": ["y"]])
        #expect(text == "type Query {\n  a(first: Int): Int\n}")
    }

    @Test func `a field whose required argument cannot be given goes`() throws {
        let text = try pruned(
            """
            type Query { n: Int } type Mutation { create(input: New!): Int keep: Int } input New { x: Int! y: Int }
            """, hiddenFields: ["New": ["x"]])
        #expect(text == "type Query {\n  n: Int\n}\n\ntype Mutation {\n  keep: Int\n}")
    }

    @Test func `an input that must hold what cannot be given goes, however deep`() throws {
        let text = try pruned(
            """
            type Query { n: Int } type Mutation { create(input: New!): Int }
            input New { child: Child! z: Int } input Child { x: Int! } 
            """, hiddenFields: ["Child": ["x"]])
        #expect(text == "type Query {\n  n: Int\n}")
    }

    @Test func `an optional input field and one with a default may go alone`() throws {
        let text = try pruned(
            "type Query { n(input: New!): Int } input New { x: Int y: Int! = 3 z: Int! }",
            hiddenFields: ["New": ["x", "y"]])
        #expect(text == "type Query {\n  n(input: New!): Int\n}\n\ninput New {\n  z: Int!\n}")
    }

    @Test func `a type leaves an interface whose field it has lost`() throws {
        let text = try pruned(
            """
            type Query { node: Node a: A b: B } interface Node { id: ID! }
            type A implements Node { id: ID! x: Int } type B implements Node { id: ID! y: Int }
            """, hiddenFields: ["A": ["id"]])
        #expect(text.contains("type A {\n  x: Int\n}"))
        #expect(text.contains("type B implements Node {"))
    }

    @Test func `an interface that nothing implements any more goes`() throws {
        let text = try pruned(
            "type Query { node: Node a: A } interface Node { id: ID! } type A implements Node { id: ID! x: Int }",
            hiddenFields: ["A": ["id"]])
        #expect(text == "type Query {\n  a: A\n}\n\ntype A {\n  x: Int\n}")
    }

    @Test func `a union loses members, and goes with the last`() throws {
        let sdl = "type Query { u: U n: Int } union U = A | B type A { x: Int } type B { y: Int }"
        #expect(try pruned(sdl, hiddenTypes: ["A"]).contains("union U = B"))
        #expect(try pruned(sdl, hiddenTypes: ["A", "B"]) == "type Query {\n  n: Int\n}")
    }

    @Test func `a query root without fields stays, and a mutation root does not`() throws {
        let schema = try SchemaBuilder.build(
            Parser.parse(Source("type Query { a: Int } type Mutation { b: Int }")))
        let empty = SchemaPruner.prune(schema, hiddenFields: ["Query": ["a"], "Mutation": ["b"]])
        #expect(empty.queryTypeName == "Query")
        #expect(empty.mutationTypeName == nil)
        #expect(empty.field(named: "__typename", on: "Query") != nil)
        #expect(SchemaPrinter.print(empty) == "type Query")
    }
}
