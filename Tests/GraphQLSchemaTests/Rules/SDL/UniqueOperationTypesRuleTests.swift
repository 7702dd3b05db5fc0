// SPDX-License-Identifier: Apache-2.0

import Testing

struct UniqueOperationTypesRuleTests {
    @Test(arguments: [
        SDLCase(
            "three kinds, one of them in an extension",
            """
            schema { query: A mutation: B }
            extend schema { subscription: C }
            type A { a: Int }
            type B { b: Int }
            type C { c: Int }
            """),
        SDLCase(
            "twice in the definition",
            """
            schema {
              query: A
              query: B
            }
            type A { a: Int }
            type B { b: Int }
            """,
            "There can be only one query type in schema. [2:3, 3:3]"),
        SDLCase(
            "in extensions",
            """
            schema { query: A mutation: A }
            type A { a: Int }
            extend schema { mutation: A }
            extend schema { mutation: A subscription: A subscription: A }
            """,
            "There can be only one mutation type in schema. [1:19, 3:17]",
            "There can be only one mutation type in schema. [1:19, 4:17]",
            "There can be only one subscription type in schema. [4:29, 4:45]"),
    ])
    func `a kind of operation has one root type`(_ example: SDLCase) { example.check() }
}
