// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct ExecutableDefinitionsRuleTests {
    @Test(arguments: [
        ValidationCase("operations and fragments", "query A { person { ...F } } fragment F on Person { id }"),
        ValidationCase(
            "a type definition",
            #"""
            query A { person { id } }
            type Cat { name: String }
            extend type Person { color: String }
            """#,
            #"2:1 The "Cat" definition is not executable."#,
            #"3:1 The "Person" definition is not executable."#),
        ValidationCase(
            "a schema definition and its extension",
            #"""
            { person { id } }
            schema { query: Query }
            extend schema @once
            """#,
            "2:1 The schema definition is not executable.",
            "3:1 The schema definition is not executable."),
        ValidationCase(
            "every other kind of definition",
            #"""
            scalar S
            interface I { a: Int }
            union U = Person
            enum E { A }
            input In { a: Int }
            directive @d on FIELD
            """#,
            #"1:1 The "S" definition is not executable."#,
            #"2:1 The "I" definition is not executable."#,
            #"3:1 The "U" definition is not executable."#,
            #"4:1 The "E" definition is not executable."#,
            #"5:1 The "In" definition is not executable."#,
            #"6:1 The "d" definition is not executable."#),
    ])
    func `only operations and fragments can be executed`(_ example: ValidationCase) throws {
        try example.check("ExecutableDefinitions")
    }
}
