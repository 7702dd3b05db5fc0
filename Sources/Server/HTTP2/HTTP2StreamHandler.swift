// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP2

/// Makes a whole request of a stream's frames, frames of its answer, and keeps its time.
final class HTTP2StreamHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias OutboundIn = AnswerPart
    typealias OutboundOut = HTTP2Frame.FramePayload

    /// What is sent of an answer as one: the client has to take it within its time.
    private static let sliceSize = 64 << 10

    private var state: HTTP2StreamState
    private let budget: HTTP2BodyBudget
    private let frames: HTTP2FrameBudget
    private let request: EventLoopPromise<ReceivedRequest>
    /// What of the budget this stream holds.
    private var taken = 0
    private var headIsSent = false
    private var timer: Scheduled<Void>?

    /// - Parameter request: is completed with the request, or fails when the stream ends before.
    init(
        state: HTTP2StreamState, budget: HTTP2BodyBudget, frames: HTTP2FrameBudget,
        request: EventLoopPromise<ReceivedRequest>
    ) {
        self.state = state
        self.budget = budget
        self.frames = frames
        self.request = request
    }

    func handlerAdded(context: ChannelHandlerContext) {
        state.opened(now: .now())
        startTimer(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
    }

    private func end() {
        timer?.cancel()
        timer = nil
        budget.giveBack(taken)
        taken = 0
        request.fail(ChannelError.eof)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .headers(let headers): perform(state.received(headers.headers, ends: headers.endStream))
        case .data(let data): received(data, context)
        case .alternativeService, .goAway, .origin, .ping, .priority, .pushPromise, .rstStream, .settings,
            .windowUpdate:
            // Of a connection, of a server, or what ends the stream anyway.
            break
        }
    }

    private func received(_ data: HTTP2Frame.FramePayload.Data, _ context: ChannelHandlerContext) {
        guard case .byteBuffer(let bytes) = data.data, state.isReceivingBody else {
            return perform(state.received(ByteBuffer(), ends: data.endStream))
        }
        guard budget.take(bytes.readableBytes) else {
            // Nothing was done of what it asks for: the client may send it again.
            context.writeAndFlush(wrapOutboundOut(.rstStream(.refusedStream)), promise: nil)
            return
        }
        taken += bytes.readableBytes
        if bytes.readableBytes > 0 { frames.bodyPartKept() }
        perform(state.received(bytes, ends: data.endStream))
    }

    private func perform(_ action: HTTP2StreamState.Action) {
        switch action {
        case .none: break
        case .deliver(let received): request.succeed(received)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    // MARK: Answers

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part = unwrapOutboundIn(data)
        var bytes = part.bytes
        let written = promise ?? context.eventLoop.makePromise()
        if !headIsSent {
            guard let fields = AnswerHead.take(from: &bytes) else {
                written.fail(ChannelError.inappropriateOperationForState)
                return context.close(promise: nil)
            }
            headIsSent = true
            let endsHere = part.isLast && bytes.readableBytes == 0
            let head = HTTP2Frame.FramePayload.Headers(headers: fields, endStream: endsHere)
            context.write(wrapOutboundOut(.headers(head)), promise: endsHere ? written : nil)
            if endsHere { return answering(context, until: written.futureResult, isLast: true) }
        }
        while bytes.readableBytes > Self.sliceSize, let slice = bytes.readSlice(length: Self.sliceSize) {
            let taken = context.eventLoop.makePromise(of: Void.self)
            context.write(wrapOutboundOut(.data(.init(data: .byteBuffer(slice)))), promise: taken)
            let this = NIOLoopBound(self, eventLoop: context.eventLoop)
            taken.futureResult.whenSuccess { this.value.state.answering(now: .now()) }
        }
        let body = HTTP2Frame.FramePayload.Data(data: .byteBuffer(bytes), endStream: part.isLast)
        context.write(wrapOutboundOut(.data(body)), promise: written)
        answering(context, until: written.futureResult, isLast: part.isLast)
    }

    /// The client has to take what is being sent within its time.
    private func answering(_ context: ChannelHandlerContext, until written: EventLoopFuture<Void>, isLast: Bool) {
        state.answering(now: .now())
        let this = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        written.whenSuccess {
            let (handler, context) = this.value
            handler.state.partTaken()
            guard isLast, !handler.state.isEnded else { return }
            // The answer is there, and the rest of the request is not wanted (RFC 9113 section 8.1).
            context.writeAndFlush(handler.wrapOutboundOut(.rstStream(.noError)), promise: nil)
        }
    }

    // MARK: Time

    /// One timer that looks again when it fires costs less than one that is moved with each frame.
    private func startTimer(_ context: ChannelHandlerContext) {
        let this = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(deadline: state.deadline ?? .now() + state.idleTimeout) {
            let (handler, context) = this.value
            guard !handler.state.isOverdue(now: .now()) else { return context.close(promise: nil) }
            handler.startTimer(context)
        }
    }
}
