// SPDX-License-Identifier: Apache-2.0

import Testing

struct UniqueFieldDefinitionNamesRuleTests {
    @Test(arguments: [
        SDLCase(
            "the same field in two types",
            """
            type Query { q: Int }
            type A { a: Int }
            interface B { a: Int }
            input C { a: Int }
            """),
        SDLCase(
            "of an object type",
            """
            type Query { q: Int r: Int q: String }
            extend type Query { r: Int }
            """,
            "Field \"Query.q\" can only be defined once. [1:14, 1:28]",
            "Field \"Query.r\" can only be defined once. [1:21, 2:21]"),
        SDLCase(
            "of an interface",
            """
            type Query { q: Int }
            interface A { a: Int a: Int }
            """,
            "Field \"A.a\" can only be defined once. [2:15, 2:22]"),
        SDLCase(
            "of an input object",
            """
            type Query { q: Int }
            input A { a: Int }
            extend input A { a: Int b: Int b: Int }
            """,
            "Field \"A.a\" can only be defined once. [2:11, 3:18]",
            "Field \"A.b\" can only be defined once. [3:25, 3:32]"),
    ])
    func `fields of a type have different names`(_ example: SDLCase) { example.check() }
}
