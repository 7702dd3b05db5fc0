// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import Testing

struct CanonicalDefaultTests {
    @Test(arguments: [
        ("Int", "1", "1"), ("Int", "-0", "0"), ("Int", "null", "null"),
        ("Float", "1", "1"), ("Float", "1.50", "1.5"), ("Float", "-0.0", "0"), ("Float", "1.5e10", "15000000000"),
        ("Float", "1e20", "100000000000000000000"), ("Float", "1e21", "1e+21"), ("Float", "1.25e50", "1.25e+50"),
        ("Float", "0.000001", "0.000001"), ("Float", "0.0000001", "1e-7"), ("Float", "-1.5E-9", "-1.5e-9"),
        ("Float", "123456.789", "123456.789"), ("Float", "5e-324", "5e-324"),
        ("Float", "1.7976931348623157e308", "1.7976931348623157e+308"), ("Float", "0.1", "0.1"),
        ("String", #""a\nb""#, #""a\nb""#), ("Boolean", "true", "true"), ("ID", "4", "4"), ("ID", #""4""#, "4"),
        ("ID", #""04""#, #""04""#), ("ID", #""-0""#, "-0"), ("ID", #""four""#, #""four""#),
        ("E", "X", "X"), ("[Int]", "1", "[1]"), ("[[Int]]", "1", "[[1]]"),
        ("[[Int]]", "[1, [2], null]", "[[1], [2], null]"),
        ("[Float!]!", "[1.0]", "[1]"), ("S", "{a: [1.0, X]}", "{a: [1.0, X]}"), ("S", "X", #""X""#),
        ("P", "{b: 1.0}", "{a: 5, b: 1, p: null}"), ("P", "{p: {}, a: null}", "{a: null, p: {a: 5, p: null}}"),
        ("[P]", "{}", "[{a: 5, p: null}]"), ("R", "{r: 1}", "{r: 1}"),
    ])
    func `a default is shown as it is coerced`(_ type: String, _ written: String, _ shown: String) throws {
        let schema = try schema(
            """
            type Query { q(a: \(type) = \(written)): Int }
            enum E { X }
            scalar S
            input P { a: Int = 5 b: Float p: P = null }
            input R { r: Int! }
            """)
        let argument = try #require(schema.field(named: "q", on: "Query")?.argument(named: "a"))
        let value = try #require(schema.canonicalDefault(of: argument))
        #expect(Printer.print(value) == shown)
    }

    @Test func `no default stays none`() throws {
        let schema = try schema("type Query { q(a: Int): Int }")
        let argument = try #require(schema.field(named: "q", on: "Query")?.argument(named: "a"))
        #expect(schema.canonicalDefault(of: argument).map(Printer.print(_:)) == nil)
    }

    @Test func `a value that is none of its type is shown as it is written`() throws {
        let schema = try schema("type Query { q: Int }")
        let input = InputValueType(
            name: "a", type: .nonNull(.named("Int")), defaultValue: .string("one", isBlock: false, range: .none))
        let value = try #require(schema.canonicalDefault(of: input))
        #expect(Printer.print(value) == "\"one\"")
    }
}
