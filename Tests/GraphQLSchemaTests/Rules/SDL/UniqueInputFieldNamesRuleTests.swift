// SPDX-License-Identifier: Apache-2.0

import Testing

struct UniqueInputFieldNamesRuleTests {
    @Test(arguments: [
        SDLCase(
            "different fields, and equal ones at different depths",
            """
            type Query { q: Int }
            input I { a: Int i: I j: [I] }
            directive @d(i: I = {a: 1, i: {a: 2}, j: [{a: 3}, {a: 4}]}) on OBJECT
            """),
        SDLCase(
            "in a default value",
            """
            input I { a: Int i: I }
            type Query { q(i: I = {a: 1, i: {a: 2, a: 3}, a: 4}): Int }
            """,
            "There can be only one input field named \"a\". [2:34, 2:40]",
            "There can be only one input field named \"a\". [2:24, 2:47]"),
        SDLCase(
            "in a list in a directive's argument",
            """
            directive @d(i: [I]) on OBJECT
            input I { a: Int }
            type Query @d(i: [{a: 1}, {a: 2, a: 3}]) { q: Int }
            """,
            "There can be only one input field named \"a\". [3:28, 3:34]"),
    ])
    func `an input object literal gives each field once`(_ example: SDLCase) { example.check() }
}
