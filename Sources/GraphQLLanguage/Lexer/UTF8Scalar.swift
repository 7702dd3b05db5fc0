// SPDX-License-Identifier: Apache-2.0

/// One Unicode scalar value as it is encoded in UTF-8 (RFC 3629).
struct UTF8Scalar {
    var value: UInt32
    /// In bytes, 1 to 4.
    var length: Int

    /// The scalar that begins at an offset; nil if there is none or its bytes are not well-formed.
    init?(in bytes: [UInt8], at offset: Int) {
        guard offset >= 0, offset < bytes.count else { return nil }
        let lead = bytes[offset]
        let smallest: UInt32
        switch lead {
        case 0x00...0x7F: (value, length, smallest) = (UInt32(lead), 1, 0)
        case 0xC2...0xDF: (value, length, smallest) = (UInt32(lead & 0x1F), 2, 0x80)
        case 0xE0...0xEF: (value, length, smallest) = (UInt32(lead & 0x0F), 3, 0x800)
        case 0xF0...0xF4: (value, length, smallest) = (UInt32(lead & 0x07), 4, 0x1_0000)
        default: return nil
        }
        guard bytes.count - offset >= length else { return nil }
        for byte in bytes[(offset + 1)..<(offset + length)] {
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        // Refuses overlong forms, surrogates and what lies beyond Unicode.
        guard value >= smallest, Unicode.Scalar(value) != nil else { return nil }
    }

    /// How many UTF-16 units the scalar takes.
    var utf16Length: Int { value > 0xFFFF ? 2 : 1 }
}
