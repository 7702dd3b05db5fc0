// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import JSON
import Testing

struct VariableCoercionTests {
    @Test(arguments: [
        // Definitions, what is given, what they come to.
        ("$a: Int", "{}", "{}"),
        ("$a: Int", #"{"a": null}"#, #"{"a":null}"#),
        ("$a: Int = 4", "{}", #"{"a":4}"#),
        ("$a: Int = 4", #"{"a": null}"#, #"{"a":null}"#),
        ("$a: Int! = 4", "{}", #"{"a":4}"#),
        ("$a: Int", #"{"a": 1.0}"#, #"{"a":1}"#),
        ("$a: Int", #"{"a": 2e3}"#, #"{"a":2000}"#),
        ("$a: Int", #"{"a": -2147483648}"#, #"{"a":-2147483648}"#),
        ("$a: Int", #"{"a": 1, "unknown": 2}"#, #"{"a":1}"#),
        ("$a: Float", #"{"a": 1}"#, #"{"a":1}"#),
        ("$a: Float", #"{"a": -0.50}"#, #"{"a":-0.5}"#),
        ("$a: ID", #"{"a": 12345678901234567890}"#, #"{"a":"12345678901234567890"}"#),
        ("$a: ID", #"{"a": 7.0}"#, #"{"a":"7"}"#),
        ("$a: ID", #"{"a": ""}"#, #"{"a":""}"#),
        ("$a: Boolean", #"{"a": false}"#, #"{"a":false}"#),
        ("$a: Color", #"{"a": "RED"}"#, #"{"a":"RED"}"#),
        ("$a: [Int]", #"{"a": 1}"#, #"{"a":[1]}"#),
        ("$a: [[Int]]", #"{"a": 1}"#, #"{"a":[[1]]}"#),
        ("$a: [[Int]]", #"{"a": [1, [2, null], null]}"#, #"{"a":[[1],[2,null],null]}"#),
        ("$a: [Int]", #"{"a": null}"#, #"{"a":null}"#),
        ("$a: Input", #"{"a": {"c": 5, "b": "x"}}"#, #"{"a":{"b":"x","c":[5],"flag":true,"count":7}}"#),
        ("$a: Input", #"{"a": {"b": "x", "flag": null}}"#, #"{"a":{"b":"x","flag":null,"count":7}}"#),
        (
            "$a: Input = {b: \"y\", inner: {b: \"z\", count: 1}}", "{}",
            #"{"a":{"b":"y","inner":{"b":"z","flag":true,"count":1},"flag":true,"count":7}}"#
        ),
        ("$a: Choice", #"{"a": {"b": "x"}}"#, #"{"a":{"b":"x"}}"#),
        ("$a: Blob", #"{"a": {"z": [1.50, {"a": null}], "b": "x"}}"#, #"{"a":{"z":[1.50,{"a":null}],"b":"x"}}"#),
        ("$a: Blob = {a: [1, FOO]}", "{}", #"{"a":{"a":[1,"FOO"]}}"#),
    ])
    func `values are coerced to the variable's type`(definitions: String, given: String, expected: String) throws {
        let coerced = try TestSchema.variables(definitions, given)
        #expect(coerced.errors.map(\.message) == [])
        #expect(coerced.values == expected)
    }

    @Test(arguments: [
        ("$a: Int!", "{}", #"Variable "$a" of required type "Int!" was not provided."#),
        ("$a: Int!", #"{"a": null}"#, #"Variable "$a" of non-null type "Int!" must not be null."#),
        ("$a: Int! = 1", #"{"a": null}"#, #"Variable "$a" of non-null type "Int!" must not be null."#),
        ("$a: Node", "{}", #"Variable "$a" expected value of type "Node" which cannot be used as an input type."#),
        ("$a: [No!]", "{}", #"Variable "$a" expected value of type "[No!]" which cannot be used as an input type."#),
        (
            "$a: Int", #"{"a": "1"}"#,
            #"Variable "$a" got invalid value "1"; Int cannot represent non-integer value: "1""#
        ),
        (
            "$a: Int", #"{"a": 1.5}"#,
            #"Variable "$a" got invalid value 1.5; Int cannot represent non-integer value: 1.5"#
        ),
        (
            "$a: Int", #"{"a": 2147483648}"#,
            #"Variable "$a" got invalid value 2147483648; Int cannot represent non 32-bit signed integer value: 2147483648"#
        ),
        (
            "$a: Int", #"{"a": 1e400}"#,
            #"Variable "$a" got invalid value Infinity; Int cannot represent non-integer value: Infinity"#
        ),
        (
            "$a: Int", #"{"a": true}"#,
            #"Variable "$a" got invalid value true; Int cannot represent non-integer value: true"#
        ),
        (
            "$a: Float", #"{"a": "1"}"#,
            #"Variable "$a" got invalid value "1"; Float cannot represent non numeric value: "1""#
        ),
        (
            "$a: Float", #"{"a": 1e400}"#,
            #"Variable "$a" got invalid value Infinity; Float cannot represent non numeric value: Infinity"#
        ),
        (
            "$a: String", #"{"a": 1}"#,
            #"Variable "$a" got invalid value 1; String cannot represent a non string value: 1"#
        ),
        (
            "$a: Boolean", #"{"a": "true"}"#,
            #"Variable "$a" got invalid value "true"; Boolean cannot represent a non boolean value: "true""#
        ),
        ("$a: ID", #"{"a": 1.5}"#, #"Variable "$a" got invalid value 1.5; ID cannot represent value: 1.5"#),
        (
            "$a: Color", #"{"a": "RET"}"#,
            #"Variable "$a" got invalid value "RET"; Value "RET" does not exist in "Color" enum. Did you mean the enum value "RED"?"#
        ),
        (
            "$a: Color", #"{"a": 1}"#,
            #"Variable "$a" got invalid value 1; Enum "Color" cannot represent non-string value: 1."#
        ),
        (
            "$a: [Int!]", #"{"a": [1, null]}"#,
            #"Variable "$a" got invalid value null at "a[1]"; Expected non-nullable type "Int!" not to be null."#
        ),
        (
            "$a: Input", #"{"a": 5}"#,
            #"Variable "$a" got invalid value 5; Expected type "Input" to be an object."#
        ),
        (
            "$a: Input", #"{"a": {"a": 1}}"#,
            #"Variable "$a" got invalid value { a: 1 }; Field "b" of required type "String!" was not provided."#
        ),
        (
            "$a: [Input]", #"{"a": [{"b": "x", "inner": {"b": [1]}}]}"#,
            #"Variable "$a" got invalid value [1] at "a[0].inner.b"; String cannot represent a non string value: [1]"#
        ),
        (
            "$a: Input", #"{"a": {"b": "x", "countt": 1}}"#,
            #"Variable "$a" got invalid value { b: "x", countt: 1 }; Field "countt" is not defined by type "Input". Did you mean "count"?"#
        ),
        (
            "$a: Choice", "{\"a\": {}}",
            #"Variable "$a" got invalid value {}; Exactly one key must be specified for OneOf type "Choice"."#
        ),
        (
            "$a: Choice", #"{"a": {"a": 1, "b": "x"}}"#,
            #"Variable "$a" got invalid value { a: 1, b: "x" }; Exactly one key must be specified for OneOf type "Choice"."#
        ),
        (
            "$a: Choice", #"{"a": {"a": null}}"#,
            #"Variable "$a" got invalid value null at "a.a"; Field "a" must be non-null."#
        ),
    ])
    func `what does not fit is told as the reference implementation does`(
        definitions: String, given: String, message: String
    ) throws {
        let errors = try TestSchema.variables(definitions, given).errors
        #expect(errors.map(\.message) == [message])
        #expect(errors.first?.kind == .variables)
        #expect(errors.first?.locations.count == 1)
        #expect(errors.first?.path == nil)
    }

    @Test func `the fault is placed at the variable's definition`() throws {
        let errors = try TestSchema.variables("$a: Int,\n  $b: Int! $c: Node", #"{"a": "x"}"#).errors
        #expect(
            errors.map(\.locations) == [
                [SourceLocation(line: 1, column: 8)], [SourceLocation(line: 2, column: 3)],
                [SourceLocation(line: 2, column: 16)],
            ])
    }

    @Test func `all faults are told, up to fifty`() throws {
        func errors(_ count: Int) throws -> [GraphQLError] {
            let items = Array(repeating: "null", count: count).joined(separator: ",")
            return try TestSchema.variables("$a: [Int!]", "{\"a\": [\(items)]}").errors
        }
        #expect(try errors(50).count == 50)
        let tooMany = try errors(60)
        #expect(tooMany.count == 51)
        #expect(
            tooMany.last?.message
                == "Too many errors processing variables, error limit reached. Execution aborted.")
    }

    @Test(arguments: ["[]", "1", "\"a\"", "true"])
    func `variables that are no object are refused`(given: String) throws {
        #expect(
            try TestSchema.variables("$a: Int", given).errors.map(\.message) == [
                "Variables must be provided as an object."
            ])
    }

    @Test func `no variables at all are like an empty object`() throws {
        #expect(try TestSchema.variables("$a: Int = 1", "null").values == #"{"a":1}"#)
    }

    @Test func `suggestions can be off`() throws {
        let errors = try TestSchema.variables("$a: Input, $b: Color", #"{"a": {"b": "x", "countt": 1}, "b": "RET"}"#) {
            InputCoercion(schema: $0, suggestions: .off)
        }.errors
        #expect(errors.count == 2)
        #expect(errors.allSatisfy { !$0.message.contains("Did you mean") })
    }

    @Test(arguments: [
        ("$a: String", #"{"a": "x\u0000y"}"#, "String"), ("$a: ID", #"{"a": "\u0000"}"#, "ID"),
        ("$a: Blob", #"{"a": {"k": ["\u0000"]}}"#, "Blob"), ("$a: Blob", #"{"a": {"\u0000": 1}}"#, "Blob"),
        ("$a: [Input]", #"{"a": [{"b": "\u0000"}]}"#, "String"),
    ])
    func `the character that PostgreSQL cannot store can be refused`(
        definitions: String, given: String, type: String
    ) throws {
        #expect(try TestSchema.variables(definitions, given).errors.isEmpty)
        let errors = try TestSchema.variables(definitions, given) {
            InputCoercion(schema: $0, nullCharacter: .refused)
        }.errors
        #expect(errors.count == 1)
        #expect(
            errors.first?.message.hasSuffix("; \(type) cannot represent a value with the character U+0000.") == true)
    }

    @Test func `a value is shown shortened in a message`() throws {
        let long = String(repeating: "x", count: 100_000)
        let message = try #require(try TestSchema.variables("$a: Int", "{\"a\": \"\(long)\"}").errors.first?.message)
        #expect(message.utf8.count < 3_000)
        let deep = try TestSchema.variables(
            "$a: Int", #"{"a": {"b": {"c": {"d": 1}, "e": {}, "f": [0], "g": []}, "h": [[[0]]]}}"#)
        #expect(
            deep.errors.first?.message.hasPrefix(
                #"Variable "$a" got invalid value { b: { c: [Object], e: {}, f: [Array], g: [] }, h: [[Array]] };"#)
                == true)
        let many = try TestSchema.variables("$a: Int", #"{"a": [1,2,3,4,5,6,7,8,9,10,11,12]}"#)
        #expect(
            many.errors.first?.message.hasPrefix(
                #"Variable "$a" got invalid value [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ... 2 more items];"#) == true)
    }
}
