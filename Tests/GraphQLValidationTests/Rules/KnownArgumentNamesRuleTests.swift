// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct KnownArgumentNamesRuleTests {
    @Test(arguments: [
        ValidationCase("known arguments", "{ node(id: 1) { id } person @skip(if: true) { name(upper: true) } }"),
        ValidationCase("arguments of an unknown field or directive are not judged", "{ unknown(a: 1) @unknown(b: 2) }"),
        ValidationCase(
            "unknown arguments of a field",
            "{ node(id: 1, di: 2) { id } person { name(uper: true) } }",
            #"1:15 Unknown argument "di" on field "Query.node". Did you mean "id"?"#,
            #"1:43 Unknown argument "uper" on field "Person.name". Did you mean "upper"?"#),
        ValidationCase(
            "unknown arguments of a directive",
            #"{ person @skip(fi: true) { id @note(text: "", levle: 1, other: 2) } }"#,
            #"1:16 Unknown argument "fi" on directive "@skip". Did you mean "if"?"#,
            #"1:47 Unknown argument "levle" on directive "@note". Did you mean "level"?"#,
            #"1:57 Unknown argument "other" on directive "@note"."#),
        ValidationCase(
            "a misspelt argument of an interface's field",
            "{ named { name(Upper: true) } }",
            #"1:16 Unknown argument "Upper" on field "Named.name". Did you mean "upper"?"#),
        ValidationCase(
            "arguments of a directive that the document defines",
            "{ person @mine(b: 1) { id } } directive @mine(a: Int) on FIELD",
            #"1:16 Unknown argument "b" on directive "@mine". Did you mean "a"?"#),
    ])
    func `an argument exists`(_ example: ValidationCase) throws {
        try example.check("KnownArgumentNames")
    }
}
