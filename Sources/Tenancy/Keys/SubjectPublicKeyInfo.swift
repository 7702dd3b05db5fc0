// SPDX-License-Identifier: Apache-2.0

import JSON

/// What a PEM public key is, read from its SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7, RFC 7468 section 13).
///
/// libjwt takes any key that OpenSSL can read and the token's word for the algorithm; here the key says what it is good
/// for. Whether the numbers are a key at all, `PublicKey` finds out.
struct SubjectPublicKeyInfo: Sendable, Hashable {
    /// The numbers, as they are written.
    enum Key: Sendable, Hashable {
        case rsa(modulus: [UInt8], exponent: [UInt8])
        /// As SEC 1 has it for the curves of NIST, and RFC 8032 for Ed25519.
        case point([UInt8])
    }

    let kind: PublicKeyKind
    let key: Key
    /// The size of the modulus or the field in bits.
    let bitCount: Int

    /// How long the key's signatures are in a token.
    var signatureByteCount: Int {
        let byteCount = (bitCount + 7) / 8
        return kind == .rsa ? byteCount : 2 * byteCount
    }

    static let rsaEncryption: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]
    static let ecPublicKey: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
    static let prime256v1: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]
    static let secp384r1: [UInt8] = [0x2B, 0x81, 0x04, 0x00, 0x22]
    static let secp521r1: [UInt8] = [0x2B, 0x81, 0x04, 0x00, 0x23]
    /// RFC 8410 section 3.
    static let ed25519: [UInt8] = [0x2B, 0x65, 0x70]

    /// Reads the only block of a PEM text, which must be a `PUBLIC KEY`; nil if it is anything else.
    init?(pem: String) {
        let lines = pem.split(whereSeparator: \.isNewline).map { $0.trimmingASCIIWhitespace }.filter { !$0.isEmpty }
        guard lines.count > 2, lines.first == "-----BEGIN PUBLIC KEY-----", lines.last == "-----END PUBLIC KEY-----"
        else { return nil }
        guard let der = Self.base64Decoded(lines.dropFirst().dropLast().joined()) else { return nil }
        self.init(der: der)
    }

    private static func base64Decoded(_ text: String) -> [UInt8]? {
        var bytes = Array(text.utf8)
        guard bytes.count % 4 == 0 else { return nil }
        for _ in 0..<2 where bytes.last == UInt8(ascii: "=") { bytes.removeLast() }
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "+"): bytes[index] = UInt8(ascii: "-")
            case UInt8(ascii: "/"): bytes[index] = UInt8(ascii: "_")
            case UInt8(ascii: "-"), UInt8(ascii: "_"): return nil
            default: break
            }
        }
        return Base64URL.decode(bytes[...])
    }

    /// SubjectPublicKeyInfo ::= SEQUENCE { AlgorithmIdentifier, BIT STRING }
    private init?(der: [UInt8]) {
        var outer = DERReader(der[...])
        guard let info = outer.read(.sequence), outer.isAtEnd else { return nil }
        var reader = DERReader(info)
        guard let algorithm = reader.read(.sequence), let bits = reader.read(.bitString), reader.isAtEnd,
            bits.first == 0
        else { return nil }
        var identifiers = DERReader(algorithm)
        guard let identifier = identifiers.read(.objectIdentifier) else { return nil }
        if identifier.elementsEqual(Self.rsaEncryption) {
            guard let (modulus, exponent) = Self.rsaNumbers(of: bits.dropFirst()), let first = modulus.first
            else { return nil }
            self.kind = .rsa
            self.key = .rsa(modulus: modulus, exponent: exponent)
            self.bitCount = modulus.count * 8 - first.leadingZeroBitCount
            return
        }
        if identifier.elementsEqual(Self.ed25519) {
            guard identifiers.isAtEnd else { return nil }
            (self.kind, self.bitCount) = (.ed25519, 256)
            self.key = .point(Array(bits.dropFirst()))
            return
        }
        guard identifier.elementsEqual(Self.ecPublicKey), let curve = identifiers.read(.objectIdentifier),
            identifiers.isAtEnd
        else { return nil }
        self.key = .point(Array(bits.dropFirst()))
        if curve.elementsEqual(Self.prime256v1) {
            (self.kind, self.bitCount) = (.p256, 256)
        } else if curve.elementsEqual(Self.secp384r1) {
            (self.kind, self.bitCount) = (.p384, 384)
        } else if curve.elementsEqual(Self.secp521r1) {
            (self.kind, self.bitCount) = (.p521, 521)
        } else {
            return nil
        }
    }

    /// RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }, both without leading zeros.
    private static func rsaNumbers(of der: ArraySlice<UInt8>) -> (modulus: [UInt8], exponent: [UInt8])? {
        var outer = DERReader(der)
        guard let key = outer.read(.sequence), outer.isAtEnd else { return nil }
        var reader = DERReader(key)
        guard let modulus = reader.read(.integer), let exponent = reader.read(.integer), reader.isAtEnd,
            // What is negative is no number of a key.
            modulus.first.map({ $0 < 0x80 }) == true, exponent.first.map({ $0 < 0x80 }) == true
        else { return nil }
        return (Array(modulus.drop { $0 == 0 }), Array(exponent.drop { $0 == 0 }))
    }
}

/// Reads the few elements of DER (X.690) that public keys consist of.
private struct DERReader {
    enum Tag: UInt8 {
        case integer = 0x02
        case bitString = 0x03
        case objectIdentifier = 0x06
        case sequence = 0x30
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// The content of the next element if it has this tag and lies whole within the bytes.
    mutating func read(_ tag: Tag) -> ArraySlice<UInt8>? {
        guard rest.popFirst() == tag.rawValue, let first = rest.popFirst() else { return nil }
        var length = Int(first)
        if first >= 0x80 {
            // Two length bytes are plenty for a public key.
            let lengthBytes = rest.prefix(Int(first & 0x7F))
            guard (1...2).contains(lengthBytes.count), lengthBytes.count == Int(first & 0x7F) else { return nil }
            rest = rest.dropFirst(lengthBytes.count)
            length = lengthBytes.reduce(0) { $0 << 8 | Int($1) }
        }
        guard length <= rest.count else { return nil }
        defer { rest = rest.dropFirst(length) }
        return rest.prefix(length)
    }
}
