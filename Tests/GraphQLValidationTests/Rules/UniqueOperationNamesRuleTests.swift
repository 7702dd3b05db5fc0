// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct UniqueOperationNamesRuleTests {
    @Test(arguments: [
        ValidationCase("one anonymous operation", "{ person { id } }"),
        ValidationCase("different names", "query A { person { id } } query B { person { id } }"),
        ValidationCase(
            "a fragment may have an operation's name",
            "query A { person { ...A } } fragment A on Person { id }"),
        ValidationCase(
            "the same name twice",
            #"""
            query A { person { id } }
            query A { person { id } }
            """#,
            #"1:7,2:7 There can be only one operation named "A"."#),
        ValidationCase(
            "the same name in operations of different kinds",
            #"""
            query A { person { id } }
            mutation A { rename(id: 1, name: "") { id } }
            subscription A { moodChanged { id } }
            """#,
            #"1:7,2:10 There can be only one operation named "A"."#,
            #"1:7,3:14 There can be only one operation named "A"."#),
    ])
    func `two operations do not share a name`(_ example: ValidationCase) throws {
        try example.check("UniqueOperationNames")
    }
}
