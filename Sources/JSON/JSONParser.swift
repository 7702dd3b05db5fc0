// SPDX-License-Identifier: Apache-2.0

extension JSON {
    /// The value that a whole JSON text says, strictly by RFC 8259: UTF-8 without byte order mark, no duplicate names.
    ///
    /// One pass; the only strings made are the ones kept. Recursion is bounded by `limits.maximumDepth`.
    package static func parse(
        _ bytes: UnsafeRawBufferPointer, limits: JSONLimits = JSONLimits()
    ) throws(JSONError) -> JSON {
        var parser = JSONParser(bytes: bytes.assumingMemoryBound(to: UInt8.self), limits: limits)
        return try parser.parseText()
    }

    /// The value that a whole JSON text says; see `parse(_:limits:)` of raw memory. Copies non-contiguous collections.
    package static func parse(
        _ bytes: some Collection<UInt8>, limits: JSONLimits = JSONLimits()
    ) throws(JSONError) -> JSON {
        let result = bytes.withContiguousStorageIfAvailable { buffer in
            Result { () throws(JSONError) in try parse(UnsafeRawBufferPointer(buffer), limits: limits) }
        }
        if let result { return try result.get() }
        return try Array(bytes).withUnsafeBytes { buffer in
            Result { () throws(JSONError) in try parse(buffer, limits: limits) }
        }.get()
    }

    /// The value that a whole JSON text says; see `parse(_:limits:)` of raw memory.
    package static func parse(_ text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) -> JSON {
        var copy = text
        return try copy.withUTF8 { buffer in
            Result { () throws(JSONError) in try parse(UnsafeRawBufferPointer(buffer), limits: limits) }
        }.get()
    }
}

/// A recursive descent over borrowed memory; each index is checked against `end` before it is read.
struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let end: Int
    private let limits: JSONLimits
    private var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        self.bytes = bytes
        self.end = bytes.count
        self.limits = limits
    }

    /// JSON-text = ws value ws
    mutating func parseText() throws(JSONError) -> JSON {
        if end >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            throw JSONError(.byteOrderMark, at: 0)
        }
        skipWhitespace()
        let value = try parseValue(depth: 0)
        skipWhitespace()
        guard position == end else { throw JSONError(.trailingContent, at: position) }
        return value
    }

    /// value = false / null / true / object / array / number / string
    private mutating func parseValue(depth: Int) throws(JSONError) -> JSON {
        guard position < end else { throw JSONError(.unexpectedEnd, at: position) }
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "\""):
            return .string(try parseString())
        case UInt8(ascii: "{"):
            return try parseObject(depth: depth + 1)
        case UInt8(ascii: "["):
            return try parseArray(depth: depth + 1)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return try parseNumber()
        case UInt8(ascii: "t"):
            try skipLiteral("true")
            return .boolean(true)
        case UInt8(ascii: "f"):
            try skipLiteral("false")
            return .boolean(false)
        case UInt8(ascii: "n"):
            try skipLiteral("null")
            return .null
        default:
            throw JSONError(.unexpectedByte(byte), at: position)
        }
    }

    /// object = "{" [ member *( "," member ) ] "}"
    private mutating func parseObject(depth: Int) throws(JSONError) -> JSON {
        guard depth <= limits.maximumDepth else {
            throw JSONError(.tooDeep(limit: limits.maximumDepth), at: position)
        }
        position += 1
        skipWhitespace()
        var members: [JSONMember] = []
        if try skip(closing: UInt8(ascii: "}")) { return .object(members) }
        // Small objects are compared name by name; past that a set keeps the cost linear.
        var names: Set<JSONNameKey> = []
        while true {
            guard position < end else { throw JSONError(.unexpectedEnd, at: position) }
            let nameOffset = position
            guard bytes[position] == UInt8(ascii: "\"") else {
                throw JSONError(.unexpectedByte(bytes[position]), at: position)
            }
            let name = try parseString()
            guard isNew(name, in: members, &names) else {
                throw JSONError(.duplicateMember(name), at: nameOffset)
            }
            skipWhitespace()
            guard position < end else { throw JSONError(.unexpectedEnd, at: position) }
            guard bytes[position] == UInt8(ascii: ":") else {
                throw JSONError(.unexpectedByte(bytes[position]), at: position)
            }
            position += 1
            skipWhitespace()
            members.append(JSONMember(name: name, value: try parseValue(depth: depth)))
            if try skipSeparator(closing: UInt8(ascii: "}")) { return .object(members) }
        }
    }

    private func isNew(_ name: String, in members: [JSONMember], _ names: inout Set<JSONNameKey>) -> Bool {
        let comparedOneByOne = 12
        if members.count < comparedOneByOne {
            for member in members where member.name.hasSameBytes(as: name) { return false }
            return true
        }
        if members.count == comparedOneByOne {
            for member in members { names.insert(JSONNameKey(name: member.name)) }
        }
        return names.insert(JSONNameKey(name: name)).inserted
    }

    /// array = "[" [ value *( "," value ) ] "]"
    private mutating func parseArray(depth: Int) throws(JSONError) -> JSON {
        guard depth <= limits.maximumDepth else {
            throw JSONError(.tooDeep(limit: limits.maximumDepth), at: position)
        }
        position += 1
        skipWhitespace()
        var items: [JSON] = []
        if try skip(closing: UInt8(ascii: "]")) { return .array(items) }
        while true {
            items.append(try parseValue(depth: depth))
            if try skipSeparator(closing: UInt8(ascii: "]")) { return .array(items) }
        }
    }

    /// After a member or item: true past the closing bracket, false past a comma that something follows.
    private mutating func skipSeparator(closing: UInt8) throws(JSONError) -> Bool {
        skipWhitespace()
        guard position < end else { throw JSONError(.unexpectedEnd, at: position) }
        let byte = bytes[position]
        if byte == closing {
            position += 1
            return true
        }
        guard byte == UInt8(ascii: ",") else { throw JSONError(.unexpectedByte(byte), at: position) }
        let comma = position
        position += 1
        skipWhitespace()
        if position < end, bytes[position] == closing { throw JSONError(.trailingComma, at: comma) }
        return false
    }

    private mutating func skip(closing: UInt8) throws(JSONError) -> Bool {
        guard position < end else { throw JSONError(.unexpectedEnd, at: position) }
        guard bytes[position] == closing else { return false }
        position += 1
        return true
    }

    private mutating func parseNumber() throws(JSONError) -> JSON {
        guard let length = JSONNumberScanner.length(of: bytes[position..<end]) else {
            throw JSONError(.invalidNumber, at: position)
        }
        let start = position
        position += length
        // What follows a number is white space or structure; "01", "1.5.2" and "1x" end here.
        if position < end, isNumberLike(bytes[position]) { throw JSONError(.invalidNumber, at: start) }
        return .number(String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self))
    }

    private func isNumberLike(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"):
            true
        default:
            false
        }
    }

    private mutating func skipLiteral(_ literal: StaticString) throws(JSONError) {
        let length = literal.utf8CodeUnitCount
        guard end - position >= length else { throw JSONError(.invalidLiteral, at: position) }
        for index in 0..<length where bytes[position + index] != literal.utf8Start[index] {
            throw JSONError(.invalidLiteral, at: position)
        }
        position += length
    }

    @inline(__always)
    private mutating func skipWhitespace() {
        while position < end {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    /// string = quotation-mark *char quotation-mark; the position is at the opening quotation mark.
    private mutating func parseString() throws(JSONError) -> String {
        let start = position + 1
        var index = start
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                position = index + 1
                return try string(start..<index)
            case UInt8(ascii: "\\"):
                return try parseEscapedString(start: start, firstEscape: index)
            case 0..<0x20:
                throw JSONError(.controlCharacter(bytes[index]), at: index)
            default:
                index += 1
            }
        }
        throw JSONError(.unexpectedEnd, at: end)
    }

    private func string(_ range: Range<Int>) throws(JSONError) -> String {
        let content = UnsafeBufferPointer(rebasing: bytes[range])
        guard let string = String(validating: content, as: UTF8.self) else {
            throw invalidUTF8(in: range)
        }
        return string
    }

    private func invalidUTF8(in range: Range<Int>) -> JSONError {
        do {
            _ = try UTF8Span(validating: UnsafeBufferPointer(rebasing: bytes[range]).span)
            return JSONError(.invalidUTF8, at: range.lowerBound)
        } catch {
            return JSONError(.invalidUTF8, at: range.lowerBound + error.byteOffsets.lowerBound)
        }
    }

    private mutating func parseEscapedString(start: Int, firstEscape: Int) throws(JSONError) -> String {
        var content = Array(bytes[start..<firstEscape])
        var index = firstEscape
        while index < end {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                position = index + 1
                // Escapes are whole characters, so a broken sequence in the text stays broken in the content.
                guard let string = String(validating: content, as: UTF8.self) else {
                    throw invalidUTF8(in: start..<index)
                }
                return string
            case UInt8(ascii: "\\"):
                try parseEscape(at: &index, into: &content)
            case 0..<0x20:
                throw JSONError(.controlCharacter(byte), at: index)
            default:
                content.append(byte)
                index += 1
            }
        }
        throw JSONError(.unexpectedEnd, at: end)
    }

    private func parseEscape(at index: inout Int, into content: inout [UInt8]) throws(JSONError) {
        guard index + 1 < end else { throw JSONError(.unexpectedEnd, at: end) }
        switch bytes[index + 1] {
        case UInt8(ascii: "\""): content.append(UInt8(ascii: "\""))
        case UInt8(ascii: "\\"): content.append(UInt8(ascii: "\\"))
        case UInt8(ascii: "/"): content.append(UInt8(ascii: "/"))
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"): return try parseUnicodeEscape(at: &index, into: &content)
        default: throw JSONError(.invalidEscape, at: index)
        }
        index += 2
    }

    private func parseUnicodeEscape(at index: inout Int, into content: inout [UInt8]) throws(JSONError) {
        let first = try codeUnit(at: index)
        var value = UInt32(first)
        var length = 6
        if UTF16.isLeadSurrogate(first) {
            guard index + 7 < end, bytes[index + 6] == UInt8(ascii: "\\"), bytes[index + 7] == UInt8(ascii: "u") else {
                throw JSONError(.loneSurrogate, at: index)
            }
            let second = try codeUnit(at: index + 6)
            guard UTF16.isTrailSurrogate(second) else { throw JSONError(.loneSurrogate, at: index) }
            value = 0x10000 + (UInt32(first & 0x3FF) << 10) + UInt32(second & 0x3FF)
            length = 12
        }
        // Only a trail surrogate on its own is left to be no scalar.
        guard let scalar = Unicode.Scalar(value) else { throw JSONError(.loneSurrogate, at: index) }
        if value == 0, limits.nullCharacter == .refused { throw JSONError(.nullCharacter, at: index) }
        content.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        index += length
    }

    /// The value of `\uXXXX` at `index`.
    private func codeUnit(at index: Int) throws(JSONError) -> UInt16 {
        guard end - index >= 6 else { throw JSONError(.invalidEscape, at: index) }
        var value: UInt16 = 0
        for byte in bytes[(index + 2)..<(index + 6)] {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: throw JSONError(.invalidEscape, at: index)
            }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}
