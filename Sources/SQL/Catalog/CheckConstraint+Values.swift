// SPDX-License-Identifier: Apache-2.0

extension CheckConstraint {
    /// The texts that the constraint admits in a column, where that is all it says: `status IN ('a', 'b')`, also as
    /// PostgreSQL prints it, `(status = ANY (ARRAY['a'::text, 'b'::text]))`. Nil for anything else.
    package func admittedTexts(of column: String) -> [String]? {
        var texts: [String] = []
        var namesColumn = false
        var scanner = CheckScanner(bytes: Array(definition.utf8))
        while let token = scanner.next() {
            switch token {
            case .text(let text): texts.append(text)
            case .name(let name) where name == column: namesColumn = true
            case .name(let name):
                guard Self.words.contains(name.lowercased()) else { return nil }
            case .symbol(let symbol):
                guard Self.symbols.contains(symbol) else { return nil }
            }
        }
        return namesColumn && !texts.isEmpty ? texts : nil
    }

    /// What such a constraint consists of, beside the column and the texts. NOT and AND are not among it.
    private static let words: Set<String> = [
        "check", "any", "array", "in", "or", "is", "null", "text", "character", "varying", "bpchar", "citext", "name",
    ]
    private static let symbols: Set<UInt8> = Set("()[],=:".utf8)
}

/// Takes a constraint's definition apart into names, string constants and single characters.
private struct CheckScanner {
    enum Token {
        case text(String)
        case name(String)
        case symbol(UInt8)
    }

    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> Token? {
        while position < bytes.count, bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\n") {
            position += 1
        }
        guard position < bytes.count else { return nil }
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "'"): return .text(quoted(by: byte))
        case UInt8(ascii: "\""): return .name(quoted(by: byte))
        case _ where Self.isPartOfName(byte):
            let start = position
            while position < bytes.count, Self.isPartOfName(bytes[position]) { position += 1 }
            return .name(String(decoding: bytes[start..<position], as: UTF8.self))
        default:
            position += 1
            return .symbol(byte)
        }
    }

    /// Reads from an opening quote to the closing one; a doubled quote stands for one.
    private mutating func quoted(by quote: UInt8) -> String {
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == quote {
                guard position < bytes.count, bytes[position] == quote else { break }
                position += 1
            }
            content.append(byte)
        }
        return String(decoding: content, as: UTF8.self)
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}

extension Relation {
    /// The texts that a column admits by a CHECK of its own, or by its enum type; nil where neither limits it.
    package func admittedTexts(of column: Column) -> [String]? {
        column.type.labels ?? checks.lazy.compactMap { $0.admittedTexts(of: column.name) }.first
    }
}
