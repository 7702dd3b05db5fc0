// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct ScalarLeafsRuleTests {
    @Test(arguments: [
        ValidationCase("a leaf without a selection", "{ person { id mood } }"),
        ValidationCase("a selection of a composite field", "{ search { __typename } }"),
        ValidationCase("an unknown field is reported elsewhere", "{ unknown { id } person { unknown } }"),
        ValidationCase(
            "a composite field without a selection",
            "{ person }",
            #"1:3 Field "person" of type "Person" must have a selection of subfields. Did you mean "person { ... }"?"#),
        ValidationCase(
            "a list of composites without a selection",
            "{ person { friends } }",
            #"1:12 Field "friends" of type "[Person!]!" must have a selection of subfields. Did you mean "#
                + #""friends { ... }"?"#),
        ValidationCase(
            "a selection of a scalar",
            "{ person { id { value } } }",
            #"1:15 Field "id" must not have a selection since type "ID!" has no subfields."#),
        ValidationCase(
            "a selection of an enum with arguments and directives",
            "{ person { mood @once { value } name(upper: true) { value } } }",
            #"1:23 Field "mood" must not have a selection since type "Mood" has no subfields."#,
            #"1:51 Field "name" must not have a selection since type "String" has no subfields."#),
        ValidationCase(
            "a selection of a meta-field",
            "{ __typename { a } __schema }",
            #"1:14 Field "__typename" must not have a selection since type "String!" has no subfields."#,
            #"1:20 Field "__schema" of type "__Schema!" must have a selection of subfields. Did you mean "#
                + #""__schema { ... }"?"#),
    ])
    func `a composite field needs a selection and a leaf takes none`(_ example: ValidationCase) throws {
        try example.check("ScalarLeafs")
    }
}
