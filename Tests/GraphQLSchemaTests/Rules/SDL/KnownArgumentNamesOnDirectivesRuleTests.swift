// SPDX-License-Identifier: Apache-2.0

import Testing

struct KnownArgumentNamesOnDirectivesRuleTests {
    @Test(arguments: [
        SDLCase(
            "known arguments",
            """
            directive @d(a: Int b: Int) on FIELD_DEFINITION
            type Query { q: Int @d(b: 1) r: Int @deprecated(reason: "r") }
            """),
        SDLCase(
            "unknown arguments",
            """
            directive @d(size: Int) on FIELD_DEFINITION
            type Query { q: Int @d(siz: 1, other: 2) r: Int @deprecated(because: "r") }
            """,
            "Unknown argument \"siz\" on directive \"@d\". Did you mean \"size\"? [2:24]",
            "Unknown argument \"other\" on directive \"@d\". [2:32]",
            "Unknown argument \"because\" on directive \"@deprecated\". [2:61]"),
    ])
    func `a directive is given arguments that it has`(_ example: SDLCase) { example.check() }
}
