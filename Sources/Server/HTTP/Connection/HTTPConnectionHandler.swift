// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// Turns what the decoder finds into whole requests, and keeps a connection's time.
///
/// Each part that is written says whether it ends an answer. A client that ends its side while an answer is owed is given
/// `halfClosureGrace`: it may be one that only says that it has no further request, but most likely it is gone, and what
/// runs for it has to be cancelled.
final class HTTPConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = ReceivedRequest
    typealias OutboundIn = AnswerPart
    typealias OutboundOut = ByteBuffer

    static let halfClosureGrace = TimeAmount.seconds(1)

    /// What answers some requests right here; nil where all are handed on.
    let responder: HTTPResponder?
    /// The address of the connection's other end.
    private(set) var peer: String?
    /// Whole requests that are not served yet.
    var waiting = CircularBuffer<ReceivedRequest>()
    /// How many requests were handed on and are not answered yet.
    var handedOn = 0
    /// Whether a request is being answered here, and what PostgreSQL is asked for it.
    var isAnswering = false
    var delivery: SegmentDelivery?
    /// Whether requests are being taken from those that wait.
    var isServing = false
    /// Whether more is read once nobody waits.
    var isReadHeld = false
    /// Whether the client has ended its side, which is only told when nothing is answered here any more.
    var isEndHeld = false

    private var state: HTTPConnectionState
    private var timer: Scheduled<Void>?
    private var halfClosureTimer: Scheduled<Void>?

    init(state: HTTPConnectionState, responder: HTTPResponder? = nil) {
        self.state = state
        self.responder = responder
    }

    func handlerAdded(context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        opened(context)
    }

    func channelActive(context: ChannelHandlerContext) {
        opened(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        cancelTimers()
        cancelDirectly()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        cancelTimers()
        cancelDirectly()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let action =
            switch unwrapInboundIn(data) {
            case .head(let head): state.received(head, now: .now())
            case .body(let part): state.received(part)
            case .end: state.receivedEnd(now: .now())
            }
        perform(action, context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else {
            context.fireErrorCaught(error)
            context.close(promise: nil)
            return
        }
        perform(state.failed(error == .headerOverflow ? .headTooLarge : .malformed), context)
        // What was delivered is only handed on by this.
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part = unwrapOutboundIn(data)
        if part.isLast { handedOn -= 1 }
        send(part.bytes, endsAnswer: part.isLast, context, promise: promise)
    }

    /// Writes an answer, or a piece of one, and ends the connection where that comes next.
    func send(
        _ bytes: ByteBuffer, endsAnswer: Bool, _ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?
    ) {
        let bytes = wrapOutboundOut(bytes)
        guard endsAnswer else { return context.write(bytes, promise: promise) }
        switch state.answered(now: .now()) {
        case .none, .deliver, .sendContinue:
            context.write(bytes, promise: promise)
        case .close:
            let written = promise ?? context.eventLoop.makePromise()
            let channel = context.channel
            written.futureResult.whenComplete { _ in
                channel.close(promise: nil)
            }
            context.write(bytes, promise: written)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            perform(state.quiesce(), context)
        } else if let event = event as? ChannelEvent, event == .inputClosed {
            if state.isBusy {
                let channel = context.channel
                halfClosureTimer = context.eventLoop.scheduleTask(in: Self.halfClosureGrace) {
                    channel.close(promise: nil)
                }
            }
            // Whoever reads the channel closes it after this.
            if holdsEnd() { return }
        }
        context.fireUserInboundEventTriggered(event)
    }

    private func perform(_ action: HTTPConnectionState.Action, _ context: ChannelHandlerContext) {
        switch action {
        case .none:
            break
        case .deliver(let request):
            deliver(request, context)
        case .sendContinue:
            let line = ByteBuffer(staticString: "HTTP/1.1 100 Continue\r\n\r\n")
            context.writeAndFlush(wrapOutboundOut(line), promise: nil)
        case .close:
            context.close(promise: nil)
        }
    }

    // MARK: Time

    private func opened(_ context: ChannelHandlerContext) {
        peer = context.remoteAddress?.ipAddress
        state.opened(now: .now())
        startTimer(context, at: state.deadline)
    }

    /// One timer that looks again when it fires costs less than one that is moved with each request.
    private func startTimer(_ context: ChannelHandlerContext, at deadline: NIODeadline?) {
        let this = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(deadline: deadline ?? .now() + state.idleTimeout) {
            let (handler, context) = this.value
            handler.perform(handler.state.timePassed(now: .now()), context)
            if context.channel.isActive { handler.startTimer(context, at: handler.state.deadline) }
        }
    }

    private func cancelTimers() {
        timer?.cancel()
        timer = nil
        halfClosureTimer?.cancel()
        halfClosureTimer = nil
    }
}
