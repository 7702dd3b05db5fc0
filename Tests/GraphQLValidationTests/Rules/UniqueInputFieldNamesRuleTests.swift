// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct UniqueInputFieldNamesRuleTests {
    @Test(arguments: [
        ValidationCase(
            "different fields, and equal ones on different levels",
            #"{ search(where: {name: "", all: [{name: ""}, {name: ""}]}) { __typename } }"#),
        ValidationCase(
            "twice and three times",
            #"""
            { search(where: {name: "", name: "", minimumAge: 1,
              name: ""}) { __typename } }
            """#,
            #"1:18,1:28 There can be only one input field named "name"."#,
            #"1:18,2:3 There can be only one input field named "name"."#),
        ValidationCase(
            "in a nested object, in a custom scalar and in a default value",
            #"""
            query A($a: Filter = {name: "", name: ""}) { search(where: {all: {name: "", all: {}, name: ""}, \#
            name: ""}) { __typename } scalars(date: {a: 1, a: 2}) }
            """#,
            #"1:23,1:33 There can be only one input field named "name"."#,
            #"1:67,1:86 There can be only one input field named "name"."#,
            #"1:138,1:144 There can be only one input field named "a"."#),
    ])
    func `a field of an input object is given once`(_ example: ValidationCase) throws {
        try example.check("UniqueInputFieldNames")
    }
}
