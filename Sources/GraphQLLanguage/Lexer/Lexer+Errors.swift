// SPDX-License-Identifier: Apache-2.0

extension Lexer {
    /// A syntax error at an offset, worded as the reference implementation does.
    func syntaxError(_ reason: String, at offset: Int) -> GraphQLError {
        GraphQLError(
            "Syntax Error: " + reason,
            locations: [source.location(at: Int32(clamping: offset))], kind: .syntax)
    }

    /// For a character that begins no token.
    func unexpectedCharacter(at offset: Int) -> GraphQLError {
        if byte(at: offset) == UInt8(ascii: "'") {
            return syntaxError(
                #"Unexpected single quote character ('), did you mean to use a double quote (")?"#, at: offset)
        }
        guard UTF8Scalar(in: bytes, at: offset) != nil else { return invalidEncoding(at: offset) }
        return syntaxError("Unexpected character: \(characterText(at: offset)).", at: offset)
    }

    /// For bytes that are not UTF-8.
    func invalidEncoding(at offset: Int) -> GraphQLError {
        let digits = String(bytes[offset], radix: 16, uppercase: true)
        return syntaxError("Invalid UTF-8: unexpected byte 0x\(paddedDigits(digits, to: 2)).", at: offset)
    }

    /// The character at an offset as messages show it: printable ASCII quoted, others as `U+1234`.
    func characterText(at offset: Int) -> String {
        guard offset < bytes.count else { return Token.Kind.endOfFile.text }
        guard let scalar = UTF8Scalar(in: bytes, at: offset) else {
            return "U+FFFD"
        }
        switch scalar.value {
        case 0x22: return #"'"'"#
        case 0x20...0x7E: return "\"\(String(decoding: bytes[offset...offset], as: UTF8.self))\""
        default: return "U+" + paddedDigits(String(scalar.value, radix: 16, uppercase: true), to: 4)
        }
    }

    /// The text from an offset, so many UTF-16 units of it, and the rest of a character that they end within.
    func excerpt(from offset: Int, utf16Length limit: Int) -> String {
        var end = offset
        var length = 0
        while length < limit, let scalar = UTF8Scalar(in: bytes, at: end) {
            length += scalar.utf16Length
            end += scalar.length
        }
        return String(decoding: bytes[offset..<end], as: UTF8.self)
    }

    private func paddedDigits(_ digits: String, to count: Int) -> String {
        String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
    }
}
