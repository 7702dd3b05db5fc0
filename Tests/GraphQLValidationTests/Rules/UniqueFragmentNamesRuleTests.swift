// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct UniqueFragmentNamesRuleTests {
    @Test(arguments: [
        ValidationCase(
            "different names",
            "{ person { ...A ...B } } fragment A on Person { id } fragment B on Person { id }"),
        ValidationCase(
            "the same name twice",
            #"""
            { person { ...A } }
            fragment A on Person { id }
            fragment A on Person { name }
            """#,
            #"2:10,3:10 There can be only one fragment named "A"."#),
        ValidationCase(
            "the same name three times",
            "fragment A on Person { id } fragment A on Person { id } fragment A on Person { id }",
            #"1:10,1:38 There can be only one fragment named "A"."#,
            #"1:10,1:66 There can be only one fragment named "A"."#),
    ])
    func `two fragments do not share a name`(_ example: ValidationCase) throws {
        try example.check("UniqueFragmentNames")
    }
}
