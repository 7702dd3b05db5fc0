// SPDX-License-Identifier: Apache-2.0

/// Damages documents, byte by byte or token by token.
struct Mutator {
    /// Each document of the corpus as its text and as its tokens.
    private let documents: [(bytes: [UInt8], tokens: [[UInt8]])]
    /// All tokens of the corpus, as often as they occur.
    private let vocabulary: [[UInt8]]
    /// No document grows beyond this many bytes.
    private static let largest = 48_000

    init(_ documents: [[UInt8]]) {
        self.documents = documents.map { ($0, Self.tokens(of: $0)) }
        vocabulary = self.documents.flatMap(\.tokens) + Self.dangerous
    }

    func original(_ random: inout SeededGenerator) -> [UInt8] { random.pick(documents)?.bytes ?? [] }

    // MARK: Bytes

    /// Parts that lexers get wrong.
    private static let dangerous: [[UInt8]] =
        [
            "\"", "\"\"\"", "\\\"\"\"", "\\", "\\u", "\\u{", "\\uD83D", "\\uD83D\\uDE00", "\\u{110000}", "\\u{1F600}",
            "#",
            "...", "..", "-", "-0", "00", "0x1", "1.", "1e", "1e+", "1e400", "99999999999999999999", ".5", "$", "@",
            "&", "|",
            "!", "=", "{", "}", "(", ")", "[", "]", ":", ",", "\r", "\n", "\r\n", "\t", "\u{FEFF}", "\u{0}", "\u{2028}",
            "é", "😀", "extend", "repeatable", "implements", "on", "null", "true", "__typename", "fragment F on Query",
            "@skip(if: true)", "@include(if: $v)", "@deprecated", "@oneOf", "= {a: [1]}", "query Q($v: [Int!]! = [1])",
        ].map { Array($0.utf8) } + [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
        ]

    /// The bytes with some changed, lost, repeated or added.
    func damagedBytes(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<(random.chance(50) ? 1 : 2 + random.below(3)) {
            let place = random.below(bytes.count + 1)
            let length = min(random.below(random.chance(80) ? 8 : 200), bytes.count - place)
            switch random.below(7) {
            case 0: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
            case 1: if place < bytes.count { bytes[place] ^= 1 << UInt8(random.below(8)) }
            case 2: bytes.removeSubrange(place..<(place + length))
            case 3: bytes.removeSubrange(place...)
            case 4: bytes.insert(contentsOf: random.pick(Self.dangerous) ?? [], at: place)
            case 5:
                let part = Array(bytes[place..<(place + length)])
                let times = 1 + random.below(random.chance(90) ? 4 : 400)
                guard bytes.count + part.count * times <= Self.largest else { break }
                bytes.insert(contentsOf: Array(repeatElement(part, count: times).joined()), at: place)
            default: bytes.insert(contentsOf: random.pick(vocabulary) ?? [], at: place)
            }
        }
        return bytes
    }

    // MARK: Tokens

    /// The document with some tokens changed, lost, repeated, moved or added.
    func damagedTokens(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        joined(damaged(Self.tokens(of: bytes), &random), &random)
    }

    /// A document of the corpus with some tokens changed, lost, repeated, moved or added.
    func damagedOriginal(_ random: inout SeededGenerator) -> [UInt8] {
        joined(damaged(random.pick(documents)?.tokens ?? [], &random), &random)
    }

    private func damaged(_ tokens: [[UInt8]], _ random: inout SeededGenerator) -> [[UInt8]] {
        var tokens = tokens
        for _ in 0..<(random.chance(50) ? 1 : 2 + random.below(3)) {
            let place = random.below(tokens.count + 1)
            let length = min(random.below(random.chance(80) ? 6 : 80), tokens.count - place)
            switch random.below(8) {
            case 0: if place < tokens.count, let token = random.pick(vocabulary) { tokens[place] = token }
            case 1: tokens.removeSubrange(place..<(place + length))
            case 2: tokens.insert(contentsOf: [random.pick(vocabulary) ?? []], at: place)
            case 3: if place < tokens.count { tokens.swapAt(place, random.below(tokens.count)) }
            case 4:
                // A balanced part, again and again or within itself.
                guard place < tokens.count, let end = Self.end(ofPartAt: place, in: tokens) else { break }
                let part = Array(tokens[place..<end])
                let times = 1 + random.below(random.chance(90) ? 4 : 300)
                guard tokens.count + part.count * times <= Self.largest / 4 else { break }
                tokens.insert(contentsOf: Array(repeatElement(part, count: times).joined()), at: place)
            case 5:
                // A part of another document in place of one of this.
                guard place < tokens.count, let end = Self.end(ofPartAt: place, in: tokens),
                    let other = random.pick(documents)?.tokens
                else { break }
                let from = random.below(other.count)
                guard from < other.count, let to = Self.end(ofPartAt: from, in: other) else { break }
                tokens.replaceSubrange(place..<end, with: other[from..<to])
            case 6:
                // Nested in itself, up to and beyond the limit on depth.
                guard place < tokens.count, let end = Self.end(ofPartAt: place, in: tokens) else { break }
                let times = 1 + random.below(random.chance(90) ? 6 : 260)
                let (open, close) = random.pick(Self.nests) ?? ([], [])
                tokens.insert(contentsOf: Array(repeatElement(close, count: times).joined()), at: end)
                tokens.insert(contentsOf: Array(repeatElement(open, count: times).joined()), at: place)
            default:
                // Whole definitions more.
                guard let other = random.pick(documents)?.tokens, tokens.count + other.count < Self.largest / 4 else {
                    break
                }
                tokens += other
            }
        }
        return tokens
    }

    private static let nests: [([[UInt8]], [[UInt8]])] = [
        (["{", "self", "{"], ["}", "}"]), (["["], ["]"]), (["{", "a", ":"], ["}"]), (["...", "{"], ["}"]),
        (["...", "on", "Query", "{"], ["}"]), (["self", "{"], ["}"]), (["[", "{", "all", ":"], ["}", "]"]),
    ].map { ($0.0.map { Array($0.utf8) }, $0.1.map { Array($0.utf8) }) }

    /// Where a token, or the brackets that it opens, ends.
    private static func end(ofPartAt start: Int, in tokens: [[UInt8]]) -> Int? {
        var depth = 0
        for index in start..<tokens.count {
            switch tokens[index].first {
            case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            if depth < 0 { return nil }
            if depth == 0 { return index + 1 }
        }
        return nil
    }

    private func joined(_ tokens: [[UInt8]], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        for token in tokens where bytes.count < Self.largest {
            bytes += token
            bytes.append(contentsOf: random.chance(97) ? [0x20] : [0x0A])
        }
        return bytes
    }

    /// Names, numbers, strings and punctuators, roughly: what is no token is a token of one byte.
    static func tokens(of bytes: [UInt8]) -> [[UInt8]] {
        var tokens: [[UInt8]] = []
        var position = 0
        func isWord(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
        }
        while position < bytes.count {
            let start = position
            let byte = bytes[position]
            position += 1
            if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x2C { continue }
            if byte == 0x23 {
                while position < bytes.count, bytes[position] != 0x0A { position += 1 }
                continue
            }
            if isWord(byte) || byte == 0x2D {
                while position < bytes.count, isWord(bytes[position]) || bytes[position] == 0x2E { position += 1 }
            } else if bytes[start...].starts(with: [0x2E, 0x2E, 0x2E]) {
                position = start + 3
            } else if bytes[start...].starts(with: [0x22, 0x22, 0x22]) {
                position = start + 3
                while position < bytes.count, !bytes[position...].starts(with: [0x22, 0x22, 0x22]) { position += 1 }
                position = min(position + 3, bytes.count)
            } else if byte == 0x22 {
                while position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x0A {
                    position += bytes[position] == 0x5C ? 2 : 1
                }
                position = min(position + 1, bytes.count)
            }
            tokens.append(Array(bytes[start..<position]))
        }
        return tokens
    }
}
