// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOTLS

/// Ends a connection whose handshake takes too long, and one that still shakes hands when the server shuts down: nothing
/// was asked over it yet. Leaves the pipeline when the handshake is done.
final class TLSHandshakeHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Any

    private let limit: TimeAmount
    private let onFailure: @Sendable () -> Void
    private var timer: Scheduled<Void>?
    private var isOver = false

    /// - Parameter onFailure: called once where the connection ends before its handshake.
    init(limit: TimeAmount, onFailure: @escaping @Sendable () -> Void) {
        self.limit = limit
        self.onFailure = onFailure
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        if !isOver {
            isOver = true
            onFailure()
        }
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case TLSUserEvent.handshakeCompleted:
            isOver = true
            context.fireUserInboundEventTriggered(event)
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
        case is ChannelShouldQuiesceEvent:
            isOver = true
            context.close(promise: nil)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }
}
