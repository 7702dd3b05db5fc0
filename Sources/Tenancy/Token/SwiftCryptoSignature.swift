// SPDX-License-Identifier: Apache-2.0

import Crypto
import CryptoExtras
import Foundation

/// The signature check by swift-crypto of what libjwt 1.10 cannot read: access tokens (RFC 9068), whose type it refuses, and
/// the algorithms PS256 to PS512 and EdDSA.
///
/// Why not of all tokens: docs/decisions/0090.
enum SwiftCryptoSignature {
    /// Whether the token is signed by this key with this key's algorithm, whatever the token says of either.
    static func isValid(_ token: CompactToken, for key: VerificationKey) -> Bool {
        switch key.algorithm {
        case .hs256: isCode(token, for: key, SHA256.self)
        case .hs384: isCode(token, for: key, SHA384.self)
        case .hs512: isCode(token, for: key, SHA512.self)
        case .rs256, .es256: key.publicKey?.verifies(token.signature, of: SHA256.hash(data: token.signed)) ?? false
        case .rs384, .es384: key.publicKey?.verifies(token.signature, of: SHA384.hash(data: token.signed)) ?? false
        case .rs512, .es512: key.publicKey?.verifies(token.signature, of: SHA512.hash(data: token.signed)) ?? false
        case .ps256:
            key.publicKey?.verifies(token.signature, of: SHA256.hash(data: token.signed), padding: .PSS) ?? false
        case .ps384:
            key.publicKey?.verifies(token.signature, of: SHA384.hash(data: token.signed), padding: .PSS) ?? false
        case .ps512:
            key.publicKey?.verifies(token.signature, of: SHA512.hash(data: token.signed), padding: .PSS) ?? false
        case .edDSA, .ed25519: key.publicKey?.verifies(token.signature, ofText: token.signed) ?? false
        }
    }

    private static func isCode<Hash: HashFunction>(
        _ token: CompactToken, for key: VerificationKey, _: Hash.Type
    ) -> Bool {
        // A public key is no secret, though its text would do as one; and a code that is cut short is none.
        guard key.isSecret, key.publicKey == nil, !key.material.isEmpty, token.signature.count == Hash.Digest.byteCount
        else { return false }
        return HMAC<Hash>.isValidAuthenticationCode(
            token.signature, authenticating: token.signed, using: SymmetricKey(data: key.material)
        )
    }
}
