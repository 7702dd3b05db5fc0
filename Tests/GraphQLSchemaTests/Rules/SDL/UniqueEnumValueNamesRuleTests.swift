// SPDX-License-Identifier: Apache-2.0

import Testing

struct UniqueEnumValueNamesRuleTests {
    @Test(arguments: [
        SDLCase(
            "the same value in two enums",
            """
            type Query { q: Int }
            enum A { X Y }
            enum B { X Y }
            """),
        SDLCase(
            "in the definition and in extensions",
            """
            type Query { q: Int }
            enum A { X Y X }
            extend enum A { Y Z }
            extend enum A { Z }
            """,
            "Enum value \"A.X\" can only be defined once. [2:10, 2:14]",
            "Enum value \"A.Y\" can only be defined once. [2:12, 3:17]",
            "Enum value \"A.Z\" can only be defined once. [3:19, 4:17]"),
    ])
    func `values of an enum have different names`(_ example: SDLCase) { example.check() }
}
