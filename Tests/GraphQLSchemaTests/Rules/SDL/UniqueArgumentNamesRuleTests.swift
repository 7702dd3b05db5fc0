// SPDX-License-Identifier: Apache-2.0

import Testing

struct UniqueArgumentNamesRuleTests {
    @Test(arguments: [
        SDLCase(
            "different arguments",
            """
            directive @d(a: Int b: Int) on OBJECT
            type Query @d(a: 1, b: 2) { q: Int }
            """),
        SDLCase(
            "an argument three times",
            """
            directive @d(a: Int b: Int) on OBJECT
            type Query @d(a: 1, b: 2, a: 3, a: 4) { q: Int }
            """,
            "There can be only one argument named \"a\". [2:15, 2:27, 2:33]"),
        SDLCase(
            "of a field in an operation",
            """
            type Query { q: Int }
            { q(a: 1, a: 2) }
            """,
            "There can be only one argument named \"a\". [2:5, 2:11]"),
    ])
    func `a directive is given each argument once`(_ example: SDLCase) { example.check() }
}
