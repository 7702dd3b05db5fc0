// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Tenancy

/// A token's type decides which of two libraries verifies its signature, where both have the algorithm. Neither must take what
/// the other does not.
struct SignatureAgreementTests {
    /// What both have.
    private static let shared = TokenAlgorithm.allCases.filter { $0.libjwtAlgorithm != nil }

    /// What both say of a signature; nil where they differ.
    private static func verdict(_ content: String, _ signature: [UInt8], _ key: VerificationKey) throws -> Bool? {
        let token = try CompactToken("\(content).\(base64url(signature))"[...].utf8)
        let (libjwt, crypto) = (
            LibjwtSignature.isValid(token.terminated, for: key), SwiftCryptoSignature.isValid(token, for: key)
        )
        return libjwt == crypto ? libjwt : nil
    }

    private static func content(_ algorithm: TokenAlgorithm) -> String {
        let header = #"{"alg":"\#(algorithm.rawValue)","typ":"JWT"}"#
        return "\(base64url(Array(header.utf8))).\(base64url(Array(TokenRecipe.claims.utf8)))"
    }

    @Test(arguments: shared)
    func `a signature is right for both`(algorithm: TokenAlgorithm) throws {
        let signer = try TestSigner(algorithm)
        let content = Self.content(algorithm)
        for _ in 0..<4 {
            #expect(try Self.verdict(content, signer.sign(Array(content.utf8)), signer.key) == true)
        }
    }

    @Test(arguments: shared)
    func `a damaged signature is wrong for both`(algorithm: TokenAlgorithm) throws {
        let signer = try TestSigner(algorithm)
        let content = Self.content(algorithm)
        let good = try signer.sign(Array(content.utf8))
        var damaged: [(name: String, signature: [UInt8])] = []
        for index in good.indices {
            for bit: UInt8 in [0x01, 0x80] {
                var signature = good
                signature[index] ^= bit
                damaged.append(("bit \(bit) of byte \(index)", signature))
            }
        }
        for count in 1..<good.count { damaged.append(("the first \(count) bytes", Array(good.prefix(count)))) }
        for byte: UInt8 in [0, 1, 0xFF] {
            damaged.append(("bytes of \(byte)", good.map { _ in byte }))
            damaged.append(("\(byte) before", [byte] + good))
            damaged.append(("\(byte) behind", good + [byte]))
        }
        damaged.append(("twice", good + good))
        damaged.append(("in DER", Self.der(good)))
        damaged.append(("backwards", good.reversed()))
        damaged.append(("its text", Array(base64url(good).utf8)))
        for (name, signature) in damaged {
            #expect(try Self.verdict(content, signature, signer.key) == false, "\(name)")
        }
    }

    @Test(arguments: shared)
    func `a signature of something else, or by another algorithm or key, is wrong for both`(
        algorithm: TokenAlgorithm
    ) throws {
        let signer = try TestSigner(algorithm)
        let content = Self.content(algorithm)
        for changed in [content + "A", String(content.dropLast()), "A" + content, "", "."] {
            #expect(try Self.verdict(content, signer.sign(Array(changed.utf8)), signer.key) == false, "\(changed)")
        }
        for other in TokenAlgorithm.allCases where other != algorithm {
            let signature = try TestSigner(other).sign(Array(content.utf8))
            #expect(try Self.verdict(content, signature, signer.key) == false, "\(other)")
        }
        // A public key's text as a secret.
        let forged = HMACSHA256.code(for: Array(content.utf8), key: signer.key.material)
        #expect(try Self.verdict(content, forged, signer.key) == (algorithm == .hs256))
    }

    @Test(arguments: [TokenAlgorithm.es256, .es384, .es512])
    func `numbers outside the curve's order are wrong for both`(algorithm: TokenAlgorithm) throws {
        let signer = try TestSigner(algorithm)
        let content = Self.content(algorithm)
        let good = try signer.sign(Array(content.utf8))
        let r = Array(good.prefix(good.count / 2))
        let s = Array(good.suffix(good.count / 2))
        let order = Self.order(of: algorithm)
        let zero = r.map { _ in UInt8(0) }
        let one = Array(zero.dropLast() + [1])
        let damaged: [(name: String, r: [UInt8], s: [UInt8])] = [
            ("r 0", zero, s), ("s 0", r, zero), ("both 0", zero, zero), ("r 1", one, s), ("s 1", r, one),
            ("r the order", order, s), ("s the order", r, order), ("r as s", s, r),
            // The sum fits where the field has bits to spare, else it has lost its carry.
            ("r plus the order", Self.sum(r, order), s), ("s plus the order", r, Self.sum(s, order)),
            ("r negated", Self.difference(order, r), s),
        ]
        for (name, r, s) in damaged {
            #expect(try Self.verdict(content, r + s, signer.key) == false, "\(name)")
        }
        // ECDSA takes the negative of s as well; so no signature may be taken for the token's name.
        #expect(try Self.verdict(content, r + Self.difference(order, s), signer.key) == true)
    }

    @Test func `an RSA signature with other padding is wrong for both`() throws {
        let signer = try TestSigner(.rs256)
        let content = Self.content(.rs256)
        let signature = try TestSigner(.ps256).sign(Array(content.utf8))
        #expect(try Self.verdict(content, signature, signer.key) == false)
        guard case .rsa(let modulus, _)? = signer.key.publicKey?.info.key else {
            Issue.record("no RSA key")
            return
        }
        let good = try signer.sign(Array(content.utf8))
        #expect(try Self.verdict(content, modulus, signer.key) == false)
        #expect(try Self.verdict(content, Self.sum(good, modulus), signer.key) == false)
        #expect(try Self.verdict(content, Self.difference(modulus, good), signer.key) == false)
    }

    @Test(arguments: SmallExponentFixtures.signatures.indices)
    func `an encoding that PKCS 1 does not allow is wrong for both`(index: Int) throws {
        let (name, text, isValid) = SmallExponentFixtures.signatures[index]
        let key = try VerificationKey(publicKeyPEM: SmallExponentFixtures.publicKey)
        let header = base64url(Array(SmallExponentFixtures.header.utf8))
        let content = "\(header).\(base64url(Array(TokenRecipe.claims.utf8)))"
        let signature = try #require(Base64URL.decode(Array(text.utf8)[...]))
        #expect(try Self.verdict(content, signature, key) == isValid, "\(name)")
    }

    @Test func `a point without its y is the same key for both`() throws {
        for algorithm in [TokenAlgorithm.es256, .es384, .es512] {
            let signer = try TestSigner(algorithm)
            guard case .point(let point)? = signer.key.publicKey?.info.key, let last = point.last else {
                Issue.record("no point")
                return
            }
            let x = Array(point.dropFirst().prefix(point.count / 2))
            let identifier =
                switch algorithm {
                case .es256: SubjectPublicKeyInfo.prime256v1
                case .es384: SubjectPublicKeyInfo.secp384r1
                default: SubjectPublicKeyInfo.secp521r1
                }
            let pem = PublicKeyPEM.ellipticCurve(identifier, point: [2 | last & 1] + x)
            let content = Self.content(algorithm)
            let signature = try signer.sign(Array(content.utf8))
            #expect(try Self.verdict(content, signature, VerificationKey(publicKeyPEM: pem)) == true)
            let mirrored = PublicKeyPEM.ellipticCurve(identifier, point: [3 - last & 1] + x)
            #expect(try Self.verdict(content, signature, VerificationKey(publicKeyPEM: mirrored)) == false)
        }
    }

    // MARK: Numbers, big-endian and of the same length

    private static func order(of algorithm: TokenAlgorithm) -> [UInt8] {
        let text =
            switch algorithm {
            case .es256: "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"
            case .es384:
                "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973"
            default:
                "01FF" + String(repeating: "F", count: 60)
                    + "FFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409"
            }
        let digits = text.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    private static func sum(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var carry = 0
        let digits = zip(left, right).reversed().map { (left, right) -> UInt8 in
            let sum = Int(left) + Int(right) + carry
            carry = sum >> 8
            return UInt8(sum & 0xFF)
        }
        return digits.reversed()
    }

    private static func difference(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        // left + not right + 1, without the last carry.
        let one = left.map { _ in UInt8(0) }.dropLast() + [1]
        return sum(sum(left, right.map(~)), Array(one))
    }

    /// SEQUENCE { r INTEGER, s INTEGER }
    private static func der(_ signature: [UInt8]) -> [UInt8] {
        func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
            let count = content.count
            let length = count < 0x80 ? [UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
            return [tag] + length + content
        }
        func integer(_ bytes: [UInt8]) -> [UInt8] {
            let magnitude = Array(bytes.drop { $0 == 0 })
            return element(0x02, magnitude.first ?? 0xFF >= 0x80 ? [0] + magnitude : magnitude)
        }
        let half = signature.count / 2
        return element(0x30, integer(Array(signature.prefix(half))) + integer(Array(signature.suffix(half))))
    }
}
