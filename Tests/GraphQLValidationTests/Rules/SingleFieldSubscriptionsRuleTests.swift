// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct SingleFieldSubscriptionsRuleTests {
    @Test(arguments: [
        ValidationCase("one field", "subscription S { moodChanged { id } }"),
        ValidationCase("one field, twice", "subscription S { moodChanged { id } moodChanged { name } }"),
        ValidationCase(
            "one field through fragments",
            #"""
            subscription S { ...F ... { ... on Subscription { moodChanged { id } } } } fragment F on \#
            Subscription { moodChanged { name } }
            """#),
        ValidationCase(
            "fragments of another type do not count",
            #"""
            subscription S { moodChanged { id } ... on Query { named { name } } ...F } fragment F on Query { \#
            adult { age } }
            """#),
        ValidationCase(
            "two fields",
            "subscription S { moodChanged { id } coupleChanged { id } }",
            #"1:37 Subscription "S" must select only one top level field."#),
        ValidationCase(
            "several fields and an alias of an anonymous subscription",
            "subscription { moodChanged { id } a: moodChanged { id } b: coupleChanged { id } a: moodChanged { name } }",
            "1:35,1:81,1:57 Anonymous Subscription must select only one top level field."),
        ValidationCase(
            "fields in nested fragments",
            #"""
            subscription S { ...A }
            fragment A on Subscription { moodChanged { id } ...B }
            fragment B on Subscription { coupleChanged { id } ...A }
            """#,
            #"3:30 Subscription "S" must select only one top level field."#),
        ValidationCase(
            "an introspection field",
            "subscription S { __typename }",
            #"1:18 Subscription "S" must not select an introspection top level field."#),
        ValidationCase(
            "an introspection field of an anonymous subscription, beside another",
            "subscription { moodChanged { id } __typename }",
            "1:35 Anonymous Subscription must select only one top level field.",
            "1:35 Anonymous Subscription must not select an introspection top level field."),
        ValidationCase("queries may select many fields", "{ person { id } adult { age } }"),
    ])
    func `a subscription selects one root field`(_ example: ValidationCase) throws {
        try example.check("SingleFieldSubscriptions")
    }

    @Test(arguments: [
        ValidationCase(
            "on a field",
            "subscription S($a: Boolean!) { moodChanged @skip(if: $a) { id } coupleChanged @include(if: $a) { id } }",
            "1:44,1:79 Subscription \"S\" must not use `@skip` or `@include` directives in the top level selection."),
        ValidationCase(
            "on fragments of an anonymous subscription",
            #"""
            subscription { moodChanged { id } ... @skip(if: true) { coupleChanged { id } } ...F @skip(if: false) }
            fragment F on Subscription { __typename }
            """#,
            "1:39,1:85 Anonymous Subscription must not use `@skip` or `@include` directives in the top level "
                + "selection."),
        ValidationCase("below the root", "subscription { moodChanged { id @skip(if: true) } }"),
    ])
    func `a subscription's root fields are not conditional`(_ example: ValidationCase) throws {
        try example.check("SingleFieldSubscriptions")
    }
}
