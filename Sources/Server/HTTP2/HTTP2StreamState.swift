// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHPACK
import NIOHTTP1

/// What a stream does at each event: puts its request together, and knows when its client takes too long. Pure.
struct HTTP2StreamState {
    enum Action {
        case none
        case deliver(ReceivedRequest)
    }

    private enum Reception {
        case expectingHead
        case receiving(ReceivedHead, ByteBuffer)
        /// The request is handed on. What of it still comes is dropped.
        case delivered
    }

    private let maximumBodySize: Int
    let idleTimeout: TimeAmount
    private var reception = Reception.expectingHead
    /// Whether the client has said that the request is whole.
    private(set) var isEnded = false
    /// When the client has kept the server waiting for too long; nil while it is the server's turn.
    private(set) var deadline: NIODeadline?

    init(maximumBodySize: Int, idleTimeout: TimeAmount) {
        self.maximumBodySize = maximumBodySize
        self.idleTimeout = idleTimeout
    }

    mutating func opened(now: NIODeadline) {
        deadline = now + idleTimeout
    }

    /// The head; or, after a body, trailers, of which none has a meaning here.
    mutating func received(_ fields: HPACKHeaders, ends: Bool) -> Action {
        isEnded = isEnded || ends
        guard case .expectingHead = reception else { return ends ? deliverWhole() : .none }
        guard let head = Self.head(fields) else {
            return deliver(ReceivedRequest(fault: .malformed("The request is not valid HTTP/2.")))
        }
        guard Self.isWithinLimits(fields) else { return deliver(ReceivedRequest(fault: .headTooLarge)) }
        if let fault = head.fault { return deliver(ReceivedRequest(head, body: ByteBuffer(), fault: fault)) }
        if let length = head.headers.contentLength, length > maximumBodySize { return refuseBody(of: head) }
        reception = .receiving(head, ByteBuffer())
        return ends ? deliverWhole() : .none
    }

    mutating func received(_ part: ByteBuffer, ends: Bool) -> Action {
        isEnded = isEnded || ends
        guard case .receiving(let head, var body) = reception else { return .none }
        guard part.readableBytes <= maximumBodySize - body.readableBytes else { return refuseBody(of: head) }
        if body.readableBytes == 0 {
            body = part
        } else {
            // The only reference has to be the local one, or each part would copy all before it.
            reception = .delivered
            body.writeImmutableBuffer(part)
        }
        reception = .receiving(head, body)
        return ends ? deliverWhole() : .none
    }

    /// Whether a part of a body would be kept.
    var isReceivingBody: Bool {
        if case .receiving = reception { true } else { false }
    }

    /// A part of the answer is being sent: the client has to take it.
    mutating func answering(now: NIODeadline) {
        deadline = now + idleTimeout
    }

    /// It was taken, and another one will come.
    mutating func partTaken() {
        deadline = nil
    }

    func isOverdue(now: NIODeadline) -> Bool {
        deadline.map { now >= $0 } ?? false
    }

    private mutating func deliverWhole() -> Action {
        guard case .receiving(let head, let body) = reception else { return .none }
        return deliver(ReceivedRequest(head, body: body))
    }

    private mutating func refuseBody(of head: ReceivedHead) -> Action {
        deliver(ReceivedRequest(head, body: ByteBuffer(), fault: .bodyTooLarge(limit: maximumBodySize)))
    }

    private mutating func deliver(_ request: ReceivedRequest) -> Action {
        reception = .delivered
        deadline = nil
        return .deliver(request)
    }

    /// The head as it would be over HTTP/1.1, which is what all that follows knows; nil where it could not be one. NIOHTTP2
    /// has checked that pseudo-fields come once and first, and that no name or value holds what would end a line.
    private static func head(_ fields: HPACKHeaders) -> ReceivedHead? {
        var method: String?
        var target: String?
        let authority = fields.first(name: ":authority")
        var headers = HTTPHeaders()
        headers.reserveCapacity(fields.count)
        for (name, value, _) in fields {
            switch name {
            case ":method": method = value
            case ":path": target = value
            case ":authority": headers.add(name: "host", value: value)
            // RFC 9113 section 8.3.1: it may say the same once more.
            case "host" where value == authority: break
            case let name where name.hasPrefix(":"): break
            default: headers.add(name: name, value: value)
            }
        }
        // CONNECT has no path, and nothing can be reached through this server.
        guard let method, let target, target.hasPrefix("/") || target == "*" else { return nil }
        return ReceivedHead(
            HTTPRequestHead(version: .http1_1, method: HTTPMethod(rawValue: method), uri: target, headers: headers))
    }

    /// The limits of heads over HTTP/1.1.
    private static func isWithinLimits(_ fields: HPACKHeaders) -> Bool {
        guard fields.count <= HTTPConnectionChannel.maximumHeadFieldCount else { return false }
        var size = 0
        for (name, value, _) in fields {
            let field = name.utf8.count + value.utf8.count
            guard field <= HTTPConnectionChannel.maximumHeadFieldSize else { return false }
            size += field
        }
        return size <= HTTPConnectionChannel.maximumHeadSize
    }
}
