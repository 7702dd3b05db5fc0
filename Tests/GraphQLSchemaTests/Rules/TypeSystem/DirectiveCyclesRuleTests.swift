// SPDX-License-Identifier: Apache-2.0

import Testing

struct DirectiveCyclesRuleTests {
    private static let message = "cannot be applied to its own arguments, directly or through other directives."

    @Test(arguments: [
        SDLCase(
            "references that lead nowhere back",
            """
            type Query @a { q: Int }
            directive @a(p: P @b) on OBJECT
            directive @b(e: E) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
            input P { p: P r: R @b }
            input R { p: P @b }
            enum E { X }
            """),
        SDLCase(
            "on its own argument",
            """
            type Query { q: Int }
            directive @a(b: Int @a) on ARGUMENT_DEFINITION
            """,
            "Directive @a \(message) [2:1]"),
        SDLCase(
            "on each other's argument",
            """
            type Query { q: Int }
            directive @a(b: Int @b) on ARGUMENT_DEFINITION
            directive @b(a: Int @a) on ARGUMENT_DEFINITION
            directive @c(a: Int @a) on ARGUMENT_DEFINITION
            """,
            "Directive @a \(message) [2:1]", "Directive @b \(message) [3:1]"),
        SDLCase(
            "on the type of its argument, which is accepted",
            """
            type Query { q: Int }
            directive @a(p: S) on SCALAR
            scalar S @a
            """),
    ])
    func `a directive is not applied to its own arguments`(_ example: SDLCase) { example.check() }
}
