// SPDX-License-Identifier: Apache-2.0

/// JSON strings from UTF-8 bytes: the quotation marks, and escapes only where RFC 8259 section 7 demands them.
///
/// The bytes must be UTF-8; they are copied as they are but for `"`, `\` and U+0000…U+001F.
package enum JSONEscaping {
    /// Writes the bytes as a JSON string with its quotation marks.
    @inlinable
    package static func writeString(_ utf8: UnsafeRawBufferPointer, to sink: inout some ByteSink) {
        sink.write(UInt8(ascii: "\""))
        writeContent(utf8, to: &sink)
        sink.write(UInt8(ascii: "\""))
    }

    /// Writes the text as a JSON string with its quotation marks.
    @inlinable
    package static func writeString(_ text: String, to sink: inout some ByteSink) {
        var copy = text
        copy.withUTF8 { writeString(UnsafeRawBufferPointer($0), to: &sink) }
    }

    /// Writes what stands between the quotation marks.
    @inlinable
    package static func writeContent(_ utf8: UnsafeRawBufferPointer, to sink: inout some ByteSink) {
        var copied = 0
        var index = firstEscape(in: utf8, from: 0)
        while index < utf8.count {
            if index > copied { sink.write(UnsafeRawBufferPointer(rebasing: utf8[copied..<index])) }
            writeEscape(utf8[index], to: &sink)
            copied = index + 1
            index = firstEscape(in: utf8, from: copied)
        }
        if copied == 0 {
            sink.write(utf8)
        } else if copied < utf8.count {
            sink.write(UnsafeRawBufferPointer(rebasing: utf8[copied...]))
        }
    }

    /// The index of the first byte from `start` on that needs an escape, or the count if none does.
    @inlinable
    package static func firstEscape(in utf8: UnsafeRawBufferPointer, from start: Int) -> Int {
        let count = utf8.count
        var index = start
        // Eight bytes at a time: each test sets a high bit if, and only if, some byte of the word matches.
        while count - index >= 8 {
            let word = utf8.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let ones: UInt64 = 0x0101_0101_0101_0101
            let quotes = word ^ (ones &* 0x22)
            let backslashes = word ^ (ones &* 0x5C)
            let found =
                ((word &- (ones &* 0x20)) & ~word) | ((quotes &- ones) & ~quotes)
                | ((backslashes &- ones) & ~backslashes)
            if found & (ones &* 0x80) != 0 { break }
            index += 8
        }
        while index < count {
            if needsEscape(utf8[index]) { return index }
            index += 1
        }
        return count
    }

    /// Whether a byte cannot stand in a JSON string as it is.
    @inlinable
    package static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Writes the escape of a byte that needs one.
    @inlinable
    package static func writeEscape(_ byte: UInt8, to sink: inout some ByteSink) {
        switch byte {
        case UInt8(ascii: "\""): sink.write("\\\"")
        case UInt8(ascii: "\\"): sink.write("\\\\")
        case 0x08: sink.write("\\b")
        case 0x0C: sink.write("\\f")
        case 0x0A: sink.write("\\n")
        case 0x0D: sink.write("\\r")
        case 0x09: sink.write("\\t")
        default:
            sink.write("\\u00")
            sink.write(hexadecimalDigit(byte >> 4))
            sink.write(hexadecimalDigit(byte & 0xF))
        }
    }

    /// The digit of a value from 0 to 15, in lower case.
    @inlinable
    package static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + (value - 10)
    }
}
