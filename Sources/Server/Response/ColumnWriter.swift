// SPDX-License-Identifier: Apache-2.0

import JSON
import Planning

/// Writes the text of a column as JSON.
enum ColumnWriter {
    /// - Returns: false where the text is no value of the type; nothing is then written.
    static func write(_ text: UnsafeRawBufferPointer, as encoding: ColumnEncoding, to buffer: inout [UInt8]) -> Bool {
        switch encoding {
        case .number:
            // NaN and the infinities begin with a letter, after a sign or not.
            guard let last = text.last, last.isDigit else { return false }
            buffer.append(contentsOf: text)
        case .boolean:
            buffer.append(contentsOf: text.first == UInt8(ascii: "t") ? yes : no)
        case .string:
            JSONEscaping.writeString(text, to: &buffer)
        case .json:
            buffer.append(contentsOf: text)
        case .items:
            if MissedValue.occurs(in: text) { return false }
            buffer.append(contentsOf: text)
        case .dateTime:
            return writeDateTime(text, to: &buffer)
        case .date:
            // Infinities, years before Christ and those of five digits are shorter or longer.
            guard text.count == dateLength else { return false }
            JSONEscaping.writeString(text, to: &buffer)
        case .enumeration(let names):
            guard let name = names[String(decoding: text, as: UTF8.self)] else { return false }
            buffer.append(contentsOf: name)
        }
        return true
    }

    private static let yes = Array("true".utf8)
    private static let no = Array("false".utf8)
    /// Bytes of `2026-03-01`.
    private static let dateLength = 10

    /// `2026-03-01 08:30:00.5+00` → `"2026-03-01T08:30:00.5Z"`. The session's time zone is UTC; a timestamp without
    /// time zone has no offset. Infinities, years before Christ and those of five digits have no form in RFC 3339.
    private static func writeDateTime(_ text: UnsafeRawBufferPointer, to buffer: inout [UInt8]) -> Bool {
        guard text.count >= 19, text[dateLength] == UInt8(ascii: " ") else { return false }
        var length = text.count
        if text[length - 3] == UInt8(ascii: "+") {
            guard text[length - 2] == UInt8(ascii: "0"), text[length - 1] == UInt8(ascii: "0") else { return false }
            length -= 3
        }
        guard text[length - 1].isDigit else { return false }
        buffer.append(UInt8(ascii: "\""))
        buffer.append(contentsOf: text[..<dateLength])
        buffer.append(UInt8(ascii: "T"))
        buffer.append(contentsOf: text[(dateLength + 1)..<length])
        buffer.append(UInt8(ascii: "Z"))
        buffer.append(UInt8(ascii: "\""))
        return true
    }
}
