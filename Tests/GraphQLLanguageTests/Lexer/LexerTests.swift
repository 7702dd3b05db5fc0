// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import GraphQLLanguage

struct LexerTests {
    private func tokens(_ text: String) throws -> [Token] {
        var lexer = Lexer(Source(text))
        var tokens: [Token] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .endOfFile
        return tokens
    }

    @Test func `each punctuator is a token of its own`() throws {
        let kinds = try tokens("!$&()...:=@[]{|}").map(\.kind)
        #expect(
            kinds == [
                .exclamationMark, .dollar, .ampersand, .parenthesisLeft, .parenthesisRight, .spread, .colon, .equals,
                .at, .bracketLeft, .bracketRight, .braceLeft, .pipe, .braceRight, .endOfFile,
            ])
    }

    @Test func `white space, commas, comments and byte order marks are ignored`() throws {
        let text = "\u{FEFF} \t\r\n,,, # a comment, \"é 😀\u{FEFF}\r#again\n\u{FEFF}foo\u{FEFF} # end"
        let found = try tokens(text)
        #expect(found.map(\.kind) == [.name, .endOfFile])
        #expect(Source(text).location(at: found[0].start) == SourceLocation(line: 4, column: 2))
    }

    @Test func `a token knows the bytes it stands in`() throws {
        let found = try tokens("{ abc: -1.5e3 }")
        #expect(found.map(\.start) == [0, 2, 5, 7, 14, 15])
        #expect(found.map(\.end) == [1, 5, 6, 13, 15, 15])
    }

    @Test func `the end comes again and again`() throws {
        var lexer = Lexer(Source(" "))
        for _ in 0..<3 {
            let token = try lexer.next()
            #expect(token.kind == .endOfFile)
            #expect(token.start == 1)
        }
    }

    @Test(arguments: [
        SyntaxFault(
            "'single'", 1, 1, #"Unexpected single quote character ('), did you mean to use a double quote (")?"#),
        SyntaxFault("..", 1, 1, #"Unexpected character: "."."#),
        SyntaxFault("a .b", 1, 3, #"Unexpected character: "."."#),
        SyntaxFault("?", 1, 1, #"Unexpected character: "?"."#),
        SyntaxFault("\\", 1, 1, #"Unexpected character: "\"."#),
        SyntaxFault("\u{0}", 1, 1, "Unexpected character: U+0000."),
        SyntaxFault("\u{8}", 1, 1, "Unexpected character: U+0008."),
        SyntaxFault("\u{7F}", 1, 1, "Unexpected character: U+007F."),
        SyntaxFault("é", 1, 1, "Unexpected character: U+00E9."),
        SyntaxFault("\n 😀", 2, 2, "Unexpected character: U+1F600."),
        SyntaxFault("\u{10FFFF}", 1, 1, "Unexpected character: U+10FFFF."),
        SyntaxFault("\u{FFFE}", 1, 1, "Unexpected character: U+FFFE."),
    ])
    func `a character that begins no token is refused`(fault: SyntaxFault) {
        fault.expect { source throws(GraphQLError) in
            var lexer = Lexer(source)
            while try lexer.next().kind != .endOfFile {}
        }
    }

    @Test(arguments: [
        // A lone continuation byte, an overlong form, a surrogate, a byte that is never used, a character cut short.
        ([0x80], "0x80"), ([0xC0, 0xAF], "0xC0"), ([0xED, 0xA0, 0x80], "0xED"), ([0xFF], "0xFF"),
        ([0xE2, 0x82], "0xE2"), ([0xF0, 0x9F, 0x98], "0xF0"), ([0xF4, 0x90, 0x80, 0x80], "0xF4"),
        ([0xE0, 0x80, 0x80], "0xE0"),
    ])
    func `bytes that are not UTF-8 are a syntax error wherever they stand`(bytes: [UInt8], shown: String) {
        for (before, after) in [("", ""), ("#", "\n{a}"), ("{a(b:\"", "\")}"), ("{a(b:\"\"\"", "\"\"\")}")] {
            let source = Source(utf8: Array(before.utf8) + bytes + Array(after.utf8))
            #expect(
                throws: GraphQLError(
                    "Syntax Error: Invalid UTF-8: unexpected byte \(shown).",
                    locations: [GraphQLLanguage.SourceLocation(line: 1, column: before.utf8.count + 1)], kind: .syntax)
            ) {
                try Parser.parse(source)
            }
        }
    }
}
