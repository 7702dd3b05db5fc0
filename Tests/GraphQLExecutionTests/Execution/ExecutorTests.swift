// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Testing

struct ExecutorTests {
    @Test func `programs of other packages execute over JSON texts`() throws {
        let coercion = InputCoercion(schema: try TestSchema.make())
        let document = try Document.parse("query A { string } query B($n: Int) { echo(int: $n) }")
        #expect(
            try Executor.execute(document, operationName: "A", root: #"{"string": "s"}"#, coercion: coercion)
                == #"{"data":{"string":"s"}}"#)
        #expect(
            try Executor.execute(
                document, operationName: "B", variables: #"{"n": 5}"#, root: #"{"echo": {"__args": true}}"#,
                coercion: coercion) == #"{"data":{"echo":{"int":5,"required":3}}}"#)
        #expect(throws: GraphQLError("Variables must be JSON: unexpected end of the text at byte 1")) {
            try Executor.execute(document, variables: "{", root: "{}", coercion: coercion)
        }
        #expect(throws: GraphQLError("The root value must be JSON: trailing comma at byte 2")) {
            try Executor.execute(document, root: "[1,]", coercion: coercion)
        }
    }

    @Test func `keys stand in the order of the operation, merged fields at their first place`() throws {
        let response = try TestSchema.response(
            "{ node { name } int x: string ...F } fragment F on Query { node { child { name } name } string }",
            root: #"{"string": "s", "int": 1, "node": {"child": {"name": "c"}, "name": "n"}}"#)
        #expect(
            response == #"{"data":{"node":{"name":"n","child":{"name":"c"}},"int":1,"x":"s","string":"s"}}"#)
    }

    @Test(arguments: [
        // Nullable, then non-null at each place: what is nulled, and where the error is.
        (
            "{ string int }", #"{"string": {"__error": "no"}, "int": 1}"#, #"{"string":null,"int":1}"#, #"["string"]"#,
            "no"
        ),
        (
            "{ stringRequired int }", "{}", "null", #"["stringRequired"]"#,
            "Cannot return null for non-nullable field Query.stringRequired."
        ),
        ("{ list }", #"{"list": ["a", {"__error": "no"}, "c"]}"#, #"{"list":["a",null,"c"]}"#, #"["list",1]"#, "no"),
        (
            "{ items }", #"{"items": ["a", null]}"#, #"{"items":null}"#, #"["items",1]"#,
            "Cannot return null for non-nullable field Query.items."
        ),
        (
            "{ itemsRequired }", #"{"itemsRequired": [null]}"#, "null", #"["itemsRequired",0]"#,
            "Cannot return null for non-nullable field Query.itemsRequired."
        ),
        ("{ nested }", #"{"nested": [[1], [{"__error": "no"}]]}"#, "null", #"["nested",1,0]"#, "no"),
        (
            "{ list }", #"{"list": "a"}"#, #"{"list":null}"#, #"["list"]"#,
            #"Expected Iterable, but did not find one for field \"Query.list\"."#
        ),
        (
            "{ node { child { nameRequired } name } }", #"{"node": {"child": {}, "name": "n"}}"#,
            #"{"node":{"child":null,"name":"n"}}"#, #"["node","child","nameRequired"]"#,
            "Cannot return null for non-nullable field Node.nameRequired."
        ),
        (
            "{ node { childRequired { nameRequired } } int }", #"{"node": {"childRequired": {}}, "int": 1}"#,
            #"{"node":null,"int":1}"#, #"["node","childRequired","nameRequired"]"#,
            "Cannot return null for non-nullable field Node.nameRequired."
        ),
        (
            "{ nodes { children { nameRequired } } }",
            #"{"nodes": [{"children": [{"nameRequired": "a"}]}, {"children": [{"nameRequired": "b"}, {}]}, null]}"#,
            #"{"nodes":[{"children":[{"nameRequired":"a"}]},{"children":null},null]}"#,
            #"["nodes",1,"children",1,"nameRequired"]"#, "Cannot return null for non-nullable field Node.nameRequired."
        ),
        (
            "{ a: nodeRequired { name } }", #"{"nodeRequired": {"__error": "no", "name": "n"}}"#, "null", #"["a"]"#,
            "no"
        ),
    ])
    func `an error nulls the nearest place that may be null`(
        text: String, root: String, data: String, path: String, message: String
    ) throws {
        let response = try TestSchema.response(text, root: root)
        #expect(response.hasSuffix(",\"data\":\(data)}"), "\(response)")
        #expect(response.contains("\"path\":\(path)}]"), "\(response)")
        #expect(response.hasPrefix("{\"errors\":[{\"message\":\"\(message)\","), "\(response)")
    }

    @Test func `an error is placed at each of the merged fields`() throws {
        let response = try TestSchema.response("{ string\n  string }", root: #"{"string": {"__error": "no"}}"#)
        #expect(response.contains(#""locations":[{"line":1,"column":3},{"line":2,"column":3}],"path":["string"]"#))
    }

    @Test func `an argument's error is placed at the argument and has the field's path`() throws {
        let response = try TestSchema.response("query ($a: Int) { needs(int: $a) string }", root: #"{"string": "s"}"#)
        #expect(
            response == #"""
                {"errors":[{"message":"Argument \"int\" of required type \"Int!\" was provided the variable \"$a\" which was not provided a runtime value.","locations":[{"line":1,"column":30}],"path":["needs"]}],"data":{"needs":null,"string":"s"}}
                """#)
    }

    @Test func `abstract types resolve by name`() throws {
        let response = try TestSchema.response(
            "{ pets { __typename name ... on Dog { barks } ... on Cat { meows } } any { ... on Node { name } ... on Pet { kind: __typename } } }",
            root: #"""
                {"pets": [{"__typename": "Dog", "name": "d", "barks": true}, {"__typename": "Cat", "name": "c"}],
                 "any": {"__typename": "Dog"}}
                """#)
        #expect(
            response
                == #"{"data":{"pets":[{"__typename":"Dog","name":"d","barks":true},{"__typename":"Cat","name":"c","meows":null}],"any":{"kind":"Dog"}}}"#
        )
    }

    @Test(arguments: [
        ("{}", #"Abstract type \"Pet\" must resolve to an Object type at runtime for field \"Query.pet\"."#),
        (
            #"{"__typename": 1}"#,
            #"Abstract type \"Pet\" must resolve to an Object type at runtime for field \"Query.pet\" with value "#
                + #"{ __typename: 1 }, received \"1\"."#
        ),
        (
            #"{"__typename": "Bird"}"#,
            #"Abstract type \"Pet\" was resolved to a type \"Bird\" that does not exist inside the schema."#
        ),
        (#"{"__typename": "Color"}"#, #"Abstract type \"Pet\" was resolved to a non-object type \"Color\"."#),
        (#"{"__typename": "Rock"}"#, #"Runtime Object type \"Rock\" is not a possible type for \"Pet\"."#),
    ])
    func `a value that is none of the possible types is an error`(value: String, message: String) throws {
        let response = try TestSchema.response("{ pet { name } }", root: "{\"pet\": \(value)}")
        #expect(response.hasPrefix("{\"errors\":[{\"message\":\"\(message)"), "\(response)")
        #expect(response.hasSuffix(#""data":{"pet":null}}"#))
    }

    @Test func `mutations run in order and stop where the root is nulled`() throws {
        let response = try TestSchema.response(
            "mutation { first third second a: first }",
            root: #"{"first": {"__error": "one"}, "second": {"__error": "two"}, "third": {"__error": "three"}}"#)
        #expect(response.hasSuffix("\"data\":null}"))
        #expect(response.components("\"message\":") == ["\"one\"", "\"three\"", "\"two\""])
    }

    @Test func `a field can answer with its arguments`() throws {
        let response = try TestSchema.response(
            "query ($i: Int) { echo(int: $i, input: {b: \"x\"}) echoText(int: 1) }", variables: #"{"i": 5}"#,
            root: #"{"echo": {"__args": true}, "echoText": {"__args": true}}"#)
        #expect(
            response
                == #"{"data":{"echo":{"int":5,"required":3,"input":{"b":"x","flag":true,"count":7}},"echoText":"{\"int\":1}"}}"#
        )
    }

    @Test func `an operation that cannot be executed has no data`() throws {
        #expect(
            try TestSchema.response("query A { int } query B { int }")
                == #"{"errors":[{"message":"Must provide operation name if query contains multiple operations."}]}"#)
        #expect(
            try TestSchema.response("query ($a: Int!) { int }")
                == #"{"errors":[{"message":"Variable \"$a\" of required type \"Int!\" was not provided.","locations":[{"line":1,"column":8}]}]}"#
        )
        #expect(
            try TestSchema.response("subscription { int }")
                == #"{"errors":[{"message":"Schema is not configured to execute subscription operation.","locations":[{"line":1,"column":1}]}],"data":null}"#
        )
    }

    @Test func `a value that is no object has no fields`() throws {
        #expect(
            try TestSchema.response("{ node { name } }", root: #"{"node": 7}"#) == #"{"data":{"node":{"name":null}}}"#)
        #expect(try TestSchema.response("{ int }", root: "null") == #"{"data":{"int":null}}"#)
    }

    @Test func `a response that would be too large is given up`() throws {
        let items = Array(repeating: "\"a\"", count: 100).joined(separator: ",")
        let root = "{\"itemsRequired\": [\(items)], \"list\": [\(items)]}"
        let whole = try TestSchema.response("{ list }", root: root)
        #expect(whole.hasPrefix("{\"data\":{\"list\":[\"a\","))
        #expect(try TestSchema.response("{ list }", root: root, limits: ExecutionLimits(maximumValues: 101)) == whole)
        #expect(
            try TestSchema.response("{ list }", root: root, limits: ExecutionLimits(maximumValues: 100))
                == #"{"errors":[{"message":"Response has more than 100 values. Execution aborted.","locations":[{"line":1,"column":3}],"path":["list",99]}],"data":null}"#
        )
        let deep = "{__schema{queryType{name fields{type{ofType{name}}}}}}"
        #expect(
            try TestSchema.response(deep, limits: ExecutionLimits(maximumDepth: 8)) == TestSchema.response(deep))
        #expect(
            try TestSchema.response(deep, limits: ExecutionLimits(maximumDepth: 4)).contains(
                "Response nests deeper than 4 levels. Execution aborted."))
        // `{"list":["a","a"` before the third item.
        #expect(
            try TestSchema.response("{ list }", root: root, limits: ExecutionLimits(maximumBytes: 15))
                == #"{"errors":[{"message":"Response has more than 15 bytes. Execution aborted.","locations":[{"line":1,"column":3}],"path":["list",2]}],"data":null}"#
        )
        #expect(
            try TestSchema.response("{ list }", root: root, limits: ExecutionLimits(maximumBytes: whole.utf8.count))
                == whole)
    }

    /// Fragments chain to a depth that no selection set has.
    @Test func `depth by way of fragments costs no stack`() throws {
        var text = "{ node { ...F0 } }"
        for index in 0..<1_000 { text += " fragment F\(index) on Node { child { ...F\(index + 1) } }" }
        text += " fragment F1000 on Node { name }"
        var root = #"{"name": "n"}"#
        for _ in 0..<60 { root = "{\"child\": \(root)}" }
        #expect(
            try TestSchema.response(text, root: "{\"node\": \(root)}").hasSuffix(
                "\"child\":null" + String(repeating: "}", count: 63)))
    }
}

extension String {
    /// What follows each occurrence of a mark, up to the next comma.
    fileprivate func components(_ mark: String) -> [String] {
        var found: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: mark) {
            rest = rest[range.upperBound...]
            found.append(String(rest.prefix { $0 != "," }))
        }
        return found
    }
}
