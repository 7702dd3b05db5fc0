// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import Testing

struct SuggestionsTests {
    @Test(
        arguments: [
            ("", ["a"], ["a"]), ("input", [], []),
            ("greenish", ["green"], ["green"]), ("greens", ["greenhouse"], []),
            ("input", ["something", "inPut"], ["inPut"]),
            ("abc", ["abc", "a", "ABC", "ab", "xyz"], ["abc", "ABC", "ab", "a"]),
            ("verylongstring", ["VERYLONGSTRING", "verylongstrnig"], ["VERYLONGSTRING", "verylongstrnig"]),
            ("a", ["x", "z", "y"], ["x", "y", "z"]),
            ("x1", ["x10", "x2", "x2"], ["x2", "x10"]),
        ] as [(String, [String], [String])])
    func `the nearest names come first`(_ input: String, _ options: [String], _ expected: [String]) {
        #expect(suggestionList(input, options: options) == expected)
    }

    @Test func `equally near names are in natural order`() {
        #expect(suggestionList("a1b", options: ["a10b", "a9b", "a2b", "a01b"]) == ["a01b", "a2b", "a9b", "a10b"])
    }

    @Test(
        arguments: [
            ([], ""), (["a"], " Did you mean \"a\"?"), (["a", "b"], " Did you mean \"a\" or \"b\"?"),
            (["a", "b", "c"], " Did you mean \"a\", \"b\", or \"c\"?"),
            (["a", "b", "c", "d", "e", "f"], " Did you mean \"a\", \"b\", \"c\", \"d\", or \"e\"?"),
        ] as [([String], String)])
    func `at most five names are listed`(_ names: [String], _ expected: String) {
        #expect(Suggestions.on.didYouMean(suggesting: names) == expected)
        #expect(Suggestions.off.didYouMean(suggesting: names) == "")
    }

    @Test func `a context stands before the names`() {
        #expect(Suggestions.on.didYouMean("the type", suggesting: ["A"]) == " Did you mean the type \"A\"?")
        #expect(Suggestions.on.didYouMean("nam", among: ["name", "other"]) == " Did you mean \"name\"?")
        #expect(Suggestions.off.didYouMean("nam", among: ["name", "other"]) == "")
    }
}
