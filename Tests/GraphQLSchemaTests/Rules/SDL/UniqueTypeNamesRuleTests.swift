// SPDX-License-Identifier: Apache-2.0

import Testing

struct UniqueTypeNamesRuleTests {
    @Test(arguments: [
        SDLCase(
            "different names",
            """
            type Query { q: Int }
            scalar A
            enum B { X }
            """),
        SDLCase(
            "a type and a directive of one name",
            """
            type Query { q: Int }
            scalar same
            directive @same on OBJECT
            """),
        SDLCase(
            "each kind again",
            """
            type Query { q: Int }
            scalar A
            type A { a: Int }
            interface A { b: Int }
            union A = Query
            enum A { X }
            input A { c: Int }
            """,
            "There can be only one type named \"A\". [2:8, 3:6]",
            "There can be only one type named \"A\". [2:8, 4:11]",
            "There can be only one type named \"A\". [2:8, 5:7]",
            "There can be only one type named \"A\". [2:8, 6:6]",
            "There can be only one type named \"A\". [2:8, 7:7]"),
    ])
    func `types have different names`(_ example: SDLCase) { example.check() }
}
