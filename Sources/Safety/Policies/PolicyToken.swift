// SPDX-License-Identifier: Apache-2.0

/// A piece of an expression as PostgreSQL prints it.
struct PolicyToken: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// A key word or bare name; lower case as printed names are, key words folded to lower case.
        case word(String)
        /// A name in double quotes, without them.
        case quotedName(String)
        /// A string constant, without its quotes.
        case string(String)
        case number
        case leftParenthesis
        case rightParenthesis
        case comma
        case dot
        /// `::`
        case cast
        /// Any other run of operator characters.
        case symbol(String)
    }

    var kind: Kind
    /// Where it stands in the expression's UTF-8.
    var range: Range<Int>

    /// A name, quoted or bare.
    var name: String? {
        switch kind {
        case .word(let name), .quotedName(let name): name
        case .string, .number, .leftParenthesis, .rightParenthesis, .comma, .dot, .cast, .symbol: nil
        }
    }
}

extension PolicyToken.Kind {
    /// Whether it goes on with the name of a type: `character varying`, `timestamp without time zone`.
    var isFurtherWordOfType: Bool {
        guard case .word(let word) = self else { return false }
        return ["varying", "precision", "with", "without", "time", "zone"].contains(word)
    }
}

extension PolicyToken {
    /// Takes an expression apart. What cannot be read becomes a symbol of one byte, which no pattern matches.
    static func tokens(of bytes: [UInt8]) -> [PolicyToken] {
        var scanner = PolicyScanner(bytes: bytes)
        var tokens: [PolicyToken] = []
        while let token = scanner.next() { tokens.append(token) }
        return tokens
    }
}

private struct PolicyScanner {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> PolicyToken? {
        while let byte = peek(), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t") {
            position += 1
        }
        guard let byte = peek() else { return nil }
        let start = position
        let kind: PolicyToken.Kind
        switch byte {
        case UInt8(ascii: "("):
            position += 1
            kind = .leftParenthesis
        case UInt8(ascii: ")"):
            position += 1
            kind = .rightParenthesis
        case UInt8(ascii: ","):
            position += 1
            kind = .comma
        case UInt8(ascii: "."):
            position += 1
            kind = .dot
        case UInt8(ascii: "'"):
            kind = .string(quoted(by: byte, escapes: false))
        case UInt8(ascii: "\""):
            kind = .quotedName(quoted(by: byte, escapes: false))
        case UInt8(ascii: "E") where peek(ahead: 1) == UInt8(ascii: "'"):
            position += 1
            kind = .string(quoted(by: UInt8(ascii: "'"), escapes: true))
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            skip { $0.isWordByte || $0 == UInt8(ascii: ".") }
            kind = .number
        case _ where byte.isWordByte:
            skip { $0.isWordByte }
            kind = .word(String(decoding: bytes[start..<position], as: UTF8.self).lowercased())
        case UInt8(ascii: ":") where peek(ahead: 1) == byte:
            position += 2
            kind = .cast
        default:
            position += 1
            if byte.isOperatorByte { skip { $0.isOperatorByte } }
            kind = .symbol(String(decoding: bytes[start..<position], as: UTF8.self))
        }
        return PolicyToken(kind: kind, range: start..<position)
    }

    private func peek(ahead distance: Int = 0) -> UInt8? {
        let index = position + distance
        return index < bytes.count ? bytes[index] : nil
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
        while let byte = peek(), condition(byte) { position += 1 }
    }

    /// Reads from an opening quote to the closing one; a doubled quote stands for one.
    private mutating func quoted(by quote: UInt8, escapes: Bool) -> String {
        position += 1
        var content: [UInt8] = []
        while let byte = peek() {
            position += 1
            if byte == quote {
                guard peek() == quote else { break }
                position += 1
            } else if escapes, byte == UInt8(ascii: "\\"), let escaped = peek() {
                position += 1
                content.append(escaped)
                continue
            }
            content.append(byte)
        }
        return String(decoding: content, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isWordByte: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || self == UInt8(ascii: "_")
            || self == UInt8(ascii: "$") || self >= 0x80
    }

    fileprivate var isOperatorByte: Bool {
        switch self {
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "<"),
            UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "@"),
            UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "^"), UInt8(ascii: "&"), UInt8(ascii: "|"),
            UInt8(ascii: "`"), UInt8(ascii: "?"):
            true
        default:
            false
        }
    }
}
