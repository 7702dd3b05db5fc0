// SPDX-License-Identifier: Apache-2.0

import Testing

struct RootTypesRuleTests {
    @Test(arguments: [
        SDLCase(
            "no query root",
            """
            type Mutation { m: Int }
            """,
            "Query root type must be provided. []"),
        SDLCase(
            "a definition without a query root",
            """
            type Query { q: Int }
            schema { mutation: Query }
            """,
            "Query root type must be provided. [2:1]"),
        SDLCase(
            "by convention",
            """
            input Query { a: Int }
            scalar Mutation
            union Subscription = T
            type T { t: Int }
            """,
            "Query root type must be Object type, it cannot be Query. [1:1]",
            "Mutation root type must be Object type if provided, it cannot be Mutation. [2:1]",
            "Subscription root type must be Object type if provided, it cannot be Subscription. [3:1]"),
        SDLCase(
            "by definition and extension",
            """
            schema { query: I }
            extend schema { subscription: Int mutation: E }
            input I { a: Int }
            enum E { X }
            """,
            "Query root type must be Object type, it cannot be I. [1:17]",
            "Mutation root type must be Object type if provided, it cannot be E. [2:45]",
            "Subscription root type must be Object type if provided, it cannot be Int. [2:31]"),
    ])
    func `root types are object types, and there is a query root`(_ example: SDLCase) { example.check() }
}
