// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Testing

struct BlockStringTests {
    @Test(arguments: [
        ("", #""""""""#),
        ("a", #""""a""""#),
        ("  a", #""""  a""""#),
        ("a \" b", #""""a " b""""#),
        ("a\nb", "\"\"\"\na\nb\n\"\"\""),
        ("a\n b", "\"\"\"\na\n b\n\"\"\""),
        ("quote\"", "\"\"\"\nquote\"\n\"\"\""),
        ("slash\\", "\"\"\"\nslash\\\n\"\"\""),
        ("triple\"\"\"", "\"\"\"\ntriple\\\"\"\"\n\"\"\""),
        ("triple\"\"\" inside", #""""triple\""" inside""""#),
        ("  indented\"", "\"\"\"  indented\"\n\"\"\""),
        (String(repeating: "x", count: 71), "\"\"\"\n" + String(repeating: "x", count: 71) + "\n\"\"\""),
    ])
    func `a block string is laid out as the reference implementation does`(content: String, text: String) throws {
        #expect(BlockString.text(for: content) == text)
        guard case .string(content, isBlock: true, _) = try Parser.parseValue(Source(text)) else {
            Issue.record("reads as something else")
            return
        }
    }

    @Test(arguments: [
        ("", true), ("a", true), ("a\n b", true), ("a\n\n b", true), ("  a", true), ("\t\"a", true),
        (" ", false), ("\n", false), ("\na", false), (" \na", false), ("a\n", false), ("a\n ", false),
        ("  a\n  b", false), ("\ta\n\tb", false), ("a\u{7}", false), ("a\rb", false), ("a\u{0}", false),
    ])
    func `a description reads well as a block string or it does not`(content: String, isPrintable: Bool) {
        #expect(BlockString.isPrintable(content) == isPrintable)
    }
}
