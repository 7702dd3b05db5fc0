// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP2

/// Ends connections: idle ones, those of clients that break the protocol or are gone, and all at a shutdown.
///
/// Stands behind NIOHTTP2's handler, which keeps the protocol. That one reports faults of single streams and of the
/// connection alike, and leaves it to others to close; which of them it was is told by the GOAWAY that it sends.
final class HTTP2ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTP2Frame
    typealias InboundOut = HTTP2Frame
    typealias OutboundIn = HTTP2Frame
    typealias OutboundOut = HTTP2Frame

    /// Hears of streams and frames, on the connection's event loop.
    struct Delegate: NIOHTTP2StreamDelegate, NIOHTTP2FrameDelegate {
        fileprivate let handler: NIOLoopBound<HTTP2ConnectionHandler>

        func streamCreated(_ id: HTTP2StreamID, channel: any Channel) { handler.value.streamOpened(id) }

        func streamClosed(_ id: HTTP2StreamID, channel: any Channel) { handler.value.streamClosed() }

        func wroteFrame(_ frame: HTTP2Frame) { handler.value.wrote(frame) }
    }

    private var state: HTTP2ConnectionState
    private let frames: HTTP2FrameBudget
    private let eventLoop: any EventLoop
    private let onFault: @Sendable () -> Void
    private var context: ChannelHandlerContext?
    private var timer: Scheduled<Void>?
    /// Whether the client has broken the protocol.
    private var isAtFault = false

    /// - Parameters:
    ///   - frames: is told what is done over the connection.
    ///   - onFault: called once where the client breaks the protocol.
    init(
        state: HTTP2ConnectionState, frames: HTTP2FrameBudget, eventLoop: any EventLoop,
        onFault: @escaping @Sendable () -> Void
    ) {
        self.state = state
        self.frames = frames
        self.eventLoop = eventLoop
        self.onFault = onFault
    }

    /// To be asked for on the event loop.
    var delegate: Delegate { Delegate(handler: NIOLoopBound(self, eventLoop: eventLoop)) }

    /// The connection is open by then: what is spoken over it was agreed on over it.
    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        state.opened(now: .now())
        startTimer()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            perform(state.end())
        } else if let event = event as? ChannelEvent, event == .inputClosed {
            // Windows could not be opened any more, nor streams ended.
            context.close(promise: nil)
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// Faults of streams end those; the connection's are told by its GOAWAY.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {}

    // MARK: Streams and frames

    private func streamOpened(_ stream: HTTP2StreamID) {
        state.streamOpened(stream)
        frames.requestBegan()
    }

    private func streamClosed() { perform(state.streamClosed(now: .now())) }

    private func wrote(_ frame: HTTP2Frame) {
        switch frame.payload {
        case .data(let data): frames.answerSent(data.data.readableBytes)
        case .goAway(_, let code, _) where code != .noError: endAtFault()
        default: break
        }
    }

    private func endAtFault() {
        guard !isAtFault else { return }
        isAtFault = true
        onFault()
        closeSoon()
    }

    /// The client sends frames and does nothing with them.
    func endFlood() {
        // NIOHTTP2 may have ended it already: one word is enough.
        guard !isAtFault else { return }
        sendGoAway(state.lastStream, .enhanceYourCalm)
        endAtFault()
    }

    private func perform(_ action: HTTP2ConnectionState.Action) {
        switch action {
        case .none: break
        case .refuseFurther(let last): sendGoAway(last)
        case .refuseFurtherAndClose(let last):
            sendGoAway(last)
            closeSoon()
        case .close:
            closeSoon()
        }
    }

    private func sendGoAway(_ last: HTTP2StreamID, _ code: HTTP2ErrorCode = .noError) {
        let payload = HTTP2Frame.FramePayload.goAway(lastStreamID: last, errorCode: code, opaqueData: nil)
        context?.writeAndFlush(
            wrapOutboundOut(HTTP2Frame(streamID: .rootStream, payload: payload)), promise: nil)
    }

    /// What ends a stream is written before it is flushed: a close in between would cost the client the end of its answer.
    private func closeSoon() {
        guard let channel = context?.channel else { return }
        eventLoop.execute { channel.close(promise: nil) }
    }

    // MARK: Time

    /// One timer that looks again when it fires costs less than one that is moved with each stream.
    private func startTimer() {
        let this = NIOLoopBound(self, eventLoop: eventLoop)
        timer = eventLoop.scheduleTask(deadline: state.deadline ?? .now() + state.idleTimeout) {
            let handler = this.value
            handler.perform(handler.state.timePassed(now: .now()))
            if handler.context?.channel.isActive == true { handler.startTimer() }
        }
    }
}
