// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// A request as it came: the head, and the whole body.
final class ReceivedRequest: Sendable {
    /// Why a request cannot be served, whatever it asks for.
    enum Fault: Sendable, Hashable {
        case bodyTooLarge(limit: Int)
        case headTooLarge
        case targetTooLong
        /// Not HTTP/1.1; in what, as a sentence.
        case malformed(String)
        /// HTTP, and nothing that this server does; what, as a sentence.
        case notImplemented(String)
        case versionUnknown

        /// - Parameter error: what the decoder met.
        init(_ error: HTTPParserError) {
            switch error {
            case .headerOverflow: self = .headTooLarge
            case .invalidVersion: self = .versionUnknown
            default: self = .malformed("The request is not valid HTTP/1.1.")
            }
        }
    }

    private let head: ReceivedHead
    let body: ByteBuffer
    let fault: Fault?

    var method: HTTPMethod { head.method }
    /// What is asked for, without the query.
    var path: Substring { head.path }
    /// What comes after the first question mark.
    var query: Substring { head.query }
    var headers: RequestHeaders { head.headers }
    /// Whether the connection ends with the answer.
    var closes: Bool { fault != nil || head.closes }

    init(_ head: ReceivedHead, body: ByteBuffer, fault: Fault? = nil) {
        self.head = head
        self.body = body
        self.fault = fault
    }

    /// Something of which not even the head could be read.
    init(fault: Fault) {
        head = .unreadable
        body = ByteBuffer()
        self.fault = fault
    }
}

/// What of a request's head matters, looked for once. One object, since it is handed on several times.
final class ReceivedHead: Sendable {
    let method: HTTPMethod
    let path: Substring
    let query: Substring
    let headers: RequestHeaders
    let closes: Bool
    /// What of it breaks the protocol.
    let fault: ReceivedRequest.Fault?
    /// Whether this is HTTP/1.1, where connections are kept and a body can be waited for. The decoder knows no later one.
    let keepsConnections: Bool

    init(_ head: HTTPRequestHead) {
        method = head.method
        let target = RequestTarget(head.uri)
        path = target.path
        query = target.query
        var headers = RequestHeaders(head.headers)
        fault = ReceivedRequest.Fault(version: head.version, method: head.method, target: target, headers: headers)
        if let authority = target.authority { headers.host = authority }
        self.headers = headers
        keepsConnections = head.version == .http1_1
        // The decoder reads nothing after a request that asks for another protocol.
        closes = !head.isKeepAlive || !keepsConnections || headers.asksForUpgrade
    }

    static let unreadable = ReceivedHead(HTTPRequestHead(version: .http1_0, method: .GET, uri: "/"))
}
