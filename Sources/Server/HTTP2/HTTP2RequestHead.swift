// SPDX-License-Identifier: Apache-2.0

import NIOHPACK
import NIOHTTP1

/// A request's head over HTTP/2.
enum HTTP2RequestHead {
    /// The head as it would be over HTTP/1.1, which is what all that follows knows; nil where it could not be one.
    ///
    /// NIOHTTP2 has checked that pseudo-fields come once and first, that names are names, and that no value holds what would
    /// end a line. What it leaves, and HTTP/1.1's decoder does not, is looked at here (RFC 9113 sections 8.2.1 and 8.3.1).
    static func head(_ fields: HPACKHeaders) -> ReceivedHead? {
        var method: String?
        var target: String?
        var scheme: String?
        var hasLength = false
        let authority = fields.first(name: ":authority")
        var headers = HTTPHeaders()
        headers.reserveCapacity(fields.count)
        for (name, value, _) in fields {
            switch name {
            case ":method": method = value
            case ":path": target = value
            case ":scheme": scheme = value
            case ":authority": headers.add(name: "host", value: value)
            // RFC 9113 section 8.3.1: it may say the same once more.
            case "host" where value == authority: break
            case let name where name.hasPrefix(":"): break
            case "content-length":
                guard !hasLength, !value.isEmpty, value.utf8.allSatisfy(\.isDigit) else { return nil }
                hasLength = true
                headers.add(name: name, value: value)
            default:
                guard !isBlank(value.utf8.first), !isBlank(value.utf8.last) else { return nil }
                headers.add(name: name, value: value)
            }
        }
        // CONNECT has no path, and nothing can be reached through this server.
        guard let method, !method.isEmpty, method.utf8.allSatisfy(\.isTokenCharacter), let target,
            target.hasPrefix("/") || target == "*", let scheme,
            scheme.isField("https") || scheme.isField("http")
        else { return nil }
        return ReceivedHead(
            HTTPRequestHead(version: .http1_1, method: HTTPMethod(rawValue: method), uri: target, headers: headers))
    }

    /// Whether it is within the limits of heads over HTTP/1.1.
    static func isWithinLimits(_ fields: HPACKHeaders) -> Bool {
        guard fields.count <= HTTPConnectionChannel.maximumHeadFieldCount else { return false }
        var size = 0
        for (name, value, _) in fields {
            let field = name.utf8.count + value.utf8.count
            guard field <= HTTPConnectionChannel.maximumHeadFieldSize else { return false }
            size += field
        }
        return size <= HTTPConnectionChannel.maximumHeadSize
    }

    private static func isBlank(_ byte: UInt8?) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
