// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Requests are answered one after the other: here where that takes no task, else by whoever reads the channel.
extension HTTPConnectionHandler {
    /// Takes a whole request, to be served when those before it are answered.
    func deliver(_ request: ReceivedRequest, _ context: ChannelHandlerContext) {
        waiting.append(request)
        serveWaiting(context)
    }

    /// A loop, since an answer that is there at once would else serve the next request from within the one before. Who does
    /// not take its answers is not served further.
    func serveWaiting(_ context: ChannelHandlerContext) {
        guard !isServing else { return }
        isServing = true
        defer { isServing = false }
        while !isAnswering, context.channel.isWritable, let request = waiting.popFirst() {
            if handedOn == 0, answersDirectly(request, context) { continue }
            handedOn += 1
            context.fireChannelRead(wrapInboundOut(request))
        }
        if isReadHeld, !holdsReads(context) {
            isReadHeld = false
            context.read()
        }
        if waiting.isEmpty, !isAnswering, isEndHeld {
            isEndHeld = false
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
    }

    /// Whether the end of the client's side is kept until all is answered that came before it.
    func holdsEnd() -> Bool {
        isEndHeld = isAnswering || !waiting.isEmpty
        return isEndHeld
    }

    private func answersDirectly(_ request: ReceivedRequest, _ context: ChannelHandlerContext) -> Bool {
        guard let responder else { return false }
        isAnswering = true
        let (isTaken, delivery) = responder.answerDirectly(to: request, from: peer, on: context.eventLoop) { bytes in
            self.isAnswering = false
            self.delivery = nil
            guard context.channel.isActive else { return }
            self.send(bytes, endsAnswer: true, context, promise: nil)
            context.flush()
            self.serveWaiting(context)
            // What was handed on from here is only taken notice of by this.
            if self.handedOn > 0 { context.fireChannelReadComplete() }
        }
        guard isTaken else {
            isAnswering = false
            return false
        }
        // It may have ended by now.
        if isAnswering { self.delivery = delivery }
        return true
    }

    func read(context: ChannelHandlerContext) {
        if holdsReads(context) {
            isReadHeld = true
        } else {
            context.read()
        }
    }

    /// Requests that a client sends ahead stay in the socket, but for one.
    private func holdsReads(_ context: ChannelHandlerContext) -> Bool {
        state.isOverrun || !context.channel.isWritable || isAnswering && !waiting.isEmpty
    }

    /// The client is gone: nobody waits for what runs.
    func cancelDirectly() {
        delivery?.cancel()
        delivery = nil
        waiting.removeAll()
    }
}
