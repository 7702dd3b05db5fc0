// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct NoUnusedVariablesRuleTests {
    @Test(arguments: [
        ValidationCase(
            "used in arguments, directives and fragments",
            #"""
            query A($a: Int, $b: Boolean!, $c: Int) { scalars(int: $a) @skip(if: $b) ...F } fragment F on \#
            Query { scalars(ints: [$c]) }
            """#),
        ValidationCase(
            "in a named operation",
            "query A($a: Int, $b: Int) { scalars(int: $a) }",
            #"1:18 Variable "$b" is never used in operation "A"."#),
        ValidationCase(
            "in an anonymous operation",
            #"""
            query ($a: Int,
              $b: Int) { __typename }
            """#,
            #"1:8 Variable "$a" is never used."#,
            #"2:3 Variable "$b" is never used."#),
        ValidationCase(
            "used in a fragment of another operation",
            "query A($a: Int) { __typename } query B($a: Int) { ...F } fragment F on Query { scalars(int: $a) }",
            #"1:9 Variable "$a" is never used in operation "A"."#),
        ValidationCase(
            "used in another variable's default value",
            "query A($a: Int) { __typename }",
            #"1:9 Variable "$a" is never used in operation "A"."#),
    ])
    func `a defined variable is used`(_ example: ValidationCase) throws {
        try example.check("NoUnusedVariables")
    }
}
