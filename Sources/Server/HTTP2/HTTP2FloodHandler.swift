// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Counts the frames that come, and lets no more through once there were too many.
///
/// Stands before NIOHTTP2's handler, which ends floods of some kinds of frames itself and knows nothing of the others.
final class HTTP2FloodHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private var heads = HTTP2FrameHeads()
    private let budget: HTTP2FrameBudget
    private let onFlood: () -> Void
    private var isFlooded = false

    /// - Parameter onFlood: called once, on the event loop.
    init(budget: HTTP2FrameBudget, onFlood: @escaping () -> Void) {
        self.budget = budget
        self.onFlood = onFlood
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isFlooded else { return }
        heads.read(unwrapInboundIn(data)) { budget.received($0) }
        context.fireChannelRead(data)
    }

    /// What came is judged when all of it was handed on: it may have been what requests are made of.
    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        guard !isFlooded, budget.isSpent(now: .now()) else { return }
        isFlooded = true
        onFlood()
    }
}
