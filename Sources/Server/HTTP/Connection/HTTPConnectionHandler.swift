// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOCore
import NIOHTTP1

/// Turns what the decoder finds into whole requests, and keeps a connection's time.
///
/// Each part that is written says whether it ends an answer. A client that ends its side while an answer is owed is given
/// `halfClosureGrace`: it may be one that only says that it has no further request, but most likely it is gone, and what
/// runs for it has to be cancelled. To one whose answer has begun by then it is sent.
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

    private(set) var state: HTTPConnectionState
    private var timer: Scheduled<Void>?
    private var halfClosureTimer: Scheduled<Void>?
    /// Whether an answer has begun that is not all written yet.
    private var isWithinAnswer = false
    /// Whether the client has ended its side.
    private var isInputClosed = false
    /// Whether what has not left yet is lost.
    private var isReset = false
    /// All that was written, over all answers.
    private var writtenByteCount = 0

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
        switch error {
        case let error as HTTPParserError:
            perform(state.failed(ReceivedRequest.Fault(error)), context)
        case is RequestDecoder.TargetTooLong:
            perform(state.failed(.targetTooLong), context)
        case is ByteToMessageDecoderError.PayloadTooLargeError:
            perform(state.overran(), context)
        case ByteToMessageDecoderError.dataReceivedInErrorState(_, let bytes):
            // The rest of what was refused.
            perform(state.received(bytes), context)
        default:
            context.fireErrorCaught(error)
            context.close(promise: nil)
            return
        }
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
        isWithinAnswer = !endsAnswer
        writtenByteCount += bytes.readableBytes
        let bytes = wrapOutboundOut(bytes)
        guard endsAnswer else { return context.write(bytes, promise: promise) }
        switch state.answered(now: .now()) {
        case .none, .deliver, .sendContinue:
            context.write(bytes, promise: promise)
        case .close, .reset:
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
            isInputClosed = true
            if state.isBusy {
                let this = NIOLoopBound((self, context), eventLoop: context.eventLoop)
                halfClosureTimer = context.eventLoop.scheduleTask(in: Self.halfClosureGrace) {
                    let (handler, context) = this.value
                    guard handler.state.isBusy, !handler.isWithinAnswer else { return }
                    context.channel.close(promise: nil)
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
        case .reset:
            reset(context)
        }
    }

    /// What is reset is not sent to its end behind this server's back.
    private func reset(_ context: ChannelHandlerContext) {
        isReset = true
        let channel = context.channel
        guard let socket = channel as? any SocketOptionProvider else { return channel.close(promise: nil) }
        socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in channel.close(promise: nil) }
    }

    // MARK: What the client takes

    /// Whoever reads the channel closes it once a client has ended its side and is answered: what of the answers has not
    /// left by then is sent first. The client's time for that is watched all along.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode != .input, isInputClosed, !isReset, !state.isBusy, !state.isQuiescing,
            takenByteCount(context) < writtenByteCount
        else { return context.close(mode: mode, promise: promise) }
        let this = NIOLoopBound(context, eventLoop: context.eventLoop)
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.whenComplete { _ in this.value.close(mode: mode, promise: promise) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: sent)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            state.caughtUp(now: .now())
            serveWaiting(context)
        } else {
            state.stalled(taken: takenByteCount(context), now: .now())
        }
        context.fireChannelWritabilityChanged()
    }

    /// How much of what was written has left. Under TLS what has not is a little more than what was written of it: that
    /// makes no difference between two looks.
    private func takenByteCount(_ context: ChannelHandlerContext) -> Int {
        let waiting = try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)
        return writtenByteCount - (waiting ?? 0)
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
            let action = handler.state.timePassed(now: .now(), taken: handler.takenByteCount(context))
            handler.perform(action, context)
            // A connection that ends takes a while under TLS, and its time is up all along.
            guard case .none = action, context.channel.isActive else { return }
            handler.startTimer(context, at: handler.state.deadline)
        }
    }

    private func cancelTimers() {
        timer?.cancel()
        timer = nil
        halfClosureTimer?.cancel()
        halfClosureTimer = nil
    }
}
