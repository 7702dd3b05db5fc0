// SPDX-License-Identifier: Apache-2.0

import Testing

struct ProvidedRequiredArgumentsOnDirectivesRuleTests {
    @Test(arguments: [
        SDLCase(
            "optional ones may be left out",
            """
            directive @d(a: Int, b: Int! = 1) on OBJECT
            type Query @d { q: Int @deprecated }
            """),
        SDLCase(
            "required ones may not",
            """
            directive @d(a: Int!, b: [String!]!, c: Int) on OBJECT
            type Query @d(a: 1) { q: Int }
            extend type T @d
            type T { t: Int }
            scalar S @specifiedBy
            """,
            "Directive \"@d\" argument \"b\" of type \"[String!]!\" is required, but it was not provided. [2:12]",
            "Directive \"@d\" argument \"a\" of type \"Int!\" is required, but it was not provided. [3:15]",
            "Directive \"@d\" argument \"b\" of type \"[String!]!\" is required, but it was not provided. [3:15]",
            "Directive \"@specifiedBy\" argument \"url\" of type \"String!\" is required, but it was not "
                + "provided. [5:10]"),
        SDLCase(
            "one that is defined twice is missed once, by its last type",
            """
            directive @d(a: Int!, b: Int!, a: ID!) on OBJECT
            type Query @d { q: Int }
            """,
            "Argument \"@d(a:)\" can only be defined once. [1:14, 1:32]",
            "Directive \"@d\" argument \"a\" of type \"ID!\" is required, but it was not provided. [2:12]",
            "Directive \"@d\" argument \"b\" of type \"Int!\" is required, but it was not provided. [2:12]"),
    ])
    func `a directive is given the arguments that it needs`(_ example: SDLCase) { example.check() }
}
