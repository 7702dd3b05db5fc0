// SPDX-License-Identifier: Apache-2.0

/// The kinds of public keys that tokens can be verified by.
enum PublicKeyKind: Sendable, Hashable {
    case rsa
    case p256
    case p384
    case p521
    case ed25519

    /// The algorithm that is meant where the configuration gives a key of this kind and names none.
    var defaultAlgorithm: TokenAlgorithm {
        switch self {
        case .rsa: .rs256
        case .p256: .es256
        case .p384: .es384
        case .p521: .es512
        case .ed25519: .edDSA
        }
    }

    var name: String {
        switch self {
        case .rsa: "an RSA key"
        case .p256: "a P-256 key"
        case .p384: "a P-384 key"
        case .p521: "a P-521 key"
        case .ed25519: "an Ed25519 key"
        }
    }
}
