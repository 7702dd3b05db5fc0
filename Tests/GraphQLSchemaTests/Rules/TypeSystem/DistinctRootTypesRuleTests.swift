// SPDX-License-Identifier: Apache-2.0

import Testing

struct DistinctRootTypesRuleTests {
    @Test(arguments: [
        SDLCase(
            "different types",
            """
            schema { query: A mutation: B }
            type A { a: Int }
            type B { b: Int }
            """),
        SDLCase(
            "two kinds",
            """
            schema { query: A mutation: B subscription: A }
            type A { a: Int }
            type B { b: Int }
            """,
            "All root types must be different, \"A\" type is used as query and subscription root types. [1:17, 1:45]"),
        SDLCase(
            "three kinds",
            """
            schema { query: A }
            extend schema { mutation: A subscription: A }
            type A { a: Int }
            """,
            "All root types must be different, \"A\" type is used as query, mutation, and subscription root "
                + "types. [1:17, 2:27, 2:43]"),
    ])
    func `no type is the root of two kinds of operation`(_ example: SDLCase) { example.check() }
}
