// SPDX-License-Identifier: Apache-2.0

/// Bytes as PostgreSQL writes and reads them in text: `\x` and two digits for each ("bytea Hex Format").
package struct HexadecimalBytes: Sendable, Hashable {
    /// The bytes themselves.
    package let bytes: [UInt8]

    private static let digits = Array("0123456789abcdef".utf8)

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// - Parameter text: in PostgreSQL's format; nil is returned for any other.
    package init?(text: some RandomAccessCollection<UInt8>) {
        guard text.count >= 2, text.count.isMultiple(of: 2), text.starts(with: "\\x".utf8) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2 - 1)
        var high: UInt8?
        for digit in text.dropFirst(2) {
            guard let value = Self.value(of: digit) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        self.bytes = bytes
    }

    /// The format that PostgreSQL reads.
    package var text: [UInt8] {
        var text = Array("\\x".utf8)
        text.reserveCapacity(2 + 2 * bytes.count)
        for byte in bytes {
            text.append(Self.digits[Int(byte >> 4)])
            text.append(Self.digits[Int(byte & 15)])
        }
        return text
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
