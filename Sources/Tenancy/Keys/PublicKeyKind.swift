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
}
