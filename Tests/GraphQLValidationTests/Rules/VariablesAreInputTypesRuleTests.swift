// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct VariablesAreInputTypesRuleTests {
    @Test(arguments: [
        ValidationCase(
            "scalars, enums, input objects and lists",
            "query A($a: Int, $b: [Mood!]!, $c: Filter, $d: Date) { person { id } }"),
        ValidationCase("an unknown type is reported elsewhere", "query A($a: Unknown) { person { id } }"),
        ValidationCase(
            "an object, an interface and a union",
            "query A($a: Person, $b: [[Named!]]!, $c: SearchResult) { person { id } }",
            #"1:13 Variable "$a" cannot be non-input type "Person"."#,
            #"1:25 Variable "$b" cannot be non-input type "[[Named!]]!"."#,
            #"1:42 Variable "$c" cannot be non-input type "SearchResult"."#),
    ])
    func `a variable has an input type`(_ example: ValidationCase) throws {
        try example.check("VariablesAreInputTypes")
    }
}
