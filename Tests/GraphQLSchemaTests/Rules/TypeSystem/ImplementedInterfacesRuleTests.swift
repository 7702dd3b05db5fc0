// SPDX-License-Identifier: Apache-2.0

import Testing

struct ImplementedInterfacesRuleTests {
    @Test(arguments: [
        SDLCase(
            "with ancestors",
            """
            type Query implements B & A { a: Int }
            interface A { a: Int }
            interface B implements A { a: Int }
            """),
        SDLCase(
            "no interfaces",
            """
            type Query implements P & Query { q: Int }
            input P { p: Int }
            interface I implements U { i: Int }
            union U = Query
            """,
            "Type Query must only implement Interface types, it cannot implement P. [1:23]",
            "Type Query must only implement Interface types, it cannot implement Query. [1:27]",
            "Type I must only implement Interface types, it cannot implement U. [3:24]"),
        SDLCase(
            "twice",
            """
            type Query implements A & A { a: Int }
            extend type Query implements A
            interface A { a: Int }
            """,
            "Type Query can only implement A once. [1:23, 1:27, 2:30]",
            "Type Query can only implement A once. [1:23, 1:27, 2:30]"),
        SDLCase(
            "a missing ancestor",
            """
            type Query implements B { a: Int }
            interface A { a: Int }
            interface B implements A { a: Int }
            """,
            "Type Query must implement A because it is implemented by B. [3:24, 1:23]"),
        SDLCase(
            "itself",
            """
            type Query { q: Int }
            interface A implements A { a: Int }
            """,
            "Type A cannot implement itself because it would create a circular reference. [2:24]"),
        SDLCase(
            "each other",
            """
            type Query { q: Int }
            interface A implements B { a: Int }
            interface B implements A { a: Int }
            """,
            "Type A cannot implement B because it would create a circular reference. [3:24, 2:24]",
            "Type B cannot implement A because it would create a circular reference. [2:24, 3:24]"),
    ])
    func `a type implements interfaces, once each, with their ancestors`(_ example: SDLCase) { example.check() }
}
