// SPDX-License-Identifier: Apache-2.0

import Logging
import NIOCore
import NIOHTTP2

/// Connections of HTTP/2: what their clients may do, and who answers on their streams.
struct HTTP2ConnectionChannel: Sendable {
    /// How many requests a client may have under way at once.
    static let maximumStreams = 100
    /// The bodies of all requests of a connection together, as a multiple of the largest one: each alone may be as large as
    /// over HTTP/1.1, and a hundred of them are not.
    static let bodiesFactor = 4

    let configuration: HTTPServerConfiguration
    let responder: HTTPResponder
    let metrics: ServerMetrics

    /// What a client may do. Floods end the connection with ENHANCE_YOUR_CALM: more than 200 resets of streams (CVE-2023-44487),
    /// 200 faults in streams, or 200 PING, SETTINGS or PRIORITY frames in 30 seconds; a head in more than six frames; empty
    /// frames of data. Of all kinds of frames together `HTTP2FrameBudget` says how many are too many.
    static var limits: NIOHTTP2Handler.Configuration {
        var limits = NIOHTTP2Handler.Configuration()
        limits.connection.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: maximumStreams),
            // A head that is too large gets an answer, unless it is far too large: that ends the connection, as do 16 KiB
            // before the client has seen this.
            HTTP2Setting(parameter: .maxHeaderListSize, value: 2 * HTTPConnectionChannel.maximumHeadSize),
        ]
        limits.connection.maximumSequentialContinuationFrames = 5
        limits.connection.maximumBufferedControlFrames = 1_000
        limits.connection.controlFrameRateLimit.maximumCount = 200
        limits.connection.controlFrameRateLimit.windowLength = .seconds(30)
        limits.stream.streamResetFrameRateLimit.maximumCount = 200
        limits.stream.streamResetFrameRateLimit.windowLength = .seconds(30)
        limits.stream.streamErrorRateLimit.maximumCount = 200
        limits.stream.streamErrorRateLimit.windowLength = .seconds(30)
        return limits
    }

    /// To be called on the connection's event loop.
    func setup(channel: any Channel) throws -> HTTP2Connection {
        let budget = HTTP2BodyBudget(bytes: Self.bodiesLimit(maximumBodySize: configuration.maximumBodySize))
        let loopBoundBudget = NIOLoopBound(budget, eventLoop: channel.eventLoop)
        let frames = HTTP2FrameBudget(now: .now())
        let loopBoundFrames = NIOLoopBound(frames, eventLoop: channel.eventLoop)
        let handler = HTTP2ConnectionHandler(
            state: HTTP2ConnectionState(idleTimeout: configuration.idleTimeout), frames: frames,
            eventLoop: channel.eventLoop
        ) { metrics.count(.http2ConnectionFailed) }
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(HTTP2FloodHandler(budget: frames) { [weak handler] in handler?.endFlood() })
        let streams = try pipeline.configureAsyncHTTP2Pipeline(
            mode: .server, streamDelegate: handler.delegate, frameDelegate: handler.delegate,
            configuration: Self.limits
        ) { stream in
            stream.eventLoop.makeCompletedFuture {
                let promise = stream.eventLoop.makePromise(of: ReceivedRequest.self)
                do {
                    try stream.pipeline.syncOperations.addHandler(
                        HTTP2StreamHandler(
                            state: HTTP2StreamState(
                                maximumBodySize: configuration.maximumBodySize, idleTimeout: configuration.idleTimeout),
                            budget: loopBoundBudget.value, frames: loopBoundFrames.value, request: promise))
                } catch {
                    promise.fail(error)
                    throw error
                }
                return HTTP2Stream(channel: stream, request: promise.futureResult)
            }
        }
        try pipeline.addHandler(handler)
        return HTTP2Connection(channel: channel, streams: streams)
    }

    private static func bodiesLimit(maximumBodySize: Int) -> Int {
        let (limit, overflows) = maximumBodySize.multipliedReportingOverflow(by: bodiesFactor)
        return overflows ? .max : limit
    }

    /// Answers all requests, and returns when the connection is closed.
    func handle(_ connection: HTTP2Connection, logger: Logger) async {
        let executor = EventLoopTaskExecutor(connection.channel.eventLoop)
        let peer = connection.channel.remoteAddress?.ipAddress
        responder.connectionBegan()
        defer { responder.connectionEnded() }
        await withDiscardingTaskGroup { group in
            do {
                for try await stream in connection.streams.inbound {
                    group.addTask(executorPreference: executor) {
                        await serve(stream, from: peer, on: executor, logger: logger)
                    }
                }
            } catch {
                logger.trace("connection failed", metadata: ["reason": "\(error)"])
            }
            // Where it is the server that ends, streams wait for their clients otherwise.
            connection.channel.close(promise: nil)
        }
    }

    /// Answers the one request of a stream. With the stream gone, what runs for it is cancelled.
    private func serve(
        _ stream: HTTP2Stream, from peer: String?, on executor: EventLoopTaskExecutor, logger: Logger
    ) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask(executorPreference: executor) {
                do {
                    try await answer(stream, from: peer)
                } catch {
                    logger.trace("stream failed", metadata: ["reason": "\(error)"])
                    stream.channel.close(promise: nil)
                }
            }
            group.addTask(executorPreference: executor) {
                // Ends on each path: the handler closes a stream whose answer has left or stands still.
                try? await stream.channel.closeFuture.get()
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func answer(_ stream: HTTP2Stream, from peer: String?) async throws {
        let request = try await stream.request.get()
        try await responder.answer(to: request, from: peer).send { try await stream.send($0) }
    }
}
