// SPDX-License-Identifier: Apache-2.0

extension Lexer {
    /// StringValue :: `""` [lookahead != `"`] | `"` StringCharacter+ `"` | BlockString
    mutating func stringToken(from start: Int) throws(GraphQLError) -> Token {
        if isTripleQuote(at: start) { return try blockStringToken(from: start) }
        position = start + 1
        var chunkStart = position
        var resolved: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                if resolved.isEmpty {
                    stringValue = String(decoding: bytes[chunkStart..<position], as: UTF8.self)
                } else {
                    resolved += bytes[chunkStart..<position]
                    stringValue = String(decoding: resolved, as: UTF8.self)
                }
                position += 1
                return token(.string, from: start)
            case UInt8(ascii: "\\"):
                resolved += bytes[chunkStart..<position]
                try resolveEscape(into: &resolved)
                chunkStart = position
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                throw syntaxError("Unterminated string.", at: position)
            case 0x00...0x7F:
                position += 1
            default:
                position += try scalarLength(at: position)
            }
        }
        throw syntaxError("Unterminated string.", at: position)
    }

    /// BlockString :: `"""` BlockStringCharacter* `"""`
    private mutating func blockStringToken(from start: Int) throws(GraphQLError) -> Token {
        position = start + 3
        var chunkStart = position
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\"") where isTripleQuote(at: position):
                line += bytes[chunkStart..<position]
                lines.append(line)
                stringValue = BlockString.value(ofRawLines: lines)
                position += 3
                return token(.blockString, from: start)
            case UInt8(ascii: "\\") where isTripleQuote(at: position + 1):
                line += bytes[chunkStart..<position]
                // The quotes belong to the string, the backslash does not.
                chunkStart = position + 1
                position += 4
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                line += bytes[chunkStart..<position]
                lines.append(line)
                line = []
                position += 1
                if byte == UInt8(ascii: "\r"), self.byte(at: position) == UInt8(ascii: "\n") { position += 1 }
                chunkStart = position
            case 0x00...0x7F:
                position += 1
            default:
                position += try scalarLength(at: position)
            }
        }
        throw syntaxError("Unterminated string.", at: position)
    }

    private func isTripleQuote(at offset: Int) -> Bool {
        let quote = UInt8(ascii: "\"")
        return byte(at: offset) == quote && byte(at: offset + 1) == quote && byte(at: offset + 2) == quote
    }

    /// EscapedUnicode :: `{` HexDigit+ `}` | HexDigit HexDigit HexDigit HexDigit
    ///
    /// EscapedCharacter :: one of `"` `\` `/` b f n r t
    private mutating func resolveEscape(into resolved: inout [UInt8]) throws(GraphQLError) {
        let escaped: UInt8
        switch byte(at: position + 1) {
        case UInt8(ascii: "u"):
            let scalar =
                byte(at: position + 2) == UInt8(ascii: "{")
                ? try variableWidthEscape() : try fixedWidthEscape()
            resolved += Array(String(scalar).utf8)
            return
        case UInt8(ascii: "\""): escaped = UInt8(ascii: "\"")
        case UInt8(ascii: "\\"): escaped = UInt8(ascii: "\\")
        case UInt8(ascii: "/"): escaped = UInt8(ascii: "/")
        case UInt8(ascii: "b"): escaped = 0x08
        case UInt8(ascii: "f"): escaped = 0x0C
        case UInt8(ascii: "n"): escaped = UInt8(ascii: "\n")
        case UInt8(ascii: "r"): escaped = UInt8(ascii: "\r")
        case UInt8(ascii: "t"): escaped = UInt8(ascii: "\t")
        default:
            throw syntaxError(
                "Invalid character escape sequence: \"\(excerpt(from: position, utf16Length: 2))\".", at: position)
        }
        resolved.append(escaped)
        position += 2
    }

    /// `\u{` HexDigit+ `}`: a Unicode scalar value of at most eight digits.
    private mutating func variableWidthEscape() throws(GraphQLError) -> Unicode.Scalar {
        let longest = 12
        var size = 3
        var value: UInt32 = 0
        while size < longest, let byte = byte(at: position + size) {
            size += 1
            if byte == UInt8(ascii: "}") {
                guard size > 4, let scalar = Unicode.Scalar(value) else { break }
                position += size
                return scalar
            }
            // Eight digits fill the 32 bits and no more are read.
            guard let digit = byte.hexadecimalValue else { break }
            value = value << 4 | digit
        }
        throw invalidUnicodeEscape(utf16Length: size)
    }

    /// `\u` HexDigit HexDigit HexDigit HexDigit, or two of them that make a surrogate pair.
    private mutating func fixedWidthEscape() throws(GraphQLError) -> Unicode.Scalar {
        guard let first = hexadecimalCode(at: position + 2) else { throw invalidUnicodeEscape(utf16Length: 6) }
        if let scalar = Unicode.Scalar(first) {
            position += 6
            return scalar
        }
        if first < 0xDC00, byte(at: position + 6) == UInt8(ascii: "\\"), byte(at: position + 7) == UInt8(ascii: "u"),
            let second = hexadecimalCode(at: position + 8), 0xDC00...0xDFFF ~= second,
            let scalar = Unicode.Scalar(0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00))
        {
            position += 12
            return scalar
        }
        throw invalidUnicodeEscape(utf16Length: 6)
    }

    private func hexadecimalCode(at offset: Int) -> UInt32? {
        var code: UInt32 = 0
        for index in offset..<(offset + 4) {
            guard let digit = byte(at: index)?.hexadecimalValue else { return nil }
            code = code << 4 | digit
        }
        return code
    }

    private func invalidUnicodeEscape(utf16Length: Int) -> GraphQLError {
        syntaxError(
            "Invalid Unicode escape sequence: \"\(excerpt(from: position, utf16Length: utf16Length))\".", at: position)
    }
}
