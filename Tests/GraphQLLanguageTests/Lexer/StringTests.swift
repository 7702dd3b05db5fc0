// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Testing

struct StringTests {
    @Test(arguments: [
        (#""""#, ""),
        (#""simple""#, "simple"),
        (#"" white space ""#, " white space "),
        (#""quote \"""#, "quote \""),
        (#""escaped \n\r\b\t\f\/\\""#, "escaped \n\r\u{8}\t\u{C}/\\"),
        (#""slashes \\ \/""#, "slashes \\ /"),
        (#""unescaped 😀 é""#, "unescaped 😀 é"),
        (#""unicode \u1234\u5678\u90AB\uCDEF\u00e9""#, "unicode \u{1234}\u{5678}\u{90AB}\u{CDEF}é"),
        (#""\u{1234}\u{0}\u{10FFFF}\u{0001f600}""#, "\u{1234}\u{0}\u{10FFFF}😀"),
        (#""pair \uD83D\uDE00 \uD83D\uDE00\uDBFF\uDFFF""#, "pair 😀 😀\u{10FFFF}"),
        ("\"tab\tand control \u{7}\"", "tab\tand control \u{7}"),
        ("\"\u{FEFF} # no comment, no BOM\"", "\u{FEFF} # no comment, no BOM"),
    ])
    func `a string's escapes are resolved`(text: String, content: String) throws {
        guard case .string(let value, isBlock: false, _) = try Parser.parseValue(Source(text)) else {
            Issue.record("not a string")
            return
        }
        #expect(value == content)
        #expect(Array(value.utf8) == Array(content.utf8))
    }

    @Test(arguments: [
        SyntaxFault("\"", 1, 2, "Unterminated string."),
        SyntaxFault("\"no end", 1, 8, "Unterminated string."),
        SyntaxFault("\"no end\\\"", 1, 10, "Unterminated string."),
        SyntaxFault("\"multi\nline\"", 1, 7, "Unterminated string."),
        SyntaxFault("\"multi\rline\"", 1, 7, "Unterminated string."),
        SyntaxFault("\"😀\n", 1, 4, "Unterminated string."),
        SyntaxFault(#""bad \z esc""#, 1, 6, #"Invalid character escape sequence: "\z"."#),
        SyntaxFault(#""bad \😀 esc""#, 1, 6, #"Invalid character escape sequence: "\😀"."#),
        SyntaxFault(#""bad \u123😀""#, 1, 6, #"Invalid Unicode escape sequence: "\u123😀"."#),
        SyntaxFault(#""bad \x esc""#, 1, 6, #"Invalid character escape sequence: "\x"."#),
        SyntaxFault(#""bad \"#, 1, 6, #"Invalid character escape sequence: "\"."#),
        SyntaxFault(#""bad \u1 esc""#, 1, 6, #"Invalid Unicode escape sequence: "\u1 es"."#),
        SyntaxFault(#""bad \uXXXX""#, 1, 6, #"Invalid Unicode escape sequence: "\uXXXX"."#),
        SyntaxFault(#""bad \u12"#, 1, 6, #"Invalid Unicode escape sequence: "\u12"."#),
        SyntaxFault(#""bad \u{} esc""#, 1, 6, #"Invalid Unicode escape sequence: "\u{}"."#),
        SyntaxFault(#""bad \u{FXXX}""#, 1, 6, #"Invalid Unicode escape sequence: "\u{FX"."#),
        SyntaxFault(#""bad \u{FFFF esc""#, 1, 6, #"Invalid Unicode escape sequence: "\u{FFFF "."#),
        SyntaxFault(#""bad \u{110000}""#, 1, 6, #"Invalid Unicode escape sequence: "\u{110000}"."#),
        SyntaxFault(#""bad \u{FFFFFFFF}""#, 1, 6, #"Invalid Unicode escape sequence: "\u{FFFFFFFF}"."#),
        SyntaxFault(#""bad \u{000000000001}""#, 1, 6, #"Invalid Unicode escape sequence: "\u{000000000"."#),
        SyntaxFault(#""bad \u{D83D}\u{DE00}""#, 1, 6, #"Invalid Unicode escape sequence: "\u{D83D}"."#),
        SyntaxFault(#""bad \uDEAD""#, 1, 6, #"Invalid Unicode escape sequence: "\uDEAD"."#),
        SyntaxFault(#""bad \uDE00\uD83D""#, 1, 6, #"Invalid Unicode escape sequence: "\uDE00"."#),
        SyntaxFault(#""bad \uD83D\u0041""#, 1, 6, #"Invalid Unicode escape sequence: "\uD83D"."#),
        SyntaxFault(#""bad \uD83D\n""#, 1, 6, #"Invalid Unicode escape sequence: "\uD83D"."#),
    ])
    func `a string that breaks the grammar is refused`(fault: SyntaxFault) {
        fault.expect { source throws(GraphQLError) in try Parser.parseValue(source) }
    }

    @Test(arguments: [
        (#""""""""#, ""),
        (#""""simple""""#, "simple"),
        (#"""" white space """"#, " white space "),
        (#""""contains " quote""""#, "contains \" quote"),
        (#""""contains \""" triple quote""""#, "contains \"\"\" triple quote"),
        (#""""contains \\""" one slash""""#, "contains \\\"\"\" one slash"),
        (#""""raw \n \u0041 \z""""#, #"raw \n \u0041 \z"#),
        ("\"\"\"multi\r\nline\rnormal\nized\"\"\"", "multi\nline\nnormal\nized"),
        ("\"\"\"\n\n    spans\n      multiple\n    lines\n\n    \"\"\"", "spans\n  multiple\nlines"),
        ("\"\"\"    first\n      second\n    third\"\"\"", "    first\n  second\nthird"),
        ("\"\"\"\n\t\ttabs\n\tcount\n\t\"\"\"", "\ttabs\ncount"),
        ("\"\"\"\n  a\n \n\n  b\"\"\"", "a\n\n\nb"),
        ("\"\"\"\n   \n  \t \n\"\"\"", ""),
        ("\"\"\"😀\u{0}é\"\"\"", "😀\u{0}é"),
    ])
    func `a block string loses its common indentation and blank edges`(text: String, content: String) throws {
        guard case .string(let value, isBlock: true, _) = try Parser.parseValue(Source(text)) else {
            Issue.record("not a block string")
            return
        }
        #expect(value == content)
    }

    @Test(arguments: [
        SyntaxFault(#"""""#, 1, 4, "Unterminated string."),
        SyntaxFault(#""""no end"#, 1, 10, "Unterminated string."),
        SyntaxFault("\"\"\"no\n\nend\"\"", 3, 6, "Unterminated string."),
        SyntaxFault(#""""escaped \""""#, 1, 16, "Unterminated string."),
    ])
    func `a block string without its end is refused there`(fault: SyntaxFault) {
        fault.expect { source throws(GraphQLError) in try Parser.parseValue(source) }
    }
}
