// SPDX-License-Identifier: Apache-2.0

import Testing

struct DefaultValueCyclesRuleTests {
    @Test(arguments: [
        SDLCase(
            "ends",
            """
            type Query { q: Int }
            input A { a: A = null b: [A] = [] c: A d: B = {} e: A = {a: null, b: [], d: {}, e: null} }
            input B { x: Int = 1 a: A }
            """),
        SDLCase(
            "completes itself",
            """
            type Query { q: Int }
            input A { a: A = {} }
            """,
            "Invalid circular reference. The default value of Input Object field A.a references itself. [2:18]"),
        SDLCase(
            "in a list",
            """
            type Query { q: Int }
            input A { a: [A] = [{}] }
            """,
            "Invalid circular reference. The default value of Input Object field A.a references itself. [2:20]"),
        SDLCase(
            "by way of others",
            """
            type Query { q: Int }
            input A { b: B = {} }
            input B { c: C = {} }
            extend input C { a: A = {} }
            input C { c: Int }
            """,
            "Invalid circular reference. The default value of Input Object field A.b references itself via "
                + "the default values of: B.c, C.a. [2:18, 3:18, 4:25]"),
    ])
    func `completing an input object by its defaults ends`(_ example: SDLCase) { example.check() }
}
