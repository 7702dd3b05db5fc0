// SPDX-License-Identifier: Apache-2.0

import NIOHTTP1

extension ReceivedRequest.Fault {
    /// What of a head breaks the protocol although it could be read; nil for nothing.
    ///
    /// Whoever stands before this server may have understood such a head otherwise, and what follows it with it: nothing
    /// more is taken over its connection.
    init?(version: HTTPVersion, method: HTTPMethod, target: RequestTarget, headers: RequestHeaders) {
        if let fault = Self.ofFraming(version: version, headers) {
            self = fault
        } else if let fault = Self.ofHost(version: version, target: target, headers) {
            self = fault
        } else if method == .CONNECT {
            self = .notImplemented("This server opens no tunnels.")
        } else if target.form == .asterisk, method != .OPTIONS {
            self = .malformed("The target '*' is for OPTIONS.")
        } else if target.form == .other {
            self = .malformed("The request's target is neither a path nor a URL.")
        } else {
            return nil
        }
    }

    /// RFC 9112 section 6.1. Lengths the decoder has checked.
    private static func ofFraming(version: HTTPVersion, _ headers: RequestHeaders) -> Self? {
        guard !headers.transferCodings.isEmpty else { return nil }
        guard version == .http1_1 else { return .malformed("'Transfer-Encoding' is not of HTTP/1.0.") }
        guard !headers.hasContentLength else {
            return .malformed("A request has either 'Content-Length' or 'Transfer-Encoding'.")
        }
        guard headers.transferCodings.last == "chunked" else {
            return .malformed("The last transfer coding must be 'chunked'.")
        }
        guard headers.transferCodings.count == 1 else {
            return .notImplemented("No transfer coding but 'chunked' is known.")
        }
        return nil
    }

    /// RFC 9112 section 3.2.
    private static func ofHost(version: HTTPVersion, target: RequestTarget, _ headers: RequestHeaders) -> Self? {
        guard headers.hostCount == 1 || headers.hostCount == 0 && version != .http1_1 else {
            return .malformed("A request has one 'Host' field.")
        }
        for host in [headers.host, target.authority] {
            if let host, !HostName.isValid(host) { return .malformed("The host's name is not valid.") }
        }
        return nil
    }
}
