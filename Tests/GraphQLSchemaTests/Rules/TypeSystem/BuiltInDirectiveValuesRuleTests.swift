// SPDX-License-Identifier: Apache-2.0

import Testing

struct BuiltInDirectiveValuesRuleTests {
    @Test(arguments: [
        SDLCase(
            "strings and null",
            """
            type Query { a: Int @deprecated(reason: "r") b: Int @deprecated(reason: null) }
            scalar S @specifiedBy(url: "u")
            """),
        SDLCase(
            "other values",
            """
            type Query { a: Int @deprecated(reason: 3) b(c: Int @deprecated(reason: [X])): Int }
            enum E { X @deprecated(reason: Y) }
            input P { p: Int @deprecated(reason: true) }
            scalar S @specifiedBy(url: 4)
            scalar T @specifiedBy(url: null)
            """,
            "Argument \"reason\" has invalid value 3. [1:41]",
            "Argument \"reason\" has invalid value [X]. [1:73]",
            "Argument \"reason\" has invalid value Y. [2:32]",
            "Argument \"reason\" has invalid value true. [3:38]",
            "Argument \"url\" has invalid value 4. [4:28]",
            "Argument \"url\" of non-null type \"String!\" must not be null. [5:28]"),
        SDLCase(
            "an argument that a new definition does not have",
            """
            type Query { q: Int }
            directive @specifiedBy on SCALAR
            scalar S @specifiedBy
            """,
            "Argument \"url\" of required type \"String!\" was not provided. [3:10]"),
    ])
    func `arguments of built-in directives are strings`(_ example: SDLCase) { example.check() }
}
