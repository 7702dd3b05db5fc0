// SPDX-License-Identifier: Apache-2.0

import JSON

/// The parts of a token in the compact form (RFC 7515 section 3.1), taken apart but not yet believed.
struct CompactToken {
    /// Tokens beyond this size are refused before anything is decoded.
    static let maximumByteCount = 8_192

    /// The whole token in ASCII with a NUL byte at the end, as libjwt takes it.
    let terminated: [UInt8]
    let header: [UInt8]
    let payload: [UInt8]

    init(_ token: Substring.UTF8View) throws(TokenError) {
        guard token.count <= Self.maximumByteCount else { throw .tooLong }
        var bytes = Array(token)
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { throw .malformed }
        // The signature is decoded as well, so that only its one canonical spelling passes.
        guard let header = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
            Base64URL.decode(parts[2]) != nil
        else { throw .malformed }
        bytes.append(0)
        self.terminated = bytes
        self.header = header
        self.payload = payload
    }
}
