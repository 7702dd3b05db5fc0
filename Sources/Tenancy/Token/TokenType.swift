// SPDX-License-Identifier: Apache-2.0

/// What a token says that it is: its header's `typ` (RFC 7515 section 4.1.9).
enum TokenType: Sendable, Hashable {
    /// `JWT`, or nothing said.
    case jwt
    /// An access token of RFC 9068: `at+jwt`, with or without `application/` before it.
    case accessToken

    /// nil for any other type: of tokens that are meant for something else, such as `logout+jwt` or `dpop+jwt`.
    init?(_ name: String) {
        // Names of media types have no case. An escaped control character must not pass for `+` or `/`.
        let name = name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        if name.elementsEqual("jwt".utf8) {
            self = .jwt
        } else if name.elementsEqual("at+jwt".utf8) || name.elementsEqual("application/at+jwt".utf8) {
            self = .accessToken
        } else {
            return nil
        }
    }
}
