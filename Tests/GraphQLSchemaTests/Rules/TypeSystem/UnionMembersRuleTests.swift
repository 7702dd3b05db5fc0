// SPDX-License-Identifier: Apache-2.0

import Testing

struct UnionMembersRuleTests {
    @Test(arguments: [
        SDLCase(
            "object types",
            """
            type Query { q: Int }
            union U = Query | T
            type T { t: Int }
            """),
        SDLCase(
            "others",
            """
            type Query { q: Int }
            union U = Query | Int | I | U
            interface I { i: Int }
            """,
            "Union type U can only include Object types, it cannot include Int. [2:19]",
            "Union type U can only include Object types, it cannot include I. [2:25]",
            "Union type U can only include Object types, it cannot include U. [2:29]"),
        SDLCase(
            "twice",
            """
            type Query { q: Int }
            union U = Query | T | Query
            extend union U = T
            type T { t: Int }
            """,
            "Union type U can only include type Query once. [2:11, 2:23]",
            "Union type U can only include type T once. [2:19, 3:18]"),
    ])
    func `members of a union are object types, once each`(_ example: SDLCase) { example.check() }
}
