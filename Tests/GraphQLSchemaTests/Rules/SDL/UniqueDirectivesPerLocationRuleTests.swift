// SPDX-License-Identifier: Apache-2.0

import Testing

struct UniqueDirectivesPerLocationRuleTests {
    @Test(arguments: [
        SDLCase(
            "different locations, and a repeatable one",
            """
            directive @d on OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION
            directive @r repeatable on OBJECT
            type Query @d @r @r { a(b: Int @d): Int @d c: Int @d }
            """),
        SDLCase(
            "twice at each location",
            """
            directive @d on FIELD_DEFINITION | ARGUMENT_DEFINITION | ENUM_VALUE | INPUT_FIELD_DEFINITION
            type Query { a(b: Int @d @d): Int @d @d }
            enum E { X @d @d }
            input I { a: Int @d @d }
            """,
            "The directive \"@d\" can only be used once at this location. [2:35, 2:38]",
            "The directive \"@d\" can only be used once at this location. [2:23, 2:26]",
            "The directive \"@d\" can only be used once at this location. [3:12, 3:15]",
            "The directive \"@d\" can only be used once at this location. [4:18, 4:21]"),
        SDLCase(
            "a type and its extensions are one location",
            """
            directive @d on OBJECT | SCHEMA
            type Query @d { a: Int }
            extend type Query @d
            schema @d { query: Query }
            extend schema @d
            """,
            "The directive \"@d\" can only be used once at this location. [2:12, 3:19]",
            "The directive \"@d\" can only be used once at this location. [4:8, 5:15]"),
    ])
    func `a directive is applied once, unless it is repeatable`(_ example: SDLCase) { example.check() }
}
