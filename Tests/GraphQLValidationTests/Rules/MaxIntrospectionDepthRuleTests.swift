// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct MaxIntrospectionDepthRuleTests {
    @Test(arguments: [
        ValidationCase("two levels", "{ __schema { types { fields { type { fields { name } } } } } }"),
        ValidationCase("the same names outside introspection", "{ person { fields { fields { fields { name } } } } }"),
        ValidationCase(
            "three levels",
            "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
            "1:3 Maximum introspection depth exceeded"),
        ValidationCase(
            "three levels of different lists",
            #"{ __type(name: "Person") { interfaces { possibleTypes { inputFields { name } } } } }"#,
            "1:3 Maximum introspection depth exceeded"),
        ValidationCase(
            "through fragments, at any of two places",
            #"""
            { a: __type(name: "A") { ...F } b: __type(name: "B") { ofType { ...G } } }
            fragment F on __Type { fields { type { ...G } } }
            fragment G on __Type { ... on __Type { interfaces { possibleTypes { name } } } }
            """#,
            "1:3 Maximum introspection depth exceeded"),
        ValidationCase(
            "a fragment that spreads itself",
            "{ __schema { types { ...F } } } fragment F on __Type { fields { type { ...F } } }"),
    ])
    func `introspection does not follow lists of types without end`(_ example: ValidationCase) throws {
        try example.check("MaxIntrospectionDepth")
    }
}
