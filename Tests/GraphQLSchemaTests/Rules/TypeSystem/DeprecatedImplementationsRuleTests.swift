// SPDX-License-Identifier: Apache-2.0

import Testing

struct DeprecatedImplementationsRuleTests {
    @Test(arguments: [
        SDLCase(
            "both, or the interface alone",
            """
            type Query implements I { a: Int @deprecated b: Int }
            interface I { a: Int @deprecated b: Int @deprecated }
            """),
        SDLCase(
            "the implementation alone",
            """
            type Query implements I { a: Int @deprecated }
            interface I { a: Int }
            """,
            "Interface field I.a is not deprecated, so implementation field Query.a must not be deprecated. "
                + "[1:34, 1:30]"),
    ])
    func `a field is deprecated only if the one that it implements is`(_ example: SDLCase) { example.check() }
}
