// SPDX-License-Identifier: Apache-2.0

import Testing

struct PossibleTypeExtensionsRuleTests {
    @Test(arguments: [
        SDLCase(
            "each kind",
            """
            type Query { q: Int }
            extend type Query { r: Int }
            scalar S
            extend scalar S @d
            directive @d on SCALAR
            interface I { i: Int }
            extend interface I { j: Int }
            union U = Query
            extend union U = T
            type T { t: Int }
            enum E { X }
            extend enum E { Y }
            input P { p: Int }
            extend input P { q: Int }
            """),
        SDLCase(
            "not defined",
            """
            type Query { q: Int }
            extend type Qery { a: Int }
            extend scalar String @deprecated
            """,
            "Cannot extend type \"Qery\" because it is not defined. Did you mean \"Query\"? [2:13]",
            "Cannot extend type \"String\" because it is not defined. [3:15]",
            "Directive \"@deprecated\" may not be used on SCALAR. [3:22]"),
        SDLCase(
            "as another kind",
            """
            type Query { q: Int }
            input I { a: Int }
            extend scalar Query @d
            extend interface Query { b: Int }
            extend union Query = Query
            extend enum Query { X }
            extend input Query { c: Int }
            extend type I { d: Int }
            directive @d on SCALAR
            """,
            "Cannot extend non-scalar type \"Query\". [1:1, 3:1]",
            "Cannot extend non-interface type \"Query\". [1:1, 4:1]",
            "Cannot extend non-union type \"Query\". [1:1, 5:1]",
            "Cannot extend non-enum type \"Query\". [1:1, 6:1]",
            "Cannot extend non-input object type \"Query\". [1:1, 7:1]",
            "Cannot extend non-object type \"I\". [2:1, 8:1]"),
    ])
    func `what is extended is defined as the same kind`(_ example: SDLCase) { example.check() }
}
