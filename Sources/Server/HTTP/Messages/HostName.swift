// SPDX-License-Identifier: Apache-2.0

/// A host and its port, as they stand in a Host field. RFC 9110 section 7.2, RFC 3986 section 3.2.2.
enum HostName {
    /// Whether the text is `host` or `host:port`, and the host is not empty: no URL that leads here has an empty one.
    static func isValid(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.first == UInt8(ascii: "[") else {
            let end = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
            return isName(bytes[..<end]) && isPort(bytes[end...])
        }
        guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { return false }
        return isLiteral(bytes[..<end].dropFirst()) && isPort(bytes[end...].dropFirst())
    }

    /// A name, or an address of IPv4: letters, digits, `-._~`, `!$&'()*+,;=` and bytes by their percent-encoding.
    private static func isName(_ name: Substring.UTF8View) -> Bool {
        var rest = name
        guard !rest.isEmpty else { return false }
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "$"),
                // & ' ( ) * + ,
                0x26...0x2C, UInt8(ascii: ";"), UInt8(ascii: "="):
                break
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst(), let low = rest.popFirst(), high.isHexadecimalDigit,
                    low.isHexadecimalDigit
                else { return false }
            default: return false
            }
        }
        return true
    }

    /// An address of IPv6, roughly: what it leads to is nobody's question here.
    private static func isLiteral(_ address: Substring.UTF8View) -> Bool {
        address.count >= 2
            && address.allSatisfy { $0.isHexadecimalDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
    }

    /// Nothing, or a colon and a number, which may be left out.
    private static func isPort(_ text: Substring.UTF8View) -> Bool {
        guard let colon = text.first else { return true }
        let digits = text.dropFirst()
        guard colon == UInt8(ascii: ":"), digits.count <= 5 else { return false }
        guard digits.allSatisfy(\.isDigit) else { return false }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 65_535
    }
}
