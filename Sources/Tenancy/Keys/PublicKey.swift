// SPDX-License-Identifier: Apache-2.0

import Crypto
import CryptoExtras
import Foundation

/// A public key whose numbers are one: a point of its curve, a modulus and an exponent that signatures can be verified by.
struct PublicKey: Sendable {
    private enum Numbers: Sendable {
        case rsa(_RSA.Signing.PublicKey)
        case p256(P256.Signing.PublicKey)
        case p384(P384.Signing.PublicKey)
        case p521(P521.Signing.PublicKey)
        case ed25519(Curve25519.Signing.PublicKey)
    }

    let info: SubjectPublicKeyInfo
    private let numbers: Numbers

    /// - Throws: `KeyFault` for numbers that are no key, or one by which anybody could sign, as with the exponent 1 or a
    ///   point of low order.
    init(_ info: SubjectPublicKeyInfo) throws(KeyFault) {
        self.info = info
        switch info.key {
        case .rsa(let modulus, let exponent):
            do {
                numbers = .rsa(try _RSA.Signing.PublicKey(n: modulus, e: exponent))
            } catch {
                throw .rsaKeyUnusable
            }
        case .point(let point):
            if info.kind == .ed25519, Ed25519Point.isOfLowOrder(point) { throw .pointOfLowOrder }
            do {
                numbers = try Self.numbers(of: point, on: info.kind)
            } catch {
                throw .pointNotOnCurve
            }
        }
    }

    private static func numbers(of point: [UInt8], on kind: PublicKeyKind) throws -> Numbers {
        // SEC 1 section 2.3.3: 2 and 3 begin a point of which y is to be computed.
        let isCompressed = point.first != 0x04
        switch kind {
        case .p256:
            return .p256(
                try isCompressed ? .init(compressedRepresentation: point) : .init(x963Representation: point))
        case .p384:
            return .p384(
                try isCompressed ? .init(compressedRepresentation: point) : .init(x963Representation: point))
        case .p521:
            return .p521(
                try isCompressed ? .init(compressedRepresentation: point) : .init(x963Representation: point))
        case .ed25519:
            return .ed25519(try .init(rawRepresentation: point))
        case .rsa:
            throw KeyFault.notPublicKey
        }
    }

    /// Whether this is the key's signature of what has this digest: RSA as long as the modulus, ECDSA as r and s one after the
    /// other, each as long as the curve's field (RFC 7518 sections 3.3 to 3.5).
    ///
    /// - Parameter padding: RSA's.
    func verifies(
        _ signature: [UInt8], of digest: some Digest, padding: _RSA.Signing.Padding = .insecurePKCS1v1_5
    ) -> Bool {
        guard signature.count == info.signatureByteCount else { return false }
        switch numbers {
        case .rsa(let key):
            return key.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: signature), for: digest, padding: padding)
        case .p256(let key):
            return (try? P256.Signing.ECDSASignature(rawRepresentation: signature))
                .map { key.isValidSignature($0, for: digest) } ?? false
        case .p384(let key):
            return (try? P384.Signing.ECDSASignature(rawRepresentation: signature))
                .map { key.isValidSignature($0, for: digest) } ?? false
        case .p521(let key):
            return (try? P521.Signing.ECDSASignature(rawRepresentation: signature))
                .map { key.isValidSignature($0, for: digest) } ?? false
        case .ed25519:
            // It signs the text itself.
            return false
        }
    }

    /// Whether this is an Ed25519 key's signature of a text (RFC 8032 section 5.1.7).
    func verifies(_ signature: [UInt8], ofText text: ArraySlice<UInt8>) -> Bool {
        guard case .ed25519(let key) = numbers, signature.count == info.signatureByteCount else { return false }
        return key.isValidSignature(signature, for: text)
    }
}

extension PublicKey: Hashable {
    static func == (left: PublicKey, right: PublicKey) -> Bool { left.info == right.info }

    func hash(into hasher: inout Hasher) { hasher.combine(info) }
}
