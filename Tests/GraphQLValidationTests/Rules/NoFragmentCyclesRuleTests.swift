// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct NoFragmentCyclesRuleTests {
    @Test(arguments: [
        ValidationCase(
            "a chain",
            #"""
            { person { ...A } } fragment A on Person { ...B } fragment B on Person { ...C ...C } fragment C \#
            on Person { id }
            """#),
        ValidationCase(
            "an unknown fragment is reported elsewhere",
            "{ person { ...A } } fragment A on Person { ...Missing }"),
        ValidationCase(
            "itself",
            "{ person { ...A } } fragment A on Person { ...A }",
            #"1:44 Cannot spread fragment "A" within itself."#),
        ValidationCase(
            "itself in a nested field and in an inline fragment",
            #"""
            { person { ...A } }
            fragment A on Person { friends { ...A } ... on Person { ...A } }
            """#,
            #"2:57 Cannot spread fragment "A" within itself."#,
            #"2:34 Cannot spread fragment "A" within itself."#),
        ValidationCase(
            "through another",
            "{ person { ...A } } fragment A on Person { ...B } fragment B on Person { ...A }",
            #"1:44,1:74 Cannot spread fragment "A" within itself via "B"."#),
        ValidationCase(
            "through two others, twice",
            #"""
            { person { ...A } }
            fragment A on Person { ...B ...C }
            fragment B on Person { ...C }
            fragment C on Person { ...A ...B }
            """#,
            #"2:24,3:24,4:24 Cannot spread fragment "A" within itself via "B", "C"."#,
            #"3:24,4:29 Cannot spread fragment "B" within itself via "C"."#),
        ValidationCase(
            "a cycle that is reached from outside it",
            #"""
            { person { ...A } } fragment A on Person { ...B } fragment B on Person { ...C } fragment C on \#
            Person { ...B }
            """#,
            #"1:74,1:104 Cannot spread fragment "B" within itself via "C"."#),
    ])
    func `fragments do not spread themselves`(_ example: ValidationCase) throws {
        try example.check("NoFragmentCycles")
    }
}
