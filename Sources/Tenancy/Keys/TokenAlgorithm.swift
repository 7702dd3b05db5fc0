// SPDX-License-Identifier: Apache-2.0

import CJWT

/// A signature algorithm of RFC 7518 section 3.1, RFC 8037 or RFC 9864 that tokens may be signed with. There is no `none`.
package enum TokenAlgorithm: String, Sendable, Hashable, CaseIterable {
    case hs256 = "HS256"
    case hs384 = "HS384"
    case hs512 = "HS512"
    case rs256 = "RS256"
    case rs384 = "RS384"
    case rs512 = "RS512"
    case es256 = "ES256"
    case es384 = "ES384"
    case es512 = "ES512"
    case ps256 = "PS256"
    case ps384 = "PS384"
    case ps512 = "PS512"
    /// With Ed25519 alone, which has two names.
    case edDSA = "EdDSA"
    case ed25519 = "Ed25519"

    /// What kind of key the algorithm takes.
    enum KeyKind: Sendable, Hashable {
        /// A secret of at least as many bytes as the hash has (RFC 7518 section 3.2).
        case secret(minimumByteCount: Int)
        case publicKey(PublicKeyKind)
    }

    var keyKind: KeyKind {
        switch self {
        case .hs256: .secret(minimumByteCount: 32)
        case .hs384: .secret(minimumByteCount: 48)
        case .hs512: .secret(minimumByteCount: 64)
        case .rs256, .rs384, .rs512, .ps256, .ps384, .ps512: .publicKey(.rsa)
        case .es256: .publicKey(.p256)
        case .es384: .publicKey(.p384)
        case .es512: .publicKey(.p521)
        case .edDSA, .ed25519: .publicKey(.ed25519)
        }
    }

    /// nil for those that libjwt 1.10 does not have.
    var libjwtAlgorithm: jwt_alg_t? {
        switch self {
        case .hs256: JWT_ALG_HS256
        case .hs384: JWT_ALG_HS384
        case .hs512: JWT_ALG_HS512
        case .rs256: JWT_ALG_RS256
        case .rs384: JWT_ALG_RS384
        case .rs512: JWT_ALG_RS512
        case .es256: JWT_ALG_ES256
        case .es384: JWT_ALG_ES384
        case .es512: JWT_ALG_ES512
        case .ps256, .ps384, .ps512, .edDSA, .ed25519: nil
        }
    }
}
