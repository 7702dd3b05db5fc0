// SPDX-License-Identifier: Apache-2.0

import Testing

struct InputObjectCyclesRuleTests {
    @Test(arguments: [
        SDLCase(
            "cycles that can end",
            """
            type Query { q: Int }
            input A { a: A b: [A!]! c: B! }
            input B { a: A }
            """),
        SDLCase(
            "to itself",
            """
            type Query { q: Int }
            input A { a: A! }
            """,
            "Cannot reference Input Object \"A\" within itself through a series of non-null fields: \"a\". [2:11]"),
        SDLCase(
            "by way of others",
            """
            type Query { q: Int }
            input A { b: B! }
            input B { c: C! }
            input C { a: A! }
            """,
            "Cannot reference Input Object \"A\" within itself through a series of non-null fields: "
                + "\"b.c.a\". [2:11, 3:11, 4:11]"),
        SDLCase(
            "several",
            """
            type Query { q: Int }
            input A { b: B! }
            input B { a: A! c: C! }
            input C { b: B! c: C! }
            """,
            "Cannot reference Input Object \"A\" within itself through a series of non-null fields: \"b.a\". "
                + "[2:11, 3:11]",
            "Cannot reference Input Object \"B\" within itself through a series of non-null fields: \"c.b\". "
                + "[3:17, 4:11]",
            "Cannot reference Input Object \"C\" within itself through a series of non-null fields: \"c\". [4:17]"),
    ])
    func `no input object needs a value of itself`(_ example: SDLCase) { example.check() }
}
