// SPDX-License-Identifier: Apache-2.0

import CJWT

/// The signature check of tokens whose type is JWT, by libjwt, and nothing but that: its reading of header and claims is not used.
enum LibjwtSignature {
    /// Whether the token, given in ASCII with a NUL byte at the end, is signed by this key with this key's algorithm.
    ///
    /// The caller has compared the header's algorithm with the key's before: libjwt goes by the token's word. Takes 5 µs
    /// for a secret and 0.3 ms or more for a public key, which is decoded each time.
    static func isValid(_ token: [UInt8], for key: VerificationKey) -> Bool {
        token.withUnsafeBytes { token in
            key.material.withUnsafeBytes { material in
                // Without a key, or with an empty one, jwt_decode checks nothing and reports success.
                guard let algorithm = key.algorithm.libjwtAlgorithm,
                    let text = token.baseAddress, token.last == 0, let start = material.baseAddress,
                    let count = Int32(exactly: material.count), count > 0
                else { return false }
                var decoded: OpaquePointer?
                let code = jwt_decode(
                    &decoded, text.assumingMemoryBound(to: CChar.self), start.assumingMemoryBound(to: UInt8.self), count
                )
                guard let decoded else { return false }
                defer { jwt_free(decoded) }
                return code == 0 && jwt_get_alg(decoded) == algorithm
            }
        }
    }
}
