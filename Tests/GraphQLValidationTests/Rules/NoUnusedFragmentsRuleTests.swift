// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct NoUnusedFragmentsRuleTests {
    @Test(arguments: [
        ValidationCase(
            "used directly, through another fragment and in a nested selection",
            #"""
            { person { ...A friends { ...C } } } fragment A on Person { ...B } fragment B on Person { id } \#
            fragment C on Person { id }
            """#),
        ValidationCase("an unknown fragment is reported elsewhere", "{ person { ...Missing } }"),
        ValidationCase(
            "never spread",
            #"""
            { person { id } }
            fragment A on Person { id }
            fragment B on Person { id }
            """#,
            #"2:1 Fragment "A" is never used."#,
            #"3:1 Fragment "B" is never used."#),
        ValidationCase(
            "spread by unused fragments only",
            "{ person { id } } fragment A on Person { ...B } fragment B on Person { ...A }",
            #"1:19 Fragment "A" is never used."#,
            #"1:49 Fragment "B" is never used."#),
        ValidationCase(
            "used by a later operation",
            "query A { person { id } } fragment F on Person { id } query B { person { ...F } }"),
    ])
    func `a fragment is used`(_ example: ValidationCase) throws {
        try example.check("NoUnusedFragments")
    }
}
