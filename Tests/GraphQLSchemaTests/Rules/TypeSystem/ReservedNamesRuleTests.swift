// SPDX-License-Identifier: Apache-2.0

import Testing

struct ReservedNamesRuleTests {
    @Test(arguments: [
        SDLCase(
            "one underscore",
            """
            type Query { _q(_a: Int): Int }
            directive @_d on OBJECT
            """),
        SDLCase(
            "each kind of name",
            """
            directive @__d(__a: Int) on OBJECT
            type Query { __q(__b: Int): Int }
            input __I { __c: Int }
            enum E { __X }
            scalar __S
            """,
            "Name \"__d\" must not begin with \"__\", which is reserved by GraphQL introspection. [1:1]",
            "Name \"__a\" must not begin with \"__\", which is reserved by GraphQL introspection. [1:16]",
            "Name \"__q\" must not begin with \"__\", which is reserved by GraphQL introspection. [2:14]",
            "Name \"__b\" must not begin with \"__\", which is reserved by GraphQL introspection. [2:18]",
            "Name \"__I\" must not begin with \"__\", which is reserved by GraphQL introspection. [3:1]",
            "Name \"__c\" must not begin with \"__\", which is reserved by GraphQL introspection. [3:13]",
            "Name \"__X\" must not begin with \"__\", which is reserved by GraphQL introspection. [4:10]",
            "Name \"__S\" must not begin with \"__\", which is reserved by GraphQL introspection. [5:1]"),
        SDLCase(
            "a definition of a type of introspection has no effect",
            """
            type Query { q: Int }
            scalar __Type
            """),
    ])
    func `no name begins with two underscores`(_ example: SDLCase) { example.check() }
}
