// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct ValuesOfCorrectTypeRuleTests {
    @Test(arguments: [
        ValidationCase(
            "every kind of scalar",
            #"{ scalars(int: -2, float: 1.5, text: "a", flag: true, id: "x", mood: CALM, date: "2020-01-01") }"#),
        ValidationCase(
            "an integer as a float and as an ID, a block string",
            ##"{ scalars(float: 1, id: 1, text: """block""") }"##),
        ValidationCase("null for nullable positions", "{ scalars(int: null, ints: null, texts: null, mood: null) }"),
        ValidationCase(
            "lists, lists of one and nested lists",
            #"""
            { a: scalars(ints: [1, null]) b: scalars(ints: 1) c: scalars(ints: []) d: scalars(matrix: [[1], \#
            [2, 3], 4]) }
            """#),
        ValidationCase(
            "any literal for a custom scalar",
            #"""
            { scalars(date: 1) b: scalars(date: {y: [2020, {m: X}]}) c: scalars(date: [true]) d: \#
            scalars(date: 1.5e3) }
            """#),
        ValidationCase(
            "not integers",
            #"""
            { a: scalars(int: "1") b: scalars(int: 1.0) c: scalars(int: ONE) d: scalars(int: true) e: \#
            scalars(int: [1]) f: scalars(int: {a: 1}) }
            """#,
            #"1:19 Int cannot represent non-integer value: "1""#,
            "1:40 Int cannot represent non-integer value: 1.0",
            "1:61 Int cannot represent non-integer value: ONE",
            "1:82 Int cannot represent non-integer value: true",
            "1:104 Int cannot represent non-integer value: [1]",
            "1:125 Int cannot represent non-integer value: {a: 1}"),
        ValidationCase(
            "integers at the limits",
            #"""
            { a: scalars(int: 2147483647) b: scalars(int: -2147483648) c: scalars(int: 2147483648) d: \#
            scalars(int: -2147483649) }
            """#,
            "1:76 Int cannot represent non 32-bit signed integer value: 2147483648",
            "1:104 Int cannot represent non 32-bit signed integer value: -2147483649"),
        ValidationCase(
            "not floats",
            #"{ a: scalars(float: "1") b: scalars(float: true) c: scalars(float: ONE) }"#,
            #"1:21 Float cannot represent non numeric value: "1""#,
            "1:44 Float cannot represent non numeric value: true",
            "1:68 Float cannot represent non numeric value: ONE"),
        ValidationCase(
            "not strings",
            #"""
            { a: scalars(text: 1) b: scalars(text: 1.5) c: scalars(text: true) d: scalars(text: ONE) e: \#
            scalars(texts: ["a", 1, null]) }
            """#,
            "1:20 String cannot represent a non string value: 1",
            "1:40 String cannot represent a non string value: 1.5",
            "1:62 String cannot represent a non string value: true",
            "1:85 String cannot represent a non string value: ONE",
            "1:114 String cannot represent a non string value: 1",
            #"1:117 Expected value of type "String!", found null."#),
        ValidationCase(
            "not booleans",
            #"{ a: scalars(flag: 1) b: scalars(flag: "true") c: scalars(flag: TRUE) }"#,
            "1:20 Boolean cannot represent a non boolean value: 1",
            #"1:40 Boolean cannot represent a non boolean value: "true""#,
            "1:65 Boolean cannot represent a non boolean value: TRUE"),
        ValidationCase(
            "not IDs",
            "{ a: scalars(id: 1.5) b: scalars(id: true) c: scalars(id: ONE) }",
            "1:18 ID cannot represent a non-string and non-integer value: 1.5",
            "1:38 ID cannot represent a non-string and non-integer value: true",
            "1:59 ID cannot represent a non-string and non-integer value: ONE"),
        ValidationCase(
            "not values of the enum",
            #"""
            { a: scalars(mood: "CALM") b: scalars(mood: 1) c: scalars(mood: JUBILANT) d: scalars(mood: calm) \#
            e: scalars(mood: [CALM, "TENSE"]) }
            """#,
            #"1:20 Enum "Mood" cannot represent non-enum value: "CALM". Did you mean the enum value "CALM"?"#,
            #"1:45 Enum "Mood" cannot represent non-enum value: 1."#,
            #"1:65 Value "JUBILANT" does not exist in "Mood" enum."#,
            #"1:92 Value "calm" does not exist in "Mood" enum. Did you mean the enum value "CALM"?"#,
            #"1:115 Enum "Mood" cannot represent non-enum value: [CALM, "TENSE"]."#),
        ValidationCase(
            "null for non-null positions",
            #"{ node(id: null) { id } required(a: null, b: "", c: null) }"#,
            #"1:12 Expected value of type "ID!", found null."#,
            #"1:37 Expected value of type "Int!", found null."#,
            #"1:53 Expected value of type "Int!", found null."#),
        ValidationCase(
            "input objects",
            #"{ search(where: {name: "a", moods: CALM, all: [{name: "b", active: false}]}) { __typename } }"#),
        ValidationCase(
            "an input object without a required field",
            "{ search(where: {minimumAge: 1, all: [{}]}) { __typename } }",
            #"1:17 Field "Filter.name" of required type "String!" was not provided."#,
            #"1:39 Field "Filter.name" of required type "String!" was not provided."#),
        ValidationCase(
            "unknown fields of an input object",
            #"{ search(where: {name: "a", minimumAgee: 1, other: {deep: 1}}) { __typename } }"#,
            #"1:29 Field "minimumAgee" is not defined by type "Filter". Did you mean "minimumAge"?"#,
            #"1:45 Field "other" is not defined by type "Filter"."#),
        ValidationCase(
            "something else than an input object",
            #"""
            { search(where: "a") { __typename } b: search(where: [{name: 1}]) { __typename } c: search(where: \#
            {name: "a", all: 3}) { __typename } }
            """#,
            #"1:17 Expected value of type "Filter", found "a"."#,
            #"1:54 Expected value of type "Filter", found [{name: 1}]."#,
            #"1:116 Expected value of type "[Filter!]", found 3."#),
        ValidationCase(
            "a null field of a required type",
            "{ search(where: {name: null, moods: [CALM, null]}) { __typename } }",
            #"1:24 Expected value of type "String!", found null."#,
            #"1:44 Expected value of type "Mood!", found null."#),
        ValidationCase(
            "arguments of directives",
            #"{ person @skip(if: "yes") { id @include(if: NO) @unknown(a: 1) } }"#,
            #"1:20 Boolean cannot represent a non boolean value: "yes""#,
            "1:45 Boolean cannot represent a non boolean value: NO"),
        ValidationCase(
            "default values of variables",
            #"""
            query A($a: Int = 1, $b: Int = "1", $c: [Int!] = [1, null], $d: Filter = {minimumAge: "x"}, $e: \#
            Int! = null) { __typename }
            """#,
            #"1:32 Int cannot represent non-integer value: "1""#,
            #"1:54 Expected value of type "Int!", found null."#,
            #"1:74 Field "Filter.name" of required type "String!" was not provided."#,
            #"1:87 Int cannot represent non-integer value: "x""#,
            #"1:104 Expected value of type "Int!", found null."#),
        ValidationCase(
            "values of an unknown argument are not judged",
            "{ scalars(unknown: {a: [1]}, other: [{b: 1}]) }"),
        ValidationCase("a key of a OneOf input object", "{ person(key: {id: 1}) { id } }"),
        ValidationCase(
            "no key, two keys and null for a OneOf input object",
            #"""
            { a: person(key: {}) { id } b: person(key: {id: 1, email: ""}) { id } c: person(key: {id: null}) \#
            { id } }
            """#,
            #"1:18 OneOf Input Object "Key" must specify exactly one key."#,
            #"1:44 OneOf Input Object "Key" must specify exactly one key."#,
            #"1:86 Field "Key.id" must be non-null."#),
    ])
    func `a literal fits the type of its position`(_ example: ValidationCase) throws {
        try example.check("ValuesOfCorrectType")
    }

    @Test(arguments: [
        ValidationCase("a non-null variable", "query A($a: ID!) { person(key: {id: $a}) { id } }"),
        ValidationCase(
            "a nullable variable", "query A($a: ID) { person(key: {id: $a}) { id } }",
            #"1:31 Variable "a" must be non-nullable to be used for OneOf Input Object "Key"."#),
        ValidationCase(
            "a nullable variable in a fragment",
            "query A($a: ID = 1) { ...F } fragment F on Query { person(key: {id: $a}) { id } }",
            #"1:64 Variable "a" must be non-nullable to be used for OneOf Input Object "Key"."#),
        ValidationCase(
            "a variable of an operation that does not reach the fragment",
            #"""
            query A($a: ID!) { ...F } query B($a: ID) { node(id: $a) { id } }
            fragment F on Query { person(key: {id: $a}) { id } }
            """#),
        ValidationCase("an undefined variable is reported elsewhere", "{ person(key: {id: $a}) { id } }"),
    ])
    func `a key of a OneOf input object is no variable that can be null`(_ example: ValidationCase) throws {
        try example.check("ValuesOfCorrectType")
    }

    @Test func `a float is finite`() throws {
        try ValidationCase(
            "", "{ a: scalars(float: 1e308) b: scalars(float: 1e309) c: scalars(float: -1e999999999) }",
            "1:46 Float cannot represent non numeric value: 1e309",
            "1:71 Float cannot represent non numeric value: -1e999999999"
        ).check("ValuesOfCorrectType")
    }
}
