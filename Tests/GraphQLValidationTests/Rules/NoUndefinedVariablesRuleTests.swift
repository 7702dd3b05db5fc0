// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct NoUndefinedVariablesRuleTests {
    @Test(arguments: [
        ValidationCase(
            "defined, also for fragments",
            "query A($a: Int, $b: Int) { scalars(int: $a) ...F } fragment F on Query { scalars(int: $b) }"),
        ValidationCase(
            "in a named operation",
            #"""
            query A($a: Int) {
              scalars(int: $a, ints: [$b, $c]) }
            """#,
            #"2:27,1:1 Variable "$b" is not defined by operation "A"."#,
            #"2:31,1:1 Variable "$c" is not defined by operation "A"."#),
        ValidationCase(
            "in an anonymous operation",
            "{ scalars(int: $a) }",
            #"1:16,1:1 Variable "$a" is not defined."#),
        ValidationCase(
            "in a directive and in an input object",
            "query A { search(where: {name: $n}) @include(if: $i) { __typename } }",
            #"1:32,1:1 Variable "$n" is not defined by operation "A"."#,
            #"1:50,1:1 Variable "$i" is not defined by operation "A"."#),
        ValidationCase(
            "in a fragment, for each operation that reaches it",
            #"""
            query A { ...F }
            query B($a: Int) { ...F }
            query C { ...G }
            fragment F on Query { ...G }
            fragment G on Query { scalars(int: $a) }
            """#,
            #"5:36,1:1 Variable "$a" is not defined by operation "A"."#,
            #"5:36,3:1 Variable "$a" is not defined by operation "C"."#),
        ValidationCase(
            "in a fragment that spreads itself",
            "{ ...F } fragment F on Query { scalars(int: $a) ...F }",
            #"1:45,1:1 Variable "$a" is not defined."#),
    ])
    func `a used variable is defined`(_ example: ValidationCase) throws {
        try example.check("NoUndefinedVariables")
    }
}
