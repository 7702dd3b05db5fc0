// SPDX-License-Identifier: Apache-2.0

/// What a request asks for, as it stands in its first line. RFC 9112 section 3.2.
struct RequestTarget: Sendable {
    enum Form: Sendable, Hashable {
        /// A path, with a query perhaps.
        case origin
        /// A whole URL, as is sent to proxies and has to be understood by servers too.
        case absolute
        /// The server itself: `*`.
        case asterisk
        /// None of these.
        case other
    }

    let form: Form
    /// The host of a URL, which counts instead of the Host field.
    let authority: String?
    /// What is asked for, without the query.
    let path: Substring
    /// What comes after the first question mark.
    let query: Substring

    init(_ text: String) {
        let bytes = text.utf8
        // What follows a number sign is for the client alone: it is never sent.
        guard !bytes.contains(UInt8(ascii: "#")) else {
            self.init(.other, text[...])
            return
        }
        if bytes.first == UInt8(ascii: "/") {
            self.init(.origin, text[...])
        } else if text == "*" {
            self.init(.asterisk, text[...])
        } else if let scheme = Self.schemes.first(where: {
            text[...].utf8.starts(with: $0, by: { $0.lowercased == $1 })
        }) {
            let rest = bytes[bytes.index(bytes.startIndex, offsetBy: scheme.count)...]
            let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
            self.init(.absolute, text[end...], authority: String(text[rest.startIndex..<end]))
        } else {
            self.init(.other, text[...])
        }
    }

    private static let schemes = [Array("http://".utf8), Array("https://".utf8)]

    private init(_ form: Form, _ target: Substring, authority: String? = nil) {
        self.form = form
        self.authority = authority
        let mark = target.utf8.firstIndex(of: UInt8(ascii: "?"))
        let path = target[..<(mark ?? target.endIndex)]
        // RFC 9110 section 4.2.3: of a URL without a path it is the first one.
        self.path = path.isEmpty ? "/" : path
        query = mark.map { target[target.utf8.index(after: $0)...] } ?? ""
    }
}
