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
        /// Ends the connection in the middle of an answer, so that its client cannot take that for a whole one.
        case reset
    }

    private enum Reception {
        /// Between requests.
        case idle
        case receiving(ReceivedHead, ByteBuffer)
        /// Nothing more is taken. It is read all the same, or the client would never see the answer: to close a connection
        /// while something waits to be read resets it. But not for ever.
        case discarding(remaining: Int)
    }

    /// A client that does not take what is sent.
    private struct Stalling {
        /// How much it had taken when its time began, over all answers.
        var taken: Int
        var deadline: NIODeadline
    }

    /// How much is read of what is not taken, as a multiple of the largest body.
    private static let discardingFactor = 16
    /// How long a client may take to end a connection whose last answer it was told.
    private static let lingering = TimeAmount.seconds(30)
    /// How many bytes of an answer a client has to take in its time, while not all of it is sent.
    static let leastTaken = 16 << 10

    private let maximumBodySize: Int
    let idleTimeout: TimeAmount
    private var reception = Reception.idle
    private var unanswered = 0
    /// Whether the server shuts down.
    private(set) var isQuiescing = false
    /// When the client has taken too long to send what is waited for; nil while it is the server's turn.
    private var receptionDeadline: NIODeadline?
    private var stalling: Stalling?

    init(maximumBodySize: Int, idleTimeout: TimeAmount) {
        self.maximumBodySize = maximumBodySize
        self.idleTimeout = idleTimeout
    }

    /// Whether an answer is owed.
    var isBusy: Bool { unanswered > 0 }

    /// Whether more has come than is read from a client to which nothing more is said.
    var isOverrun: Bool {
        if case .discarding(0) = reception { true } else { false }
    }

    /// When `timePassed` has to be asked; nil while it is the server's turn.
    var deadline: NIODeadline? { stalling?.deadline ?? receptionDeadline }

    mutating func opened(now: NIODeadline) {
        receptionDeadline = now + idleTimeout
    }

    // MARK: Requests

    mutating func received(_ head: HTTPRequestHead, now: NIODeadline) -> Action {
        guard case .idle = reception else { return .none }
        let head = ReceivedHead(head)
        let isAlone = unanswered == 0
        unanswered += 1
        receptionDeadline = now + idleTimeout
        if let fault = head.fault { return refuse(head, fault) }
        if let length = head.headers.contentLength, length > maximumBodySize {
            return refuse(head, .bodyTooLarge(limit: maximumBodySize))
        }
        reception = .receiving(head, ByteBuffer())
        // With earlier answers still to come the word would get in between them; clients go on without it after a while.
        return head.headers.expectsContinue && isAlone && head.keepsConnections ? .sendContinue : .none
    }

    /// A part of a body, or of what is taken for nothing any more.
    mutating func received(_ part: ByteBuffer) -> Action {
        switch reception {
        case .receiving(let head, var body):
            guard part.readableBytes <= maximumBodySize - body.readableBytes else {
                return refuse(head, .bodyTooLarge(limit: maximumBodySize))
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
            let rest = max(0, remaining - part.readableBytes)
            reception = .discarding(remaining: rest)
            return rest > 0 || isBusy ? .none : .close
        case .idle:
            return .none
        }
    }

    mutating func receivedEnd(now: NIODeadline) -> Action {
        guard case .receiving(let head, let body) = reception else { return .none }
        let request = ReceivedRequest(head, body: body)
        reception = request.closes ? discarding : .idle
        receptionDeadline = nil
        return .deliver(request)
    }

    /// What came is not HTTP, or more than is read.
    mutating func failed(_ fault: ReceivedRequest.Fault) -> Action {
        switch reception {
        case .idle: unanswered += 1
        case .receiving: break
        case .discarding: return .none
        }
        reception = discarding
        receptionDeadline = nil
        return .deliver(ReceivedRequest(fault: fault))
    }

    /// More came than the decoder keeps: after a request for another protocol, it keeps all and takes nothing.
    mutating func overran() -> Action {
        guard case .discarding = reception else { return failed(.headTooLarge) }
        reception = .discarding(remaining: 0)
        return isBusy ? .none : .close
    }

    // MARK: Answers

    /// An answer is being sent.
    mutating func answered(now: NIODeadline) -> Action {
        if unanswered > 0 { unanswered -= 1 }
        guard unanswered == 0 else { return .none }
        switch reception {
        case .idle:
            receptionDeadline = now + idleTimeout
            return isQuiescing ? .close : .none
        case .discarding(let remaining):
            // The connection ends with this answer. It is for the client to close, once it has read that.
            receptionDeadline = now + min(idleTimeout, Self.lingering)
            return isQuiescing || remaining == 0 ? .close : .none
        case .receiving:
            return .none
        }
    }

    /// What is sent piles up, since the client does not take it.
    ///
    /// - Parameter taken: how many bytes it has taken in all.
    mutating func stalled(taken: Int, now: NIODeadline) {
        stalling = Stalling(taken: taken, deadline: now + idleTimeout)
    }

    /// The client has taken all that was sent, but for little.
    mutating func caughtUp(now: NIODeadline) {
        guard stalling != nil else { return }
        stalling = nil
        // It could not have sent anything sensible before.
        if receptionDeadline != nil { receptionDeadline = now + idleTimeout }
    }

    // MARK: Ends

    /// The server shuts down.
    mutating func quiesce() -> Action {
        isQuiescing = true
        if case .receiving = reception { return .none }
        return isBusy ? .none : .close
    }

    /// - Parameter taken: how many bytes of answers the client has taken in all.
    mutating func timePassed(now: NIODeadline, taken: Int = 0) -> Action {
        guard let deadline, now >= deadline else { return .none }
        guard let stalling else { return .close }
        guard taken - stalling.taken >= Self.leastTaken else { return .reset }
        self.stalling = Stalling(taken: taken, deadline: now + idleTimeout)
        return .none
    }

    private mutating func refuse(_ head: ReceivedHead, _ fault: ReceivedRequest.Fault) -> Action {
        reception = discarding
        return .deliver(ReceivedRequest(head, body: ByteBuffer(), fault: fault))
    }

    private var discarding: Reception {
        let (limit, overflows) = maximumBodySize.multipliedReportingOverflow(by: Self.discardingFactor)
        return .discarding(remaining: overflows ? .max : limit)
    }
}
