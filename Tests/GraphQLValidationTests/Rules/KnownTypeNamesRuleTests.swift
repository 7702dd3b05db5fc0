// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct KnownTypeNamesRuleTests {
    @Test(arguments: [
        ValidationCase(
            "known types",
            "query A($a: String, $b: [Filter!]!) { person { ... on Person { id } ...F } } fragment F on Adult { age }"),
        ValidationCase(
            "an unknown type of a variable",
            "query A($a: Whatever) { person { id } }",
            #"1:13 Unknown type "Whatever"."#),
        ValidationCase(
            "an unknown type in an inline fragment",
            "{ named { ... on Persn { id } } }",
            #"1:18 Unknown type "Persn". Did you mean "Person"?"#),
        ValidationCase(
            "an unknown type in a fragment",
            #"""
            { named { ...F } }
            fragment F on Peron { id }
            """#,
            #"2:15 Unknown type "Peron". Did you mean "Person"?"#),
        ValidationCase(
            "an unknown type inside list and non-null",
            "query A($a: [Moood!]!) { person { id } }",
            #"1:14 Unknown type "Moood". Did you mean "Mood"?"#),
        ValidationCase("a type that the document defines", "query A($a: Mine) { person { id } } input Mine { a: Int }"),
        ValidationCase(
            "a type definition may refer to standard types",
            "{ person { id } } type Mine { a: Float b: [Flot] }",
            #"1:44 Unknown type "Flot". Did you mean "Float"?"#),
    ])
    func `types that are referred to exist`(_ example: ValidationCase) throws {
        try example.check("KnownTypeNames")
    }
}
