// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct ProvidedRequiredArgumentsRuleTests {
    @Test(arguments: [
        ValidationCase(
            "all given, those with default values left out",
            #"{ required(a: 1, b: "") node(id: 1) { id @note(text: "") } }"#),
        ValidationCase("an unknown field or directive is not judged", "{ unknown @unknown { id } }"),
        ValidationCase(
            "missing arguments",
            "{ required node { id } }",
            #"1:3 Field "required" argument "a" of type "Int!" is required, but it was not provided."#,
            #"1:3 Field "required" argument "b" of type "String!" is required, but it was not provided."#,
            #"1:12 Field "node" argument "id" of type "ID!" is required, but it was not provided."#),
        ValidationCase(
            "a missing argument after faults inside the field",
            #"{ couple { members { name(upper: "x") friends } coach @note { id } } required(b: "") }"#,
            #"1:55 Directive "@note" argument "text" of type "String!" is required, but it was not provided."#,
            #"1:3 Field "couple" argument "id" of type "ID!" is required, but it was not provided."#,
            #"1:70 Field "required" argument "a" of type "Int!" is required, but it was not provided."#),
        ValidationCase(
            "arguments of directives",
            "{ person @skip { id @include @note(level: 1) } }",
            #"1:10 Directive "@skip" argument "if" of type "Boolean!" is required, but it was not provided."#,
            #"1:21 Directive "@include" argument "if" of type "Boolean!" is required, but it was not provided."#,
            #"1:30 Directive "@note" argument "text" of type "String!" is required, but it was not provided."#),
        ValidationCase(
            "a directive that the document defines",
            "{ person @mine { id } } directive @mine(a: Int!, b: Int! = 1, c: [Int!]!) on FIELD",
            #"1:10 Directive "@mine" argument "a" of type "Int!" is required, but it was not provided."#,
            #"1:10 Directive "@mine" argument "c" of type "[Int!]!" is required, but it was not provided."#),
        ValidationCase(
            "an argument that is defined twice is missed once, by its last type",
            "{ person @mine { id } } directive @mine(a: Int!, a: ID!) on FIELD",
            #"1:10 Directive "@mine" argument "a" of type "ID!" is required, but it was not provided."#),
    ])
    func `required arguments are given`(_ example: ValidationCase) throws {
        try example.check("ProvidedRequiredArguments")
    }
}
