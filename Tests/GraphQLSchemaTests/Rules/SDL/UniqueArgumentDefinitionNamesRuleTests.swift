// SPDX-License-Identifier: Apache-2.0

import Testing

struct UniqueArgumentDefinitionNamesRuleTests {
    @Test(arguments: [
        SDLCase(
            "the same argument of two fields",
            """
            type Query { q(a: Int): Int r(a: Int): Int }
            """),
        SDLCase(
            "of a field",
            """
            type Query { q(a: Int, b: Int, a: Int, a: Int): Int }
            """,
            "Argument \"Query.q(a:)\" can only be defined once. [1:16, 1:32, 1:40]"),
        SDLCase(
            "of an extension's field",
            """
            type Query { q: Int }
            extend type Query { r(a: Int a: Int): Int }
            """,
            "Argument \"Query.r(a:)\" can only be defined once. [2:23, 2:30]"),
        SDLCase(
            "of an interface's field",
            """
            type Query { q: Int }
            interface A { a(b: Int c: Int c: Int b: Int): Int }
            """,
            "Argument \"A.a(b:)\" can only be defined once. [2:17, 2:38]",
            "Argument \"A.a(c:)\" can only be defined once. [2:24, 2:31]"),
        SDLCase(
            "of a directive",
            """
            type Query { q: Int }
            directive @d(a: Int a: Int) on OBJECT
            """,
            "Argument \"@d(a:)\" can only be defined once. [2:14, 2:21]"),
    ])
    func `arguments of a field or directive have different names`(_ example: SDLCase) { example.check() }
}
