// SPDX-License-Identifier: Apache-2.0

import Testing

struct OutputTypesRuleTests {
    @Test(arguments: [
        SDLCase(
            "each output type",
            """
            type Query { a: S b: Query c: I d: U e: E f: [Int!]! }
            scalar S
            interface I { i: Int }
            union U = Query
            enum E { X }
            """),
        SDLCase(
            "an input object",
            """
            type Query { a: P b: [P!]! }
            interface I { i: P }
            input P { p: Int }
            """,
            "The type of Query.a must be Output Type but got: P. [1:17]",
            "The type of Query.b must be Output Type but got: [P!]!. [1:22]",
            "The type of I.i must be Output Type but got: P. [2:18]"),
    ])
    func `the type of a field is an output type`(_ example: SDLCase) { example.check() }
}
