// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct PossibleFragmentSpreadsRuleTests {
    @Test(arguments: [
        ValidationCase(
            "the same type, an interface of it, a union with it",
            "{ person { ... on Person { id } ... on Named { name } ... on SearchResult { __typename } } }"),
        ValidationCase(
            "overlapping interfaces and unions",
            #"""
            { named { ... on Adult { age } ... on Node { id } ... on Owner { __typename } } search { ... on \#
            Owner { __typename } } }
            """#),
        ValidationCase("no type condition", "{ person { ... { id } ... @once { id } } }"),
        ValidationCase(
            "an unknown fragment or type is reported elsewhere",
            "{ person { ...Missing ... on Missing { id } ... on Date { id } ...D } } fragment D on Date { id }"),
        ValidationCase(
            "another object",
            "{ person { ... on Coach { id } } }",
            #"1:12 Fragment cannot be spread here as objects of type "Person" can never be of type "Coach"."#),
        ValidationCase(
            "a fragment of another object",
            #"""
            { person { ...F } }
            fragment F on Couple { id }
            """#,
            #"1:12 Fragment "F" cannot be spread here as objects of type "Person" can never be of type "Couple"."#),
        ValidationCase(
            "an object that is no member of the union",
            "{ search { ... on Coach { id } } couple(id: 1) { ... on Named { name } } }",
            #"1:12 Fragment cannot be spread here as objects of type "SearchResult" can never be of type "Coach"."#,
            #"1:50 Fragment cannot be spread here as objects of type "Couple" can never be of type "Named"."#),
        ValidationCase(
            "an interface on an object that does not implement it",
            "{ couple(id: 1) { ...F } } fragment F on Adult { age }",
            #"1:19 Fragment "F" cannot be spread here as objects of type "Couple" can never be of type "Adult"."#),
    ])
    func `a fragment is spread where it can apply`(_ example: ValidationCase) throws {
        try example.check("PossibleFragmentSpreads")
    }
}
