// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct LoneAnonymousOperationRuleTests {
    @Test(arguments: [
        ValidationCase("an anonymous operation with a fragment", "{ person { ...F } } fragment F on Person { id }"),
        ValidationCase("several named operations", "query A { person { id } } query B { person { id } }"),
        ValidationCase(
            "two anonymous operations",
            #"""
            { person { id } }
            { person { id } }
            """#,
            "1:1 This anonymous operation must be the only defined operation.",
            "2:1 This anonymous operation must be the only defined operation."),
        ValidationCase(
            "an anonymous operation beside a named one",
            #"""
            query A { person { id } }
              subscription { moodChanged { id } }
            """#,
            "2:3 This anonymous operation must be the only defined operation."),
    ])
    func `an operation without a name stands alone`(_ example: ValidationCase) throws {
        try example.check("LoneAnonymousOperation")
    }
}
