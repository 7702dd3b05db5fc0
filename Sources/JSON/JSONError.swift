// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not an acceptable JSON text, and where.
package struct JSONError: Error, Sendable, Hashable {
    /// What is wrong.
    package enum Reason: Sendable, Hashable {
        case byteOrderMark
        case unexpectedEnd
        case unexpectedByte(UInt8)
        case trailingContent
        case invalidNumber
        case invalidLiteral
        case invalidEscape
        case loneSurrogate
        case nullCharacter
        case controlCharacter(UInt8)
        case invalidUTF8
        case trailingComma
        case duplicateMember(String)
        case tooDeep(limit: Int)
    }

    package let reason: Reason
    /// Where the fault lies: bytes from the start of the text, the first being 0.
    package let offset: Int

    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

extension JSONError: CustomStringConvertible {
    /// One sentence without the offset's surroundings. It quotes a duplicate name but no other part of the text.
    package var description: String { "\(reason) at byte \(offset)" }
}

extension JSONError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .byteOrderMark: "byte order mark"
        case .unexpectedEnd: "unexpected end of the text"
        case .unexpectedByte(let byte): "unexpected \(Self.name(of: byte))"
        case .trailingContent: "more content after the value"
        case .invalidNumber: "invalid number"
        case .invalidLiteral: "invalid literal (expected true, false or null)"
        case .invalidEscape: "invalid escape sequence in a string"
        case .loneSurrogate: "surrogate without its pair in a string"
        case .nullCharacter: "character U+0000 in a string"
        case .controlCharacter(let byte): "unescaped control character \(Self.hexadecimal(byte)) in a string"
        case .invalidUTF8: "invalid UTF-8"
        case .trailingComma: "trailing comma"
        case .duplicateMember(let name): "duplicate member \(JSON.string(name).text)"
        case .tooDeep(let limit): "nesting deeper than \(limit)"
        }
    }

    private static func name(of byte: UInt8) -> String {
        byte > 0x20 && byte < 0x7F ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(hexadecimal(byte))"
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "0x0\(digits)" : "0x\(digits)"
    }
}
