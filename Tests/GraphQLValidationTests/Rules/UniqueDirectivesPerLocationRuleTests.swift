// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct UniqueDirectivesPerLocationRuleTests {
    @Test(arguments: [
        ValidationCase(
            "different directives and different places",
            #"{ person @once @note(text: "") { id @once name @once } }"#),
        ValidationCase("a repeatable directive", #"{ person @note(text: "a") @note(text: "b") { id } }"#),
        ValidationCase("an unknown directive is reported elsewhere", "{ person @unknown @unknown { id } }"),
        ValidationCase(
            "twice and three times",
            "{ person @once @once { id @skip(if: true) @skip(if: false) @once @skip(if: true) } }",
            #"1:10,1:16 The directive "@once" can only be used once at this location."#,
            #"1:27,1:43 The directive "@skip" can only be used once at this location."#,
            #"1:27,1:66 The directive "@skip" can only be used once at this location."#),
        ValidationCase(
            "at every place",
            #"""
            query A($a: Int @once @once) @once @once { ...F @once @once ... @once @once { __typename } }
            fragment F on Query @once @once { __typename }
            """#,
            #"1:30,1:36 The directive "@once" can only be used once at this location."#,
            #"1:17,1:23 The directive "@once" can only be used once at this location."#,
            #"1:49,1:55 The directive "@once" can only be used once at this location."#,
            #"1:65,1:71 The directive "@once" can only be used once at this location."#,
            #"2:21,2:27 The directive "@once" can only be used once at this location."#),
        ValidationCase(
            "on a type and its extension",
            #"""
            directive @mine on OBJECT | SCHEMA | FIELD_DEFINITION schema @mine { query: T } extend schema \#
            @mine type T @mine { a: Int @mine @mine } extend type T @mine
            """#,
            #"1:62,1:95 The directive "@mine" can only be used once at this location."#,
            #"1:123,1:129 The directive "@mine" can only be used once at this location."#,
            #"1:108,1:151 The directive "@mine" can only be used once at this location."#),
    ])
    func `a directive stands once at a place`(_ example: ValidationCase) throws {
        try example.check("UniqueDirectivesPerLocation")
    }
}
