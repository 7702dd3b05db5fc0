// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct FragmentsOnCompositeTypesRuleTests {
    @Test(arguments: [
        ValidationCase(
            "an object, an interface and a union",
            #"""
            { named { ... on Person { id } ... on Adult { age } ... { name } } search { ...F } } fragment F \#
            on SearchResult { __typename }
            """#),
        ValidationCase("an unknown type is reported elsewhere", "{ named { ... on Unknown { id } } }"),
        ValidationCase(
            "a scalar",
            #"""
            { named { ...F } }
            fragment F on Date { bad }
            """#,
            #"2:15 Fragment "F" cannot condition on non composite type "Date"."#),
        ValidationCase(
            "an enum",
            "{ named { ...F } } fragment F on Mood { bad }",
            #"1:34 Fragment "F" cannot condition on non composite type "Mood"."#),
        ValidationCase(
            "an input object in an inline fragment",
            "{ named { ... on Filter { name } } }",
            #"1:18 Fragment cannot condition on non composite type "Filter"."#),
    ])
    func `a type condition is an object, an interface or a union`(_ example: ValidationCase) throws {
        try example.check("FragmentsOnCompositeTypes")
    }
}
