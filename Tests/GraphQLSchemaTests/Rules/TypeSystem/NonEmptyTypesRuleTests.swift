// SPDX-License-Identifier: Apache-2.0

import Testing

struct NonEmptyTypesRuleTests {
    @Test(arguments: [
        SDLCase(
            "the parts may come with an extension",
            """
            type Query
            extend type Query { q: Int }
            enum E
            extend enum E { X }
            """),
        SDLCase(
            "no parts",
            """
            type Query
            extend type Query @d
            interface I
            union U
            enum E
            input P
            directive @d on OBJECT
            """,
            "Type Query must define one or more fields. [1:1, 2:1]",
            "Type I must define one or more fields. [3:1]",
            "Union type U must define one or more member types. [4:1]",
            "Enum type E must define one or more values. [5:1]",
            "Input Object type P must define one or more fields. [6:1]"),
    ])
    func `a type that is made of parts has one`(_ example: SDLCase) { example.check() }
}
