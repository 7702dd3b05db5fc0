// SPDX-License-Identifier: Apache-2.0

import Testing

struct OneOfInputFieldsRuleTests {
    @Test(arguments: [
        SDLCase(
            "nullable fields",
            """
            type Query { q: Int }
            input O @oneOf { a: Int b: [Int!] }
            """),
        SDLCase(
            "others",
            """
            type Query { q: Int }
            input O @oneOf { a: Int! b: Int = 1 c: Int! = 2 }
            """,
            "OneOf input field O.a must be nullable. [2:21]",
            "OneOf input field O.b cannot have a default value. [2:26]",
            "OneOf input field O.c must be nullable. [2:40]",
            "OneOf input field O.c cannot have a default value. [2:37]"),
    ])
    func `fields of a OneOf input object are nullable and have no default`(_ example: SDLCase) { example.check() }
}
