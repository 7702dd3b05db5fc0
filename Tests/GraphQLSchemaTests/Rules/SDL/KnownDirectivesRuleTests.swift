// SPDX-License-Identifier: Apache-2.0

import Testing

struct KnownDirectivesRuleTests {
    @Test(arguments: [
        SDLCase(
            "built-in directives",
            """
            type Query { a(b: Int @deprecated): Int @deprecated }
            enum E { X @deprecated }
            input I @oneOf { a: Int @deprecated }
            scalar S @specifiedBy(url: "u")
            """),
        SDLCase(
            "unknown",
            """
            schema @a { query: Query }
            type Query @b { q(p: Int @c): Int @d }
            enum E @e { X @f }
            input I @g { a: Int @h }
            union U @i = Query
            scalar S @j
            interface N @k { n: Int }
            extend type Query @l
            """,
            "Unknown directive \"@a\". [1:8]",
            "Unknown directive \"@b\". [2:12]",
            "Unknown directive \"@c\". [2:26]",
            "Unknown directive \"@d\". [2:35]",
            "Unknown directive \"@e\". [3:8]",
            "Unknown directive \"@f\". [3:15]",
            "Unknown directive \"@g\". [4:9]",
            "Unknown directive \"@h\". [4:21]",
            "Unknown directive \"@i\". [5:9]",
            "Unknown directive \"@j\". [6:10]",
            "Unknown directive \"@k\". [7:13]",
            "Unknown directive \"@l\". [8:19]"),
        SDLCase(
            "at a wrong location",
            """
            directive @d on FIELD
            schema @d { query: Query }
            type Query @d { q(p: Int @d): Int @d }
            enum E @d { X @d }
            input I @d { a: Int @d }
            union U @d = Query
            scalar S @d
            interface N @d { n: Int }
            """,
            "Directive \"@d\" may not be used on SCHEMA. [2:8]",
            "Directive \"@d\" may not be used on OBJECT. [3:12]",
            "Directive \"@d\" may not be used on ARGUMENT_DEFINITION. [3:26]",
            "Directive \"@d\" may not be used on FIELD_DEFINITION. [3:35]",
            "Directive \"@d\" may not be used on ENUM. [4:8]",
            "Directive \"@d\" may not be used on ENUM_VALUE. [4:15]",
            "Directive \"@d\" may not be used on INPUT_OBJECT. [5:9]",
            "Directive \"@d\" may not be used on INPUT_FIELD_DEFINITION. [5:21]",
            "Directive \"@d\" may not be used on UNION. [6:9]",
            "Directive \"@d\" may not be used on SCALAR. [7:10]",
            "Directive \"@d\" may not be used on INTERFACE. [8:13]"),
        SDLCase(
            "on an input field of an extension",
            """
            type Query { q: Int }
            directive @d on INPUT_FIELD_DEFINITION
            input I { a: Int }
            extend input I { b: Int @d }
            """),
        SDLCase(
            "defined anew, a built-in directive has the new locations",
            """
            directive @deprecated on OBJECT
            type Query @deprecated { q: Int @deprecated }
            """,
            "Directive \"@deprecated\" may not be used on FIELD_DEFINITION. [2:33]"),
        SDLCase(
            "in executable definitions",
            """
            type Query { q: Int }
            query ($v: Query @b) @a { q @skip(if: true) ... @c { q } ...F @d }
            fragment F on Query @include(if: true) { q }
            """,
            "Unknown directive \"@b\". [2:18]", "Unknown directive \"@a\". [2:22]",
            "Unknown directive \"@c\". [2:49]", "Unknown directive \"@d\". [2:63]",
            "Directive \"@include\" may not be used on FRAGMENT_DEFINITION. [3:21]"),
    ])
    func `directives that are applied exist and may stand there`(_ example: SDLCase) { example.check() }
}
