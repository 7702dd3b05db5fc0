// SPDX-License-Identifier: Apache-2.0

import Crypto
import CryptoExtras
import Foundation

@testable import Tenancy

/// A key pair or a secret for an algorithm, made for one run of the tests.
struct TestSigner {
    let key: VerificationKey
    let sign: ([UInt8]) throws -> [UInt8]

    private static let rsa = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }
    private static let p256 = P256.Signing.PrivateKey()
    private static let p384 = P384.Signing.PrivateKey()
    private static let p521 = P521.Signing.PrivateKey()
    private static let ed25519 = Curve25519.Signing.PrivateKey()

    init(_ algorithm: TokenAlgorithm) throws {
        switch algorithm {
        case .hs256, .hs384, .hs512:
            let secret = Array(TokenRecipe.secret.utf8)
            key = try VerificationKey(secret: secret, algorithm: algorithm)
        case .rs256, .rs384, .rs512, .ps256, .ps384, .ps512:
            key = try VerificationKey(
                publicKeyPEM: Self.rsa.get().publicKey.pemRepresentation, algorithm: algorithm)
        case .es256: key = try VerificationKey(publicKeyPEM: Self.p256.publicKey.pemRepresentation)
        case .es384: key = try VerificationKey(publicKeyPEM: Self.p384.publicKey.pemRepresentation)
        case .es512: key = try VerificationKey(publicKeyPEM: Self.p521.publicKey.pemRepresentation)
        case .edDSA, .ed25519:
            let pem = PublicKeyPEM.ed25519(Array(Self.ed25519.publicKey.rawRepresentation))
            key = try VerificationKey(publicKeyPEM: pem, algorithm: algorithm)
        }
        sign = { content in try Self.signature(of: content, by: algorithm) }
    }

    private static func signature(of content: [UInt8], by algorithm: TokenAlgorithm) throws -> [UInt8] {
        let secret = SymmetricKey(data: Array(TokenRecipe.secret.utf8))
        switch algorithm {
        case .hs256: return Array(HMAC<SHA256>.authenticationCode(for: content, using: secret))
        case .hs384: return Array(HMAC<SHA384>.authenticationCode(for: content, using: secret))
        case .hs512: return Array(HMAC<SHA512>.authenticationCode(for: content, using: secret))
        case .rs256: return try rsaSignature(of: SHA256.hash(data: content))
        case .rs384: return try rsaSignature(of: SHA384.hash(data: content))
        case .rs512: return try rsaSignature(of: SHA512.hash(data: content))
        case .es256: return Array(try p256.signature(for: SHA256.hash(data: content)).rawRepresentation)
        case .es384: return Array(try p384.signature(for: SHA384.hash(data: content)).rawRepresentation)
        case .es512: return Array(try p521.signature(for: SHA512.hash(data: content)).rawRepresentation)
        case .ps256: return try rsaSignature(of: SHA256.hash(data: content), padding: .PSS)
        case .ps384: return try rsaSignature(of: SHA384.hash(data: content), padding: .PSS)
        case .ps512: return try rsaSignature(of: SHA512.hash(data: content), padding: .PSS)
        case .edDSA, .ed25519: return Array(try ed25519.signature(for: content))
        }
    }

    private static func rsaSignature(
        of digest: some Digest, padding: _RSA.Signing.Padding = .insecurePKCS1v1_5
    ) throws -> [UInt8] {
        Array(try rsa.get().signature(for: digest, padding: padding).rawRepresentation)
    }

    /// A token of this type with the usual claims.
    func token(type: String?, payload: String = TokenRecipe.claims) throws -> String {
        let type = type.map { #","typ":"\#($0)""# } ?? ""
        let header = #"{"alg":"\#(key.algorithm.rawValue)"\#(type)}"#
        let content = "\(base64url(Array(header.utf8))).\(base64url(Array(payload.utf8)))"
        return "\(content).\(base64url(try sign(Array(content.utf8))))"
    }

    /// A verifier that has this key alone.
    func verifier(_ variables: [String: String] = [:]) throws -> TokenVerifier {
        var configuration = try TenancyConfiguration.test(variables)
        configuration.keys = try KeyRing([key])
        return TokenVerifier(configuration: configuration, clock: SettableClock().clock)
    }
}
