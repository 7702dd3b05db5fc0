// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct KnownDirectivesRuleTests {
    @Test(arguments: [
        ValidationCase(
            "known directives in allowed places",
            #"""
            query A($a: Int @once) @once { scalars(int: $a) @skip(if: false) ...F @include(if: true) ... \#
            @once { __typename } } fragment F on Query @once { __typename }
            """#),
        ValidationCase(
            "unknown directives",
            "{ person @unknown { id @defer } ... @stream { __typename } }",
            #"1:10 Unknown directive "@unknown"."#,
            #"1:24 Unknown directive "@defer"."#,
            #"1:37 Unknown directive "@stream"."#),
        ValidationCase(
            "directives in the wrong places",
            #"""
            query A($a: Int @skip(if: true)) @include(if: true) { scalars(int: $a) @deprecated ...F \#
            @specifiedBy(url: "") ... @note(text: "") { __typename } }
            fragment F on Query @note(text: "") { __typename }
            mutation B @skip(if: true) { rename(id: 1, name: "") { id } }
            subscription C @once { moodChanged { id } }
            """#,
            #"1:17 Directive "@skip" may not be used on VARIABLE_DEFINITION."#,
            #"1:34 Directive "@include" may not be used on QUERY."#,
            #"1:72 Directive "@deprecated" may not be used on FIELD."#,
            #"1:89 Directive "@specifiedBy" may not be used on FRAGMENT_SPREAD."#,
            #"1:115 Directive "@note" may not be used on INLINE_FRAGMENT."#,
            #"2:21 Directive "@note" may not be used on FRAGMENT_DEFINITION."#,
            #"3:12 Directive "@skip" may not be used on MUTATION."#,
            #"4:16 Directive "@once" may not be used on SUBSCRIPTION."#),
        ValidationCase(
            "a directive that the document defines",
            "{ person @mine { id } ... @mine { __typename } } directive @mine on FIELD",
            #"1:27 Directive "@mine" may not be used on INLINE_FRAGMENT."#),
        ValidationCase(
            "directives of type definitions",
            #"""
            { __typename } type T @deprecated { a(b: Int @once): Int @skip(if: true) } enum E @once { A @once \#
            } input In @once { a: Int @once } scalar S @once union U @once = T interface I @once { a: Int } \#
            schema @once { query: T }
            """#,
            #"1:23 Directive "@deprecated" may not be used on OBJECT."#,
            #"1:46 Directive "@once" may not be used on ARGUMENT_DEFINITION."#,
            #"1:58 Directive "@skip" may not be used on FIELD_DEFINITION."#,
            #"1:83 Directive "@once" may not be used on ENUM."#,
            #"1:93 Directive "@once" may not be used on ENUM_VALUE."#,
            #"1:110 Directive "@once" may not be used on INPUT_OBJECT."#,
            #"1:125 Directive "@once" may not be used on INPUT_FIELD_DEFINITION."#,
            #"1:142 Directive "@once" may not be used on SCALAR."#,
            #"1:156 Directive "@once" may not be used on UNION."#,
            #"1:178 Directive "@once" may not be used on INTERFACE."#,
            #"1:202 Directive "@once" may not be used on SCHEMA."#),
    ])
    func `a directive exists and may stand where it does`(_ example: ValidationCase) throws {
        try example.check("KnownDirectives")
    }
}
