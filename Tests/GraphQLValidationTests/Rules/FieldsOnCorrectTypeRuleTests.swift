// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct FieldsOnCorrectTypeRuleTests {
    @Test(arguments: [
        ValidationCase(
            "fields of objects and interfaces, and aliases",
            "{ me: person { id name: email } named { name } }"),
        ValidationCase(
            "meta-fields",
            #"{ __typename __schema { types { name } } __type(name: "Person") { name } search { __typename } }"#),
        ValidationCase("fields of an unknown type are not judged", "{ ... on Unknown { anything } }"),
        ValidationCase(
            "a meta-field of the root elsewhere",
            "{ person { __schema { types { name } } } }",
            #"1:12 Cannot query field "__schema" on type "Person"."#),
        ValidationCase(
            "an unknown field",
            "{ person { unknown } }",
            #"1:12 Cannot query field "unknown" on type "Person"."#),
        ValidationCase(
            "a misspelt field",
            "{ person { emial nam } }",
            #"1:12 Cannot query field "emial" on type "Person". Did you mean "email"?"#,
            #"1:18 Cannot query field "nam" on type "Person". Did you mean "name"?"#),
        ValidationCase(
            "a field of an unknown field is not judged",
            "{ person { unknown { deeper } } }",
            #"1:12 Cannot query field "unknown" on type "Person"."#),
        ValidationCase(
            "an alias does not help",
            "{ person { name: title } }",
            #"1:12 Cannot query field "title" on type "Person"."#),
        ValidationCase(
            "a field of an interface's implementations",
            "{ named { email } }",
            #"1:11 Cannot query field "email" on type "Named". Did you mean to use an inline fragment on "#
                + #""Coach" or "Person"?"#),
        ValidationCase(
            "a field of types that share an interface",
            "{ node { name } }",
            #"1:10 Cannot query field "name" on type "Node". Did you mean to use an inline fragment on "#
                + #""Named", "Adult", "Coach", or "Person"?"#),
        ValidationCase(
            "a field of a union's members",
            "{ search { title } owner { email } }",
            #"1:12 Cannot query field "title" on type "SearchResult". Did you mean to use an inline fragment "#
                + #"on "Couple"?"#,
            #"1:28 Cannot query field "email" on type "Owner". Did you mean to use an inline fragment on "Coach"?"#),
        ValidationCase(
            "a field on a union that no member has",
            "{ search { nothing } }",
            #"1:12 Cannot query field "nothing" on type "SearchResult"."#),
        ValidationCase(
            "a field inside a fragment",
            #"""
            { person { ...F ... on Person { b } } }
            fragment F on Person { a }
            """#,
            #"1:33 Cannot query field "b" on type "Person"."#,
            #"2:24 Cannot query field "a" on type "Person"."#),
    ])
    func `a field exists on its parent type`(_ example: ValidationCase) throws {
        try example.check("FieldsOnCorrectType")
    }
}
