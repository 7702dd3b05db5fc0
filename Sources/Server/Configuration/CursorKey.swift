// SPDX-License-Identifier: Apache-2.0

import Crypto

/// Where the key that seals cursors comes from.
enum CursorKey {
    static let minimumLength = 32

    /// A key of its own, made from the secret that tokens are signed with: the same on all nodes that share that.
    static func derived(fromTokenSecret secret: String) -> SymmetricKey {
        let label = Array("palisade cursors, version 1".utf8)
        let code = HMAC<SHA256>.authenticationCode(for: label, using: SymmetricKey(data: Array(secret.utf8)))
        return SymmetricKey(data: code)
    }
}
