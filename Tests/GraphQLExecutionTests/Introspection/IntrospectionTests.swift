// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import JSON
import Testing

struct IntrospectionTests {
    private static let sdl = """
        "The API" schema { query: Root }
        "Where it begins"
        type Root implements Named {
          name: String!
          list(first: Int = 20, ids: [ID!] = 5, filter: Filter = {b: "x"}, old: Int @deprecated(reason: "no")): [[Root!]]!
          gone: Int @deprecated
        }
        interface Named { name: String! }
        union Both = Root | Other
        type Other { id: ID }
        enum Size { SMALL "big" LARGE HUGE @deprecated(reason: "too large") }
        input Filter { a: Float = 1.50, b: String!, size: Size = LARGE, old: Int @deprecated }
        input Choice @oneOf { a: Int, b: Int }
        scalar Moment @specifiedBy(url: "https://example.com/moment")
        directive @mark(name: String = "a\\"b", old: Int @deprecated) repeatable on FIELD | OBJECT
        """

    private func answer(_ selection: String) throws -> String {
        let schema = try SchemaBuilder.build(try Document.parse(Self.sdl, limits: .schema))
        let result = Executor.execute(try Document.parse(selection), coercion: InputCoercion(schema: schema))
        #expect(result.errors == [])
        return String(decoding: result.data ?? [], as: UTF8.self)
    }

    @Test(arguments: [
        (
            "{ __schema { description queryType { name } mutationType { name } subscriptionType { name } } }",
            #"{"__schema":{"description":"The API","queryType":{"name":"Root"},"mutationType":null,"subscriptionType":null}}"#
        ),
        ("{ __type(name: \"Nothing\") { name } }", #"{"__type":null}"#),
        ("{ __typename }", #"{"__typename":"Root"}"#),
        (
            "{ __type(name: \"Root\") { __typename kind name description specifiedByURL isOneOf ofType { name } enumValues { name } inputFields { name } possibleTypes { name } interfaces { name } fields { name } } }",
            #"{"__type":{"__typename":"__Type","kind":"OBJECT","name":"Root","description":"Where it begins","specifiedByURL":null,"isOneOf":null,"ofType":null,"enumValues":null,"inputFields":null,"possibleTypes":null,"interfaces":[{"name":"Named"}],"fields":[{"name":"name"},{"name":"list"}]}}"#
        ),
        (
            "{ __type(name: \"Root\") { fields(includeDeprecated: true) { name isDeprecated deprecationReason args { name } } } }",
            #"{"__type":{"fields":[{"name":"name","isDeprecated":false,"deprecationReason":null,"args":[]},{"name":"list","isDeprecated":false,"deprecationReason":null,"args":[{"name":"first"},{"name":"ids"},{"name":"filter"}]},{"name":"gone","isDeprecated":true,"deprecationReason":"No longer supported","args":[]}]}}"#
        ),
        (
            "{ __type(name: \"Root\") { fields { type { kind ofType { kind name ofType { kind ofType { kind ofType { name } } } } } args(includeDeprecated: true) { name defaultValue isDeprecated deprecationReason } } } }",
            #"{"__type":{"fields":[{"type":{"kind":"NON_NULL","ofType":{"kind":"SCALAR","name":"String","ofType":null}},"args":[]},{"type":{"kind":"NON_NULL","ofType":{"kind":"LIST","name":null,"ofType":{"kind":"LIST","ofType":{"kind":"NON_NULL","ofType":{"name":"Root"}}}}},"args":[{"name":"first","defaultValue":"20","isDeprecated":false,"deprecationReason":null},{"name":"ids","defaultValue":"[5]","isDeprecated":false,"deprecationReason":null},{"name":"filter","defaultValue":"{a: 1.5, b: \"x\", size: LARGE}","isDeprecated":false,"deprecationReason":null},{"name":"old","defaultValue":null,"isDeprecated":true,"deprecationReason":"no"}]}]}}"#
        ),
        (
            "{ a: __type(name: \"Named\") { kind possibleTypes { name } } b: __type(name: \"Both\") { kind fields { name } possibleTypes { name } } }",
            #"{"a":{"kind":"INTERFACE","possibleTypes":[{"name":"Root"}]},"b":{"kind":"UNION","fields":null,"possibleTypes":[{"name":"Root"},{"name":"Other"}]}}"#
        ),
        (
            "{ a: __type(name: \"Size\") { enumValues { name description } } b: __type(name: \"Size\") { kind enumValues(includeDeprecated: true) { name isDeprecated deprecationReason } } }",
            #"{"a":{"enumValues":[{"name":"SMALL","description":null},{"name":"LARGE","description":"big"}]},"b":{"kind":"ENUM","enumValues":[{"name":"SMALL","isDeprecated":false,"deprecationReason":null},{"name":"LARGE","isDeprecated":false,"deprecationReason":null},{"name":"HUGE","isDeprecated":true,"deprecationReason":"too large"}]}}"#
        ),
        (
            "{ a: __type(name: \"Filter\") { kind isOneOf inputFields { name } } b: __type(name: \"Choice\") { isOneOf inputFields(includeDeprecated: null) { name } } c: __type(name: \"Moment\") { kind specifiedByURL isOneOf } }",
            #"{"a":{"kind":"INPUT_OBJECT","isOneOf":false,"inputFields":[{"name":"a"},{"name":"b"},{"name":"size"}]},"b":{"isOneOf":true,"inputFields":[{"name":"a"},{"name":"b"}]},"c":{"kind":"SCALAR","specifiedByURL":"https://example.com/moment","isOneOf":null}}"#
        ),
    ])
    func `each part of a schema is answered as the reference implementation does`(
        selection: String, expected: String
    ) throws {
        #expect(try answer(selection) == expected)
    }

    @Test func `directives say where they stand, how often and with what`() throws {
        let data = try JSON.parse(
            try answer("{ __schema { directives { name isRepeatable locations args { name defaultValue } } } }"))
        let mark = data["__schema"]?["directives"]?.arrayValue?.first { $0["name"] == .string("mark") }
        #expect(
            mark?.text
                == #"{"name":"mark","isRepeatable":true,"locations":["FIELD","OBJECT"],"args":[{"name":"name","defaultValue":"\"a\\\"b\""}]}"#
        )
    }

    @Test func `the query that tools send is answered in full`() throws {
        let data = try JSON.parse(try answer(IntrospectionQuery.text))
        let names = data["__schema"]?["types"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
        for name in ["Root", "Named", "Both", "Filter", "Moment", "String", "__Type", "__DirectiveLocation"] {
            #expect(names.contains(name))
        }
        #expect(Set(names).count == names.count)
    }

    @Test func `one introspection field is executed by itself`() throws {
        let schema = try SchemaBuilder.build(try Document.parse(Self.sdl, limits: .schema))
        let document = try Document.parse("{ s: __schema { queryType { name } } }")
        let coercion = InputCoercion(schema: schema)
        let collector = FieldCollector(
            coercion: coercion, fragments: [:], variables: [:], source: document.source)
        let field = try #require(
            try collector.fields(of: [document.operation(named: nil).selectionSet], on: "Root").first)
        var executor = Executor(document: document, coercion: coercion, variables: [:])
        guard case .object(let root) = schema.type(named: "Root"), executor.execute(field, onRootType: root) else {
            Issue.record("no value")
            return
        }
        #expect(String(decoding: executor.data, as: UTF8.self) == #"{"queryType":{"name":"Root"}}"#)
        #expect(executor.errors == [])
    }

    /// Each part has as many layers of type as those of real schemas have at most.
    private static let layered = """
        type Query { a(x: [In!]!, y: [E!]!): [Query!]! b(x: [In!]!): [E!]! }
        interface I { a: [I!]! }
        type A implements I { a: [I!]! }
        union U = A | Query
        input In { a: [In!]!, b: [Int!]! }
        enum E { X Y }
        """

    @Test(arguments: [sdl, layered])
    func `the whole schema is within the limits that follow from its size`(sdl: String) throws {
        let schema = try SchemaBuilder.build(try Document.parse(sdl, limits: .schema))
        let limits = ExecutionLimits.introspection(of: schema, atLeast: 0)
        let result = Executor.execute(
            try Document.parse(IntrospectionQuery.text), coercion: InputCoercion(schema: schema), limits: limits)
        #expect(result.errors == [])
        #expect(ExecutionLimits.introspection(of: schema) == ExecutionLimits(maximumValues: 100_000))
    }

    @Test func `what goes round in the schema is beyond them`() throws {
        let schema = try SchemaBuilder.build(try Document.parse(Self.layered, limits: .schema))
        // Each round has twice as many values as the one before.
        let rounds = 12
        let fragments = (0..<rounds).map { round in
            let inner = "type { ofType { ofType { ofType { ...F\(round + 1) } } } }"
            return "fragment F\(round) on __Type { a: fields { \(inner) } b: fields { \(inner) } }"
        }
        let query =
            "{ __schema { queryType { ...F0 } } } \(fragments.joined(separator: " ")) "
            + "fragment F\(rounds) on __Type { name }"
        let result = Executor.execute(
            try Document.parse(query), coercion: InputCoercion(schema: schema),
            limits: .introspection(of: schema, atLeast: 0))
        #expect(result.errors.map(\.kind) == [.limitExceeded])
    }
}
