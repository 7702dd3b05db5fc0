// SPDX-License-Identifier: Apache-2.0

import Testing

struct UniqueDirectiveNamesRuleTests {
    @Test(arguments: [
        SDLCase(
            "different names",
            """
            type Query { q: Int }
            directive @a on OBJECT
            directive @b on OBJECT
            """),
        SDLCase(
            "a built-in directive may be defined anew",
            """
            type Query { q: Int }
            directive @skip on OBJECT
            """),
        SDLCase(
            "one name three times",
            """
            type Query { q: Int }
            directive @a on OBJECT
            directive @a on ENUM
            directive @a on FIELD
            """,
            "There can be only one directive named \"@a\". [2:12, 3:12]",
            "There can be only one directive named \"@a\". [2:12, 4:12]"),
    ])
    func `directives have different names`(_ example: SDLCase) { example.check() }
}
