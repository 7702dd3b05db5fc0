// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Which sites' pages may read answers. Fetch Standard, "CORS protocol".
///
/// Credentials are never allowed: tokens come in a header that a page must set itself, and a cookie is none.
package enum CORSPolicy: Sendable, Hashable {
    /// No other site's.
    case none
    /// Any site's.
    case any
    /// Those of these origins, written as browsers write them.
    case origins([String])

    /// What an answer says about it.
    package enum Grant: Sendable, Hashable {
        case none
        case answer(origin: String)
        case preflight(origin: String)

        /// Adds fields to a head, each with the line break before it.
        func write(to buffer: inout ByteBuffer) {
            switch self {
            case .none: break
            case .answer(let origin):
                Self.write(origin, to: &buffer)
                buffer.writeStaticString(
                    """
                    \r\nAccess-Control-Expose-Headers: X-Request-Id, Retry-After, Server-Timing, Idempotent-Replayed, \
                    Palisade-Consistency
                    """)
            case .preflight(let origin):
                Self.write(origin, to: &buffer)
                buffer.writeStaticString(
                    """
                    \r\nAccess-Control-Allow-Methods: GET, POST\
                    \r\nAccess-Control-Allow-Headers: Accept, Authorization, Content-Type, Idempotency-Key, \
                    Palisade-Consistency, Palisade-Cost, X-Request-Id, traceparent, tracestate\
                    \r\nAccess-Control-Max-Age: 600\
                    \r\nVary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
                    """)
            }
        }

        private static func write(_ origin: String, to buffer: inout ByteBuffer) {
            buffer.writeStaticString("\r\nAccess-Control-Allow-Origin: ")
            buffer.writeString(origin)
        }
    }

    /// - Parameters:
    ///   - origin: what the request says of itself.
    ///   - isPreflight: whether a browser only asks.
    func grant(origin: String?, isPreflight: Bool) -> Grant {
        guard let allowed = allowed(origin) else { return .none }
        return isPreflight ? .preflight(origin: allowed) : .answer(origin: allowed)
    }

    /// The configuration's own text for the origin: what a client sent is never sent back.
    private func allowed(_ origin: String?) -> String? {
        guard let origin else { return nil }
        switch self {
        case .none: return nil
        case .any: return "*"
        case .origins(let origins): return origins.first { $0.utf8.elementsEqual(origin.utf8) }
        }
    }

    /// Whether a text is an origin as browsers write it: `https://example.org`, `http://localhost:3000`.
    static func isOrigin(_ text: String) -> Bool {
        let rest: Substring
        if text.hasPrefix("https://") {
            rest = text.dropFirst(8)
        } else if text.hasPrefix("http://") {
            rest = text.dropFirst(7)
        } else {
            return false
        }
        return !rest.isEmpty
            && rest.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
                    UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
                    true
                default: false
                }
            }
    }
}
