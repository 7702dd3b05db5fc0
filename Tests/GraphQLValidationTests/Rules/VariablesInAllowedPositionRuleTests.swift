// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct VariablesInAllowedPositionRuleTests {
    @Test(arguments: [
        ValidationCase(
            "the same type, and a stricter one",
            "query A($a: Int, $b: Int!, $c: [String!]!) { scalars(int: $a) b: scalars(int: $b, texts: $c) }"),
        ValidationCase(
            "in a list and in an input object",
            "query A($a: Int, $b: String!) { scalars(ints: [$a]) search(where: {name: $b}) { __typename } }"),
        ValidationCase(
            "a nullable variable with a default value",
            #"query A($a: Int = 1, $b: Boolean = true) { required(a: $a, b: "") person @skip(if: $b) { id } }"#),
        ValidationCase(
            "a nullable variable where the position has a default value",
            #"""
            query A($a: Int, $b: Boolean) { required(a: 1, b: "", c: $a) search(where: {name: "", active: \#
            $b}) { __typename } }
            """#),
        ValidationCase(
            "a nullable variable where null is not allowed",
            #"""
            query A($a: Int,
              $b: Int = null) { required(a: $a, b: "") b: required(a: $b, b: "") }
            """#,
            #"1:9,2:33 Variable "$a" of type "Int" used in position expecting type "Int!"."#,
            #"2:3,2:59 Variable "$b" of type "Int" used in position expecting type "Int!"."#),
        ValidationCase(
            "another type",
            "query A($a: String, $b: [Int], $c: Mood) { scalars(int: $a) b: scalars(int: $b) c: scalars(text: $c) }",
            #"1:9,1:57 Variable "$a" of type "String" used in position expecting type "Int"."#,
            #"1:21,1:77 Variable "$b" of type "[Int]" used in position expecting type "Int"."#,
            #"1:32,1:98 Variable "$c" of type "Mood" used in position expecting type "String"."#),
        ValidationCase(
            "a variable is no list of one",
            "query A($a: Int, $b: [Int!]) { scalars(ints: $a) b: scalars(matrix: [$b]) c: scalars(matrix: $b) }",
            #"1:9,1:46 Variable "$a" of type "Int" used in position expecting type "[Int]"."#,
            #"1:18,1:94 Variable "$b" of type "[Int!]" used in position expecting type "[[Int]]"."#),
        ValidationCase(
            "in fragments, for each operation",
            #"""
            query A($a: String) { ...F }
            query B($a: Int) { ...F }
            fragment F on Query { ...G }
            fragment G on Query { scalars(int: $a) }
            """#,
            #"1:9,4:36 Variable "$a" of type "String" used in position expecting type "Int"."#),
        ValidationCase(
            "in a directive",
            "query A($a: String) { person @include(if: $a) { id } }",
            #"1:9,1:43 Variable "$a" of type "String" used in position expecting type "Boolean!"."#),
    ])
    func `a variable fits the positions in which it is used`(_ example: ValidationCase) throws {
        try example.check("VariablesInAllowedPosition")
    }

    @Test(arguments: [
        ValidationCase("a non-null variable", "query A($a: ID!) { person(key: {id: $a}) { id } }"),
        ValidationCase(
            "a nullable variable", "query A($a: ID = 1) { person(key: {id: $a}) { id } }",
            #"1:9,1:40 Variable "$a" is of type "ID" but must be non-nullable to be used for OneOf Input Object "#
                + #""Key"."#),
        ValidationCase("a variable in place of the object", "query A($a: Key) { person(key: $a) { id } }"),
    ])
    func `a key of a OneOf input object is no variable that can be null`(_ example: ValidationCase) throws {
        try example.check("VariablesInAllowedPosition")
    }
}
