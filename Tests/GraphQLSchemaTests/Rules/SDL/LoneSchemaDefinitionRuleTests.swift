// SPDX-License-Identifier: Apache-2.0

import Testing

struct LoneSchemaDefinitionRuleTests {
    @Test(arguments: [
        SDLCase(
            "no definition",
            """
            type Query { q: Int }
            """),
        SDLCase(
            "one definition",
            """
            schema { query: Root }
            type Root { q: Int }
            """),
        SDLCase(
            "an extension besides",
            """
            schema { query: Root }
            type Root { q: Int }
            type Change { c: Int }
            extend schema { mutation: Change }
            """),
        SDLCase(
            "three definitions",
            """
            schema { query: Root }
            type Root { q: Int }
            schema { mutation: Root }
              schema { subscription: Root }
            """,
            "Must provide only one schema definition. [3:1]",
            "Must provide only one schema definition. [4:3]"),
    ])
    func `a schema is defined once`(_ example: SDLCase) { example.check() }
}
