// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct KnownFragmentNamesRuleTests {
    @Test(arguments: [
        ValidationCase(
            "known fragments, also after their use",
            "{ person { ...A } } fragment A on Person { id ...B } fragment B on Person { name }"),
        ValidationCase(
            "unknown fragments",
            #"""
            { person { ...A ... on Person { ...B } } }
            fragment A on Person { ...C }
            """#,
            #"1:36 Unknown fragment "B"."#,
            #"2:27 Unknown fragment "C"."#),
    ])
    func `a spread fragment exists`(_ example: ValidationCase) throws {
        try example.check("KnownFragmentNames")
    }
}
