// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP2

/// A connection of HTTP/2 with the streams that its client opens.
///
/// It is closed when nobody holds it: a server that ends may drop connections that it has just accepted.
final class HTTP2Connection: Sendable {
    let channel: any Channel
    let streams: NIOHTTP2Handler.AsyncStreamMultiplexer<HTTP2Stream>

    init(channel: any Channel, streams: NIOHTTP2Handler.AsyncStreamMultiplexer<HTTP2Stream>) {
        self.channel = channel
        self.streams = streams
    }

    deinit { channel.close(promise: nil) }
}

/// A stream: one request and its answer.
struct HTTP2Stream: Sendable {
    let channel: any Channel
    /// The whole request; fails where the stream ends before.
    let request: EventLoopFuture<ReceivedRequest>

    /// Sends a part of the answer, and waits until it has left.
    func send(_ part: AnswerPart) async throws {
        try await channel.writeAndFlush(part)
    }
}
