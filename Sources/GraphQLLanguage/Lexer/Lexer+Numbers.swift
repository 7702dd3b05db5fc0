// SPDX-License-Identifier: Apache-2.0

extension Lexer {
    /// IntValue :: IntegerPart [lookahead != {Digit, `.`, NameStart}]
    ///
    /// FloatValue :: IntegerPart FractionalPart? ExponentPart? [lookahead != {Digit, `.`, NameStart}]
    mutating func numberToken(from start: Int) throws(GraphQLError) -> Token {
        var kind = Token.Kind.int
        if byte(at: position) == UInt8(ascii: "-") { position += 1 }
        if byte(at: position) == UInt8(ascii: "0") {
            position += 1
            if byte(at: position)?.isDigit == true {
                throw syntaxError(
                    "Invalid number, unexpected digit after 0: \(characterText(at: position)).", at: position)
            }
        } else {
            try skipDigits()
        }
        if byte(at: position) == UInt8(ascii: ".") {
            kind = .float
            position += 1
            try skipDigits()
        }
        if let mark = byte(at: position), mark | 0x20 == UInt8(ascii: "e") {
            kind = .float
            position += 1
            if let sign = byte(at: position), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
            try skipDigits()
        }
        if let following = byte(at: position), following == UInt8(ascii: ".") || following.isNameStart {
            throw expectedDigit()
        }
        return token(kind, from: start)
    }

    /// Digit+
    private mutating func skipDigits() throws(GraphQLError) {
        guard byte(at: position)?.isDigit == true else { throw expectedDigit() }
        while byte(at: position)?.isDigit == true { position += 1 }
    }

    private func expectedDigit() -> GraphQLError {
        syntaxError("Invalid number, expected digit but got: \(characterText(at: position)).", at: position)
    }
}
