// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHPACK

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
        guard let head = HTTP2RequestHead.head(fields) else {
            return deliver(ReceivedRequest(fault: .malformed("The request is not valid HTTP/2.")))
        }
        guard HTTP2RequestHead.isWithinLimits(fields) else { return deliver(ReceivedRequest(fault: .headTooLarge)) }
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
}
