// SPDX-License-Identifier: Apache-2.0

import Testing

struct KnownTypeNamesRuleTests {
    @Test(arguments: [
        SDLCase(
            "built-in types",
            """
            type Query { a(b: Int c: ID): String d: [Float!]! e: Boolean f: __Type }
            """),
        SDLCase(
            "wherever a type can be mentioned",
            """
            schema { query: Query mutation: Mmmm }
            type Query implements Iiii { q(a: Aaaa): [Ffff!]! }
            union Union = Query | Vvvv
            input Parts { p: Wwww }
            directive @d(a: Xxxx) on OBJECT
            """,
            "Unknown type \"Mmmm\". [1:33]", "Unknown type \"Iiii\". [2:23]", "Unknown type \"Aaaa\". [2:35]",
            "Unknown type \"Ffff\". [2:43]", "Unknown type \"Vvvv\". [3:23]", "Unknown type \"Wwww\". [4:18]",
            "Unknown type \"Xxxx\". [5:17]"),
        SDLCase(
            "nearly known",
            """
            type Query { a: Strong b: Qury c: Orange }
            type Oranges { a: Int }
            """,
            "Unknown type \"Strong\". Did you mean \"String\"? [1:17]",
            "Unknown type \"Qury\". Did you mean \"Query\"? [1:27]",
            "Unknown type \"Orange\". Did you mean \"Oranges\"? [1:35]"),
        SDLCase(
            "in executable definitions, where built-in types do not count",
            """
            type Query { q: Int }
            query ($a: Int, $b: Query) { q }
            fragment F on Nothing { ... on String { q } }
            """,
            "Unknown type \"Int\". [2:12]",
            "Unknown type \"Nothing\". [3:15]",
            "Unknown type \"String\". [3:32]"),
    ])
    func `types that are mentioned exist`(_ example: SDLCase) { example.check() }
}
