// SPDX-License-Identifier: Apache-2.0

import Testing

struct DefaultValuesRuleTests {
    @Test(arguments: [
        SDLCase(
            "values of each type",
            """
            type Query {
              a(a: Int = 1, b: Float = 1, c: String = "s", d: Boolean = true, e: ID = 4, f: E = X, l: Int = null): Int
              b(g: [Int] = 1, h: [[Int!]] = [[1], null], i: P = {a: 1}, j: S = {any: [1.5, NAME]}, k: O = {a: 1}): Int
            }
            enum E { X }
            input P { a: Int! b: Int! = 1 }
            scalar S
            input O @oneOf { a: Int b: Int }
            """),
        SDLCase(
            "scalars",
            """
            type Query {
              q(a: Int = 1.5, b: Int = 3000000000, c: Float = "1"): Int
              r(d: String = 1, e: Boolean = 0, f: ID = 1.5, g: Int! = null): Int
            }
            """,
            "Query.q(a:) has invalid default value: Int cannot represent non-integer value: 1.5 [2:14]",
            "Query.q(b:) has invalid default value: Int cannot represent non 32-bit signed integer value: "
                + "3000000000 [2:28]",
            "Query.q(c:) has invalid default value: Float cannot represent non numeric value: \"1\" [2:51]",
            "Query.r(d:) has invalid default value: String cannot represent a non string value: 1 [3:17]",
            "Query.r(e:) has invalid default value: Boolean cannot represent a non boolean value: 0 [3:33]",
            "Query.r(f:) has invalid default value: ID cannot represent a non-string and non-integer value: "
                + "1.5 [3:44]",
            "Query.r(g:) has invalid default value: Expected value of non-null type \"Int!\" not to be null. [3:59]"),
        SDLCase(
            "enums",
            """
            type Query { q(a: E = RAD, b: E = "RED"): Int }
            enum E { RED BLUE }
            """,
            "Query.q(a:) has invalid default value: Value \"RAD\" does not exist in \"E\" enum. Did you mean "
                + "the enum value \"RED\"? [1:23]",
            "Query.q(b:) has invalid default value: Enum \"E\" cannot represent non-enum value: \"RED\". Did "
                + "you mean the enum value \"RED\"? [1:35]"),
        SDLCase(
            "within lists and input objects",
            """
            input P { a: Int! bee: [Int!] p: P }
            directive @d(p: [P] = [{a: 1, p: {a: 2, bee: [1, "2", null]}}, 3]) on OBJECT
            type Query { q(p: P = {be: 1, a: 1}, r: P = {}): Int }
            """,
            "@d(p:) has invalid default value at [0].p.bee[1]: Int cannot represent non-integer value: \"2\" [2:50]",
            "@d(p:) has invalid default value at [0].p.bee[2]: Expected value of non-null type \"Int!\" not "
                + "to be null. [2:55]",
            "@d(p:) has invalid default value at [1]: Expected value of type \"P\" to be an object, found: 3. [2:64]",
            "Query.q(p:) has invalid default value: Expected value of type \"P\" not to include unknown "
                + "field \"be\". Did you mean \"bee\"? Found: {be: 1, a: 1}. [3:24]",
            "Query.q(r:) has invalid default value: Expected value of type \"P\" to include required field "
                + "\"a\", found: {}. [3:45]"),
        SDLCase(
            "OneOf input objects",
            """
            input O @oneOf { a: Int b: Int }
            type Query { q(a: O = {}, b: O = {a: 1, b: 2}, c: O = {a: null}): Int }
            """,
            "Query.q(a:) has invalid default value: Within OneOf Input Object type \"O\", exactly one field "
                + "must be specified, and the value for that field must be non-null. [2:23]",
            "Query.q(b:) has invalid default value: Within OneOf Input Object type \"O\", exactly one field "
                + "must be specified, and the value for that field must be non-null. [2:34]",
            "Query.q(c:) has invalid default value at .a: Within OneOf Input Object type \"O\", exactly one "
                + "field must be specified, and the value for that field must be non-null. [2:55]"),
    ])
    func `a default value is one of its type`(_ example: SDLCase) { example.check() }
}
