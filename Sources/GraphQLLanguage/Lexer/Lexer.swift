// SPDX-License-Identifier: Apache-2.0

/// Splits a source's bytes into tokens, one at a time.
///
/// Text outside strings and comments is ASCII by the grammar; inside them each sequence is checked to be UTF-8.
struct Lexer {
    let source: Source
    /// The source's bytes, held here so that reading one costs no step through `source`.
    let bytes: [UInt8]
    /// Offset of the next byte to read.
    var position = 0
    /// The content of the string or block string that `next()` returned last.
    var stringValue = ""

    init(_ source: Source) {
        self.source = source
        bytes = source.utf8
    }

    /// The next token that is not ignored; at the end, and ever after, `endOfFile`.
    ///
    /// Specification: "Ignored", "Punctuator", "Comment".
    mutating func next() throws(GraphQLError) -> Token {
        while position < bytes.count {
            let start = position
            let byte = bytes[start]
            if byte.isNameStart { return nameToken(from: start) }
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
                position += 1
            case UInt8(ascii: "{"): return punctuator(.braceLeft)
            case UInt8(ascii: "}"): return punctuator(.braceRight)
            case UInt8(ascii: ":"): return punctuator(.colon)
            case UInt8(ascii: "("): return punctuator(.parenthesisLeft)
            case UInt8(ascii: ")"): return punctuator(.parenthesisRight)
            case UInt8(ascii: "$"): return punctuator(.dollar)
            case UInt8(ascii: "!"): return punctuator(.exclamationMark)
            case UInt8(ascii: "["): return punctuator(.bracketLeft)
            case UInt8(ascii: "]"): return punctuator(.bracketRight)
            case UInt8(ascii: "@"): return punctuator(.at)
            case UInt8(ascii: "="): return punctuator(.equals)
            case UInt8(ascii: "|"): return punctuator(.pipe)
            case UInt8(ascii: "&"): return punctuator(.ampersand)
            case UInt8(ascii: "#"):
                try skipComment()
            case UInt8(ascii: "\""):
                return try stringToken(from: start)
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                return try numberToken(from: start)
            case UInt8(ascii: ".") where self.byte(at: start + 1) == byte && self.byte(at: start + 2) == byte:
                position += 3
                return token(.spread, from: start)
            case 0xEF where self.byte(at: start + 1) == 0xBB && self.byte(at: start + 2) == 0xBF:
                // The byte order mark is ignored wherever it stands. Specification: "Unicode BOM".
                position += 3
            default:
                throw unexpectedCharacter(at: start)
            }
        }
        return token(.endOfFile, from: bytes.count)
    }

    /// The text of a token as it stands in the source.
    func text(of token: Token) -> String {
        String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
    }

    /// The byte at an offset; nil past the end.
    func byte(at offset: Int) -> UInt8? {
        offset < bytes.count ? bytes[offset] : nil
    }

    /// A token that ends where the lexer now stands.
    func token(_ kind: Token.Kind, from start: Int) -> Token {
        // The parser refuses sources whose offsets do not fit.
        Token(kind: kind, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: position))
    }

    private mutating func punctuator(_ kind: Token.Kind) -> Token {
        let start = position
        position += 1
        return token(kind, from: start)
    }

    /// Name :: NameStart NameContinue* [lookahead != NameContinue]
    private mutating func nameToken(from start: Int) -> Token {
        var end = start + 1
        while end < bytes.count, bytes[end].isNameContinue { end += 1 }
        position = end
        return token(.name, from: start)
    }

    /// Comment :: `#` CommentChar* [lookahead != CommentChar]
    private mutating func skipComment() throws(GraphQLError) {
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return }
            position += byte < 0x80 ? 1 : try scalarLength(at: position)
        }
    }

    /// The length in bytes of the character at an offset, whose first byte is not ASCII; throws if it is not UTF-8.
    func scalarLength(at offset: Int) throws(GraphQLError) -> Int {
        guard let scalar = UTF8Scalar(in: bytes, at: offset) else { throw invalidEncoding(at: offset) }
        return scalar.length
    }
}

extension UInt8 {
    /// Specification: "Name", `Digit`.
    var isDigit: Bool { self &- 0x30 < 10 }

    /// Specification: "Name", `NameStart`.
    var isNameStart: Bool { (self | 0x20) &- 0x61 < 26 || self == 0x5F }

    /// Specification: "Name", `NameContinue`.
    var isNameContinue: Bool { isNameStart || isDigit }

    /// The value of a hexadecimal digit; nil for any other character.
    var hexadecimalValue: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
