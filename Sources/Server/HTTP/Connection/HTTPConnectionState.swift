// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// What a connection does at each event: puts requests together, and knows when to end. Pure.
struct HTTPConnectionState {
    enum Action {
        case none
        case deliver(ReceivedRequest)
        /// The client waits for a word before it sends the body.
        case sendContinue
        case close
    }

    private enum Reception {
        /// Between requests.
        case idle
        case receiving(ReceivedHead, ByteBuffer)
        /// The request is refused, and yet read, or the client would never see the answer; but not for ever.
        case discarding(remaining: Int)
        /// Nothing more is read.
        case finished
    }

    /// How much of a refused body is read, as a multiple of what would be accepted.
    private static let discardingFactor = 16

    private let maximumBodySize: Int
    let idleTimeout: TimeAmount
    private var reception = Reception.idle
    private var unanswered = 0
    private var isQuiescing = false
    /// When the client has kept the server waiting for too long; nil while it is the server's turn.
    private(set) var deadline: NIODeadline?

    init(maximumBodySize: Int, idleTimeout: TimeAmount) {
        self.maximumBodySize = maximumBodySize
        self.idleTimeout = idleTimeout
    }

    /// Whether an answer is owed.
    var isBusy: Bool { unanswered > 0 }

    mutating func opened(now: NIODeadline) {
        deadline = now + idleTimeout
    }

    mutating func received(_ head: HTTPRequestHead, now: NIODeadline) -> Action {
        guard case .idle = reception else { return .none }
        let head = ReceivedHead(head)
        let isAlone = unanswered == 0
        unanswered += 1
        deadline = now + idleTimeout
        if let length = head.headers.contentLength, length > maximumBodySize {
            return refuseBody(of: head)
        }
        reception = .receiving(head, ByteBuffer())
        // With earlier answers still to come the word would get in between them; clients go on without it after a while.
        return head.headers.expectsContinue && isAlone && head.keepsConnections ? .sendContinue : .none
    }

    mutating func received(_ part: ByteBuffer) -> Action {
        switch reception {
        case .receiving(let head, var body):
            guard part.readableBytes <= maximumBodySize - body.readableBytes else {
                return refuseBody(of: head)
            }
            if body.readableBytes == 0 {
                reception = .receiving(head, part)
            } else {
                // The only reference has to be the local one, or each part would copy all before it.
                reception = .idle
                body.writeImmutableBuffer(part)
                reception = .receiving(head, body)
            }
            return .none
        case .discarding(let remaining):
            let rest = remaining - part.readableBytes
            reception = rest > 0 ? .discarding(remaining: rest) : .finished
            return rest > 0 || isBusy ? .none : .close
        case .idle, .finished:
            return .none
        }
    }

    mutating func receivedEnd(now: NIODeadline) -> Action {
        switch reception {
        case .receiving(let head, let body):
            let request = ReceivedRequest(head, body: body)
            reception = request.closes ? .finished : .idle
            deadline = nil
            return .deliver(request)
        case .discarding:
            reception = .finished
            return .none
        case .idle, .finished:
            return .none
        }
    }

    /// What came is not HTTP.
    mutating func failed(_ fault: ReceivedRequest.Fault) -> Action {
        switch reception {
        case .idle: unanswered += 1
        case .receiving: break
        case .discarding, .finished: return .none
        }
        reception = .finished
        deadline = nil
        return .deliver(ReceivedRequest(fault: fault))
    }

    /// An answer is being sent.
    mutating func answered(now: NIODeadline) -> Action {
        if unanswered > 0 { unanswered -= 1 }
        guard unanswered == 0 else { return .none }
        switch reception {
        case .idle, .finished, .discarding:
            // Where the connection ends with this answer it is for the client to close, once it has read that.
            deadline = now + idleTimeout
            return isQuiescing ? .close : .none
        case .receiving:
            return .none
        }
    }

    /// The server shuts down.
    mutating func quiesce() -> Action {
        isQuiescing = true
        if case .receiving = reception { return .none }
        return isBusy ? .none : .close
    }

    func timePassed(now: NIODeadline) -> Action {
        guard let deadline, now >= deadline else { return .none }
        return .close
    }

    private mutating func refuseBody(of head: ReceivedHead) -> Action {
        let (limit, overflows) = maximumBodySize.multipliedReportingOverflow(by: Self.discardingFactor)
        reception = .discarding(remaining: overflows ? .max : limit)
        return .deliver(
            ReceivedRequest(head, body: ByteBuffer(), fault: .bodyTooLarge(limit: maximumBodySize)))
    }
}
