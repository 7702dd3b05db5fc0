// SPDX-License-Identifier: Apache-2.0

import Testing

struct InputTypesRuleTests {
    @Test(arguments: [
        SDLCase(
            "each input type",
            """
            type Query { q(a: S b: E c: P d: [Int!]!): Int }
            scalar S
            enum E { X }
            input P { p: P }
            """),
        SDLCase(
            "output types",
            """
            directive @d(a: Query) on OBJECT
            type Query { q(a: [Query!] b: I): Int }
            input P { p: U }
            interface I { i: Int }
            union U = Query
            """,
            "The type of @d(a:) must be Input Type but got: Query. [1:14]",
            "The type of Query.q(a:) must be Input Type but got: [Query!]. [2:19]",
            "The type of Query.q(b:) must be Input Type but got: I. [2:31]",
            "The type of P.p must be Input Type but got: U. [3:14]"),
    ])
    func `the type of an argument or input field is an input type`(_ example: SDLCase) { example.check() }
}
