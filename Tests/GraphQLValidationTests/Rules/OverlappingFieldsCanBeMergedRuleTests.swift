// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct OverlappingFieldsCanBeMergedRuleTests {
    @Test(arguments: [
        ValidationCase(
            "strings that only look the same are different arguments",
            "{ scalars(text: \"\u{E9}\") scalars(text: \"e\u{301}\") }",
            #"1:3,1:22 Fields "scalars" conflict because they have differing arguments. "#
                + "Use different aliases on the fields to fetch both if this was intentional."),
        ValidationCase(
            "the same field, arguments and directives in any form",
            #"""
            { person { name name @once friends(first: 1, after: "a") { id } friends(after: "a", first: 1) { \#
            name } } }
            """#),
        ValidationCase(
            "the same input object, fields in another order",
            #"""
            { a: search(where: {name: "a", minimumAge: 1}) { __typename } a: search(where: {minimumAge: 1, \#
            name: "a"}) { __typename } }
            """#),
        ValidationCase("different aliases", "{ person { a: name b: email } }"),
        ValidationCase(
            "different fields on types that exclude each other",
            "{ node(id: 1) { ... on Person { text: name } ... on Couple { text: title } } }"),
        ValidationCase(
            "different arguments on types that exclude each other",
            "{ named { ... on Person { name(upper: true) } ... on Coach { name(upper: false) } } }"),
        ValidationCase(
            "different fields",
            #"""
            { person {
              name: email
              name } }
            """#,
            #"2:3,3:3 Fields "name" conflict because "email" and "name" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "different fields through fragments",
            #"""
            { person { ...A ...B } }
            fragment A on Person { x: name }
            fragment B on Person { x: email }
            """#,
            #"2:24,3:24 Fields "x" conflict because "name" and "email" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "a field against a nested fragment",
            #"""
            { person { x: name ...A } }
            fragment A on Person { id ...B }
            fragment B on Person { x: email }
            """#,
            #"1:12,3:24 Fields "x" conflict because "name" and "email" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "each conflict once",
            #"""
            { person { ...A ...B } } query Q { person { ...A ...B } }
            fragment A on Person { x: name ...C }
            fragment B on Person { x: email }
            fragment C on Person { x: mood }
            """#,
            #"2:24,3:24 Fields "x" conflict because "name" and "email" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#,
            #"4:24,3:24 Fields "x" conflict because "mood" and "email" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#,
            #"2:24,4:24 Fields "x" conflict because "name" and "mood" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "different arguments",
            "{ person { friends(first: 1) { id } friends(first: 2) { id } name name(upper: null) } }",
            #"1:12,1:37 Fields "friends" conflict because they have differing arguments. Use different aliases "#
                + #"on the fields to fetch both if this was intentional."#,
            #"1:62,1:67 Fields "name" conflict because they have differing arguments. Use different aliases on "#
                + #"the fields to fetch both if this was intentional."#),
        ValidationCase(
            "different values of one variable position",
            "query A($a: Int, $b: Int) { scalars(int: $a) scalars(int: $b) }",
            #"1:29,1:46 Fields "scalars" conflict because they have differing arguments. Use different aliases "#
                + #"on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "a string and a block string",
            ##"{ scalars(text: "a") scalars(text: """a""") }"##,
            #"1:3,1:22 Fields "scalars" conflict because they have differing arguments. Use different aliases "#
                + #"on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "an interface does not exclude an object",
            "{ named { ... on Adult { x: age } ... on Person { x: email } } }",
            #"1:26,1:51 Fields "x" conflict because "age" and "email" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "in subfields",
            "{ person { partner { x: name } partner { x: email } } }",
            #"1:12,1:22,1:32,1:42 Fields "partner" conflict because subfields "x" conflict because "name" and "#
                + #""email" are different fields. Use different aliases on the fields to fetch both if this was "#
                + #"intentional."#),
        ValidationCase(
            "several in subfields",
            "{ person { partner { x: name y: id } partner { x: email y: mood } } }",
            #"1:12,1:22,1:30,1:38,1:48,1:57 Fields "partner" conflict because subfields "x" conflict because "#
                + #""name" and "email" are different fields and subfields "y" conflict because "id" and "mood" are "#
                + #"different fields. Use different aliases on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "deep in subfields",
            "{ a: person { partner { partner { x: name } } } a: person { partner { partner { x: email } } } }",
            #"1:3,1:15,1:25,1:35,1:49,1:61,1:71,1:81 Fields "a" conflict because subfields "partner" conflict "#
                + #"because subfields "partner" conflict because subfields "x" conflict because "name" and "email" "#
                + #"are different fields. Use different aliases on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "reported where fields meet",
            "{ person { partner { partner { x: name } partner { x: email } } partner { partner { z: id } } } }",
            #"1:22,1:32,1:42,1:52 Fields "partner" conflict because subfields "x" conflict because "name" and "#
                + #""email" are different fields. Use different aliases on the fields to fetch both if this was "#
                + #"intentional."#),
        ValidationCase(
            "in subfields through fragments",
            #"""
            { a: person { ...A } a: person { ...B } }
            fragment A on Person { x: name }
            fragment B on Person { x: email }
            """#,
            #"1:3,2:24,1:22,3:24 Fields "a" conflict because subfields "x" conflict because "name" and "email" "#
                + #"are different fields. Use different aliases on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "conflicting types on types that exclude each other",
            "{ node(id: 1) { ... on Person { x: age } ... on Couple { x: title } } }",
            #"1:33,1:58 Fields "x" conflict because they return conflicting types "Int" and "String". Use "#
                + #"different aliases on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "nullability on types that exclude each other",
            "{ node(id: 1) { ... on Person { email } ... on Coach { email } } }",
            #"1:33,1:56 Fields "email" conflict because they return conflicting types "String!" and "String". "#
                + #"Use different aliases on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "a list against a single value",
            "{ node(id: 1) { ... on Person { x: friends { id } } ... on Couple { x: coach { id } } } }",
            #"1:33,1:69 Fields "x" conflict because they return conflicting types "[Person!]!" and "Coach". "#
                + #"Use different aliases on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "conflicting types of subfields",
            "{ node(id: 1) { ... on Person { x: partner { y: age } } ... on Couple { x: coach { y: email } } } }",
            #"1:33,1:46,1:73,1:84 Fields "x" conflict because subfields "y" conflict because they return "#
                + #"conflicting types "Int" and "String". Use different aliases on the fields to fetch both if this "#
                + #"was intentional."#),
        ValidationCase(
            "a leaf against a composite",
            "{ node(id: 1) { ... on Person { x: partner { id } } ... on Couple { x: title } } }",
            #"1:33,1:69 Fields "x" conflict because they return conflicting types "Person" and "String". Use "#
                + #"different aliases on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "three of a kind",
            "{ person { x: name x: email x: mood } }",
            #"1:12,1:20 Fields "x" conflict because "name" and "email" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#,
            #"1:12,1:29 Fields "x" conflict because "name" and "mood" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#,
            #"1:20,1:29 Fields "x" conflict because "email" and "mood" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "many of a kind against one",
            "{ person { x: name x: name x: name x: name x: email } }",
            #"1:12,1:44 Fields "x" conflict because "name" and "email" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#,
            #"1:20,1:44 Fields "x" conflict because "name" and "email" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#,
            #"1:28,1:44 Fields "x" conflict because "name" and "email" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#,
            #"1:36,1:44 Fields "x" conflict because "name" and "email" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "unknown fields and types",
            "{ person { x: unknown x: other ... on Missing { x: third } } }",
            #"1:12,1:23 Fields "x" conflict because "unknown" and "other" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#,
            #"1:12,1:49 Fields "x" conflict because "unknown" and "third" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#,
            #"1:23,1:49 Fields "x" conflict because "other" and "third" are different fields. Use different "#
                + #"aliases on the fields to fetch both if this was intentional."#),
        ValidationCase(
            "fragments that spread themselves",
            "{ person { ...A name } } fragment A on Person { name ...B } fragment B on Person { name ...A }"),
    ])
    func `fields of one response key can be merged`(_ example: ValidationCase) throws {
        try example.check("OverlappingFieldsCanBeMerged")
    }
}
