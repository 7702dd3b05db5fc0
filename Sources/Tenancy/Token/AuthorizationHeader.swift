// SPDX-License-Identifier: Apache-2.0

/// The Authorization header of a request (RFC 9110 section 11.6.2, RFC 6750 section 2.1).
enum AuthorizationHeader {
    /// The one value that the request may have, or nil if it has none.
    static func value(of headers: [String]) throws(TokenError) -> String? {
        guard headers.count <= 1 else { throw .severalHeaders }
        return headers.first
    }

    /// What follows `Bearer` and spaces. Two values joined by a comma fail later, by the token's alphabet.
    static func token(in value: String) throws(TokenError) -> Substring.UTF8View {
        let scheme = "bearer".utf8
        let bytes = value.utf8
        guard let end = bytes.index(bytes.startIndex, offsetBy: scheme.count, limitedBy: bytes.endIndex),
            bytes[..<end].elementsEqual(scheme, by: { $0 | 0x20 == $1 })
        else { throw .schemeNotBearer }
        let rest = bytes[end...]
        guard rest.first == UInt8(ascii: " ") else { throw .schemeNotBearer }
        let token = rest.drop { $0 == UInt8(ascii: " ") }
        guard !token.isEmpty else { throw .malformed }
        return token
    }
}
