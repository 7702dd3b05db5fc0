// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct UniqueArgumentNamesRuleTests {
    @Test(arguments: [
        ValidationCase(
            "different arguments",
            #"{ scalars(int: 1, text: "") person @note(text: "", level: 1) { id } }"#),
        ValidationCase("the same argument of different fields", "{ scalars(int: 1) other: scalars(int: 1) }"),
        ValidationCase(
            "twice and three times",
            #"{ scalars(int: 1, text: "", int: 2, text: "", int: 3) }"#,
            #"1:11,1:29,1:47 There can be only one argument named "int"."#,
            #"1:19,1:37 There can be only one argument named "text"."#),
        ValidationCase(
            "of a directive",
            "{ person @skip(if: true, if: false) { id } }",
            #"1:16,1:26 There can be only one argument named "if"."#),
    ])
    func `an argument is given once`(_ example: ValidationCase) throws {
        try example.check("UniqueArgumentNames")
    }
}
