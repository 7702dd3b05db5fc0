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
    /// What the signature is of: header and payload as they came, with the dot between them.
    let signed: ArraySlice<UInt8>
    let signature: [UInt8]

    init(_ token: Substring.UTF8View) throws(TokenError) {
        guard token.count <= Self.maximumByteCount else { throw .tooLong }
        var bytes = Array(token)
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { throw .malformed }
        // Only the one canonical spelling of each part passes, the signature's as well.
        guard let header = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2])
        else { throw .malformed }
        self.signed = bytes[..<parts[1].endIndex]
        self.signature = signature
        bytes.append(0)
        self.terminated = bytes
        self.header = header
        self.payload = payload
    }
}
