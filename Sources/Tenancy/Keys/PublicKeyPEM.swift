// SPDX-License-Identifier: Apache-2.0

/// Writes public keys as PEM, the form that libjwt takes (RFC 5280 section 4.1.2.7, RFC 7468 section 13).
///
/// Whether numbers are a key at all, `PublicKey` finds out.
enum PublicKeyPEM {
    /// - Parameters:
    ///   - modulus: big-endian.
    ///   - exponent: big-endian.
    static func rsa(modulus: [UInt8], exponent: [UInt8]) -> String {
        let algorithm = DERWriter.sequence([
            DERWriter.objectIdentifier(SubjectPublicKeyInfo.rsaEncryption), [0x05, 0x00],
        ])
        let key = DERWriter.sequence([DERWriter.unsigned(modulus), DERWriter.unsigned(exponent)])
        return pem(DERWriter.sequence([algorithm, DERWriter.bitString(key)]))
    }

    /// A point in uncompressed form (SEC 1 section 2.3.3).
    ///
    /// - Parameters:
    ///   - curve: its object identifier.
    ///   - x: as many bytes as the curve's field has, as `y`.
    static func ellipticCurve(_ curve: [UInt8], x: [UInt8], y: [UInt8]) -> String {
        ellipticCurve(curve, point: [0x04] + x + y)
    }

    /// A point in any form.
    static func ellipticCurve(_ curve: [UInt8], point: [UInt8]) -> String {
        let algorithm = DERWriter.sequence([
            DERWriter.objectIdentifier(SubjectPublicKeyInfo.ecPublicKey), DERWriter.objectIdentifier(curve),
        ])
        return pem(DERWriter.sequence([algorithm, DERWriter.bitString(point)]))
    }

    /// An Ed25519 key (RFC 8410 section 4).
    static func ed25519(_ key: [UInt8]) -> String {
        let algorithm = DERWriter.sequence([DERWriter.objectIdentifier(SubjectPublicKeyInfo.ed25519)])
        return pem(DERWriter.sequence([algorithm, DERWriter.bitString(key)]))
    }

    private static func pem(_ der: [UInt8]) -> String {
        var lines = ["-----BEGIN PUBLIC KEY-----"]
        var rest = base64(der)[...]
        while !rest.isEmpty {
            lines.append(String(decoding: rest.prefix(64), as: UTF8.self))
            rest = rest.dropFirst(64)
        }
        return (lines + ["-----END PUBLIC KEY-----", ""]).joined(separator: "\n")
    }

    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for index in 0..<4 {
                text.append(
                    index <= group.count ? alphabet[Int(bits >> UInt32(18 - 6 * index)) & 63] : UInt8(ascii: "="))
            }
        }
        return text
    }
}

/// The few elements of DER (X.690) that public keys consist of.
private enum DERWriter {
    static func sequence(_ elements: [[UInt8]]) -> [UInt8] { element(0x30, Array(elements.joined())) }

    static func objectIdentifier(_ content: [UInt8]) -> [UInt8] { element(0x06, content) }

    static func bitString(_ content: [UInt8]) -> [UInt8] { element(0x03, [0] + content) }

    /// An INTEGER that is not negative, in its shortest form.
    static func unsigned(_ bigEndian: [UInt8]) -> [UInt8] {
        let magnitude = Array(bigEndian.drop { $0 == 0 })
        guard let first = magnitude.first else { return element(0x02, [0]) }
        return element(0x02, first >= 0x80 ? [0] + magnitude : magnitude)
    }

    private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        var length: [UInt8] = []
        var count = content.count
        if count < 0x80 {
            length = [UInt8(count)]
        } else {
            while count > 0 {
                length.insert(UInt8(truncatingIfNeeded: count), at: 0)
                count >>= 8
            }
            length.insert(0x80 | UInt8(length.count), at: 0)
        }
        return [tag] + length + content
    }
}
