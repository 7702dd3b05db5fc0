// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct UniqueVariableNamesRuleTests {
    @Test(arguments: [
        ValidationCase(
            "different operations",
            "query A($a: Int) { scalars(int: $a) } query B($a: Int) { scalars(int: $a) }"),
        ValidationCase(
            "twice and three times",
            #"""
            query A($a: Int, $b: Int, $a: Int,
              $b: String, $a: Int) { scalars(int: $a) }
            """#,
            #"1:10,1:28,2:16 There can be only one variable named "$a"."#,
            #"1:19,2:4 There can be only one variable named "$b"."#),
    ])
    func `two variables of an operation do not share a name`(_ example: ValidationCase) throws {
        try example.check("UniqueVariableNames")
    }
}
