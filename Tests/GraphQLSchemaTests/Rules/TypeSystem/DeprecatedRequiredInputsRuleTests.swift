// SPDX-License-Identifier: Apache-2.0

import Testing

struct DeprecatedRequiredInputsRuleTests {
    @Test(arguments: [
        SDLCase(
            "optional",
            """
            directive @d(a: Int @deprecated) on OBJECT
            type Query { q(a: Int! = 1 @deprecated, b: Int @deprecated): Int }
            input P { p: Int @deprecated q: Int! = 1 @deprecated }
            """),
        SDLCase(
            "required",
            """
            directive @d(a: Int! @deprecated) on OBJECT
            type Query { q(a: Int! @deprecated(reason: "r")): Int }
            input P { p: Int! @deprecated }
            """,
            "Required argument @d(a:) cannot be deprecated. [1:22, 1:17]",
            "Required argument Query.q(a:) cannot be deprecated. [2:24, 2:19]",
            "Required input field P.p cannot be deprecated. [3:19, 3:14]"),
        SDLCase(
            "a null reason is no deprecation",
            """
            type Query { q(a: Int! @deprecated(reason: null)): Int }
            """),
    ])
    func `what must be given is not deprecated`(_ example: SDLCase) { example.check() }
}
