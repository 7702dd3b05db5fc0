// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import JSON
import Testing

struct ArgumentCoercionTests {
    /// The arguments of the only field of a document, coerced.
    private func arguments(
        _ text: String, variables: String = "{}", scalars: [String: ScalarCoercion] = [:]
    ) throws -> [SourcedArgument] {
        let document = try Document.parse(text)
        let operation = try document.operation(named: nil)
        let schema = try TestSchema.make()
        let coercion = InputCoercion(schema: schema, scalars: scalars, nullCharacter: .refused)
        guard
            case .values(let values) = coercion.variables(
                of: operation, from: try JSON.parse(variables), source: document.source),
            case .field(let field) = try #require(operation.selectionSet.selections.first),
            let definition = schema.field(named: field.name.value, on: "Query")
        else {
            Issue.record("the variables do not fit")
            return []
        }
        return try coercion.arguments(
            field.arguments, of: definition.arguments, at: field.range, variables: values, source: document.source)
    }

    @Test(arguments: [
        ("{ echo }", "{}", #"{"required":3}"#),
        ("{ echo(int: null, required: 4) }", "{}", #"{"int":null,"required":4}"#),
        (
            "{ echo(float: 1, id: 5, color: RED, string: \"x\") }", "{}",
            #"{"required":3,"float":1,"string":"x","id":"5","color":"RED"}"#
        ),
        ("{ echo(list: 1, lists: [1, [2]]) }", "{}", #"{"required":3,"list":[1],"lists":[[1],[2]]}"#),
        ("query ($a: Int) { echo(int: $a, required: $a) }", "{}", #"{"required":3}"#),
        ("query ($a: Int) { echo(int: $a) }", #"{"a": null}"#, #"{"int":null,"required":3}"#),
        ("query ($a: Int) { echo(list: [1, $a]) }", "{}", #"{"required":3,"list":[1,null]}"#),
        ("query ($a: [Int]) { echo(list: $a) }", #"{"a": 5}"#, #"{"required":3,"list":[5]}"#),
        (
            "query ($a: Int, $f: Boolean) { echo(input: {b: \"x\", a: $a, flag: $f}) }", "{}",
            #"{"required":3,"input":{"b":"x","flag":true,"count":7}}"#
        ),
        ("query ($a: Int!) { echo(choice: {a: $a}) }", #"{"a": 1}"#, #"{"required":3,"choice":{"a":1}}"#),
        (
            "query ($a: Int) { echo(blob: {a: $a, b: [$a, FOO, 1.50], c: {}}) }", #"{"a": 2}"#,
            #"{"required":3,"blob":{"a":2,"b":[2,"FOO",1.50],"c":{}}}"#
        ),
        ("query ($a: Int) { echo(blob: {a: $a, b: [$a]}) }", "{}", #"{"required":3,"blob":{"b":[null]}}"#),
    ])
    func `arguments come in the order of their definitions, with defaults`(
        text: String, variables: String, expected: String
    ) throws {
        let coerced = try arguments(text, variables: variables)
        let json = JSON.object(coerced.map { JSONMember(name: $0.name, value: JSON($0.value.value)) })
        #expect(json.text == expected)
    }

    @Test(arguments: [
        ("{ needs }", "{}", #"Argument "int" of required type "Int!" was not provided."#, 3),
        ("{ needs(int: null) }", "{}", #"Argument "int" of non-null type "Int!" must not be null."#, 14),
        (
            "query ($a: Int) { needs(int: $a) }", "{}",
            #"Argument "int" of required type "Int!" was provided the variable "$a" which was not provided a runtime value."#,
            30
        ),
        (
            "query ($a: Int) { needs(int: $a) }", #"{"a": null}"#,
            #"Argument "int" of non-null type "Int!" must not be null."#, 30
        ),
        ("{ needs(int: \"1\") }", "{}", #"Argument "int" has invalid value "1"."#, 14),
        ("{ needs(int: 1, input: {b: 1}) }", "{}", #"Argument "input" has invalid value {b: 1}."#, 24),
        (
            "query ($a: Int) { needs(int: 1, input: {b: \"x\", count: $a}) }", #"{"a": null}"#,
            #"Argument "input" has invalid value {b: "x", count: $a}."#, 40
        ),
        ("{ echo(choice: {}) }", "{}", #"Argument "choice" has invalid value {}."#, 16),
        ("{ echo(choice: {a: null}) }", "{}", #"Argument "choice" has invalid value {a: null}."#, 16),
        ("{ echo(color: \"RED\") }", "{}", #"Argument "color" has invalid value "RED"."#, 15),
        ("{ echo(float: 1e400) }", "{}", #"Argument "float" has invalid value 1e400."#, 15),
        ("{ echo(string: \"\\u0000\") }", "{}", #"Argument "string" has invalid value "\u0000"."#, 16),
    ])
    func `what does not fit is refused where it stands`(
        text: String, variables: String, message: String, column: Int
    ) throws {
        #expect(throws: GraphQLError(message, locations: [SourceLocation(line: 1, column: column)])) {
            try arguments(text, variables: variables)
        }
    }

    @Test func `a custom scalar says why a literal does not fit`() throws {
        let message =
            "Argument \"moment\" has invalid value \"yesterday\". DateTime must be a string by RFC 3339 with an "
            + "offset, in UTC of the years 0001 to 9999, such as \"2026-01-31T09:30:00Z\"."
        #expect(throws: GraphQLError(message, locations: [SourceLocation(line: 1, column: 16)])) {
            try arguments("{ echo(moment: \"yesterday\") }", scalars: ScalarCoercion.service)
        }
    }

    @Test func `each part of a variable's value knows its place in the variable`() throws {
        let coerced = try arguments(
            "query ($i: Input, $l: [[Int]]) { echo(input: $i, lists: $l) }",
            variables: #"{"i": {"b": "x", "inner": {"b": "y", "c": 5}}, "l": [[1, null], 2]}"#)
        let lists = try #require(coerced.first { $0.name == "lists" }?.value)
        let input = try #require(coerced.first { $0.name == "input" }?.value)
        #expect(input.origin == .variable("i", path: []))
        #expect(input["b"]?.origin == .variable("i", path: [.key("b")]))
        // The default of a field that the variable leaves out is a part of its coerced value.
        #expect(input["count"] == SourcedValue(.leaf(.int(7)), origin: .variable("i", path: [.key("count")])))
        let path: [PathSegment] = [.key("inner"), .key("c")]
        #expect(
            input["inner"]?["c"]
                == SourcedValue(
                    .list([SourcedValue(.leaf(.int(5)), origin: .variable("i", path: path + [.index(0)]))]),
                    origin: .variable("i", path: path)))
        guard case .list(let rows) = lists.content, case .list(let row) = rows[0].content else {
            Issue.record("no list")
            return
        }
        #expect(row[1] == SourcedValue(.null, origin: .variable("l", path: [.index(0), .index(1)])))
        #expect(rows[1].value == .list([.int(2)]))
    }

    @Test func `a variable within a literal is told from what is written around it`() throws {
        let coerced = try arguments(
            "query ($s: String!, $n: [Int!], $i: Int) { echo(input: {b: $s, c: $n, a: 1}, list: [1, $i], color: RED) }",
            variables: #"{"s": "x", "n": [4]}"#)
        let input = try #require(coerced.first { $0.name == "input" }?.value)
        #expect(input.origin == .literal)
        #expect(input["b"] == SourcedValue(.leaf(.string("x")), origin: .variable("s", path: [])))
        #expect(
            input["c"]
                == SourcedValue(
                    .list([SourcedValue(.leaf(.int(4)), origin: .variable("n", path: [.index(0)]))]),
                    origin: .variable("n", path: [])))
        #expect(input["a"] == SourcedValue(.leaf(.int(1)), origin: .literal))
        #expect(input["count"]?.origin == .literal)
        #expect(coerced.first { $0.name == "color" }?.value.origin == .literal)
        #expect(
            coerced.first { $0.name == "list" }?.value.content
                == .list([
                    SourcedValue(.leaf(.int(1)), origin: .literal),
                    SourcedValue(.null, origin: .variable("i", path: [])),
                ]))
    }

    @Test func `a custom scalar's literal with variables names them`() throws {
        let coerced = try arguments(
            "query ($a: Int, $b: Int) { echo(blob: {a: $b, c: [$a, $b]}) }", variables: #"{"a": 1, "b": 2}"#)
        #expect(coerced.first { $0.name == "blob" }?.value.origin == .composed(variables: ["b", "a"]))
        let whole = try arguments("query ($a: Blob) { echo(blob: $a) }", variables: #"{"a": {"x": [1]}}"#)
        #expect(whole.first { $0.name == "blob" }?.value.origin == .variable("a", path: []))
        let literal = try arguments("{ echo(blob: {a: 1}) }")
        #expect(literal.first { $0.name == "blob" }?.value.origin == .literal)
    }

    @Test func `default values that complete each other without end come to an end`() throws {
        let loop = InputValueType(
            name: "next", type: .named("Loop"), defaultValue: .object([], range: .none))
        let twin = InputValueType(
            name: "twin", type: .named("Loop"), defaultValue: .object([], range: .none))
        let schema = Schema(
            queryTypeName: nil, types: [.inputObject(InputObjectType(name: "Loop", fields: [loop, twin]))],
            directives: [])
        let value = InputCoercion(schema: schema).defaultValue(of: loop)
        #expect(value != nil)
    }
}
