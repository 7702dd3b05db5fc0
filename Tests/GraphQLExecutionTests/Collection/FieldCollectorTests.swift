// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Testing

struct FieldCollectorTests {
    private func keys(
        _ text: String, on type: String = "Query", variables: [String: InputValue] = [:]
    ) throws -> [String] {
        let document = try Document.parse(text)
        let collector = FieldCollector(
            coercion: InputCoercion(schema: try TestSchema.make()), fragments: document.fragments,
            variables: variables, source: document.source)
        let operation = try document.operation(named: nil)
        return try collector.fields(of: [operation.selectionSet], on: type)
            .map { $0.fields.count == 1 ? $0.responseKey : "\($0.responseKey)*\($0.fields.count)" }
    }

    @Test(arguments: [
        ("{ string int a: int string }", ["string*2", "int", "a"]),
        ("{ int ...F string ...F } fragment F on Query { string float int }", ["int*2", "string*2", "float"]),
        (
            "{ ...F ... { int } ... on Query { float } ... on Node { id } } fragment F on Node { name }",
            ["int", "float"]
        ),
        ("{ string @skip(if: true) int @include(if: false) float @skip(if: false) @include(if: true) }", ["float"]),
        ("{ string @skip(if: true) @include(if: true) }", []),
        ("{ ...F @skip(if: true) ...F ... @include(if: false) { int } } fragment F on Query { string }", ["string"]),
        ("{ ...Missing int }", ["int"]),
        (
            "{ ...A } fragment A on Query { int ...B } fragment B on Query { float ...A string }",
            ["int", "float", "string"]
        ),
    ])
    func `fields are collected in the order of the response`(text: String, expected: [String]) throws {
        #expect(try keys(text) == expected)
    }

    @Test func `a condition holds for the type itself, its interfaces and its unions`() throws {
        let text = "{ ... on Dog { a } ... on Pet { b } ... on Any { c } ... on Cat { d } ... on Nothing { e } }"
        #expect(try keys(text, on: "Dog") == ["a", "b", "c"])
        #expect(try keys(text, on: "Cat") == ["b", "d"])
        #expect(try keys(text, on: "Node") == ["c"])
    }

    @Test func `variables decide, and one that is null is an error`() throws {
        let text = "query ($b: Boolean) { int @skip(if: $b) float @include(if: $b) }"
        #expect(try keys(text, variables: ["b": .boolean(true)]) == ["float"])
        #expect(try keys(text, variables: ["b": .boolean(false)]) == ["int"])
        #expect(
            throws: GraphQLError(
                "Argument \"if\" of non-null type \"Boolean!\" must not be null.",
                locations: [SourceLocation(line: 1, column: 37)])
        ) {
            try keys(text, variables: ["b": .null])
        }
    }

    @Test func `a long chain of fragments costs no stack`() throws {
        var text = "{ ...F0 }"
        for index in 0..<20_000 { text += " fragment F\(index) on Query { ...F\(index + 1) }" }
        text += " fragment F20000 on Query { int }"
        let document = try Document.parse(text, limits: ParserLimits(maximumTokens: nil))
        let collector = FieldCollector(
            coercion: InputCoercion(schema: try TestSchema.make()), fragments: document.fragments, variables: [:],
            source: nil)
        let fields = try collector.fields(of: [document.operation(named: nil).selectionSet], on: "Query")
        #expect(fields.map(\.responseKey) == ["int"])
    }
}
