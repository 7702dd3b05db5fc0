// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// A request as it came: the head, and the whole body.
final class ReceivedRequest: Sendable {
    /// Why a request cannot be served, whatever it asks for.
    enum Fault: Sendable, Hashable {
        case bodyTooLarge(limit: Int)
        case headTooLarge
        /// Not HTTP/1.1.
        case malformed
    }

    let method: HTTPMethod
    /// The path, with the query where there is one.
    let target: String
    let headers: RequestHeaders
    let body: ByteBuffer
    let fault: Fault?
    /// Whether the connection ends with the answer.
    let closes: Bool

    init(_ head: HTTPRequestHead, headers: RequestHeaders, body: ByteBuffer, fault: Fault? = nil) {
        method = head.method
        target = head.uri
        self.headers = headers
        self.body = body
        self.fault = fault
        // The decoder reads nothing after a request that asks for another protocol.
        closes = fault != nil || !head.isKeepAlive || !head.keepsConnections || headers.asksForUpgrade
    }

    /// Something of which not even the head could be read.
    init(fault: Fault) {
        method = .GET
        target = ""
        headers = RequestHeaders()
        body = ByteBuffer()
        self.fault = fault
        closes = true
    }
}

extension HTTPRequestHead {
    /// Whether this is HTTP/1.1, where connections are kept and a body can be waited for. The decoder knows no later one.
    var keepsConnections: Bool { version == .http1_1 }
}
