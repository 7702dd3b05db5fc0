// SPDX-License-Identifier: Apache-2.0

import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import Synchronization

/// A connection of HTTP/1.1 under Hummingbird's server, which accepts it and shuts it down.
///
/// Hummingbird's own channel costs more than a small query does: requests and answers pass through here as one value
/// each, and their headers are neither copied nor converted.
struct HTTPConnectionChannel: ServerChildChannel {
    typealias Value = AcceptedConnection

    /// The longest field of a head, tokens and request targets among them, and all fields together, in bytes.
    static let maximumHeadFieldSize = 16 << 10
    static let maximumHeadSize = 32 << 10
    static let maximumHeadFieldCount = 100

    let configuration: HTTPServerConfiguration
    let responder: HTTPResponder

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            // The decoder keeps parts of a head alone, and all that follows a request for another protocol.
            try pipeline.addHandler(
                ByteToMessageHandler(RequestDecoder(), maximumBufferSize: 2 * Self.maximumHeadSize))
            try pipeline.addHandler(
                HTTPConnectionHandler(
                    state: HTTPConnectionState(
                        maximumBodySize: configuration.maximumBodySize, idleTimeout: configuration.idleTimeout),
                    responder: responder))
            return AcceptedConnection(
                try NIOAsyncChannel(
                    wrappingChannelSynchronously: channel,
                    // Requests that a client sends ahead stay in the socket, but for one.
                    configuration: .init(
                        backPressureStrategy: .init(lowWatermark: 1, highWatermark: 1),
                        isOutboundHalfClosureEnabled: true)))
        }
    }

    func handle(value connection: Value, logger: Logger) async {
        let executor = EventLoopTaskExecutor(connection.channel.eventLoop)
        responder.connectionBegan()
        defer { responder.connectionEnded() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask(executorPreference: executor) {
                do {
                    try await serve(connection)
                } catch {
                    // The client is gone, or the server ends: there is nobody to tell.
                    logger.trace("connection failed", metadata: ["reason": "\(error)"])
                }
            }
            group.addTask(executorPreference: executor) {
                // Ends on each path: whoever serves closes the channel.
                try? await connection.channel.closeFuture.get()
            }
            // Whichever ends first: with the client gone, what runs for it is cancelled.
            await group.next()
            group.cancelAll()
        }
    }

    private func serve(_ accepted: AcceptedConnection) async throws {
        let peer = accepted.channel.remoteAddress?.ipAddress
        try await accepted.take().executeThenClose { inbound, outbound in
            var requests = inbound.makeAsyncIterator()
            while let request = try await requests.next() {
                let answer = await responder.answer(to: request, from: peer)
                try await answer.send { try await outbound.write($0) }
                if answer.closes { break }
            }
            // The client sees the end after the last answer, and closes; to close first could cost it the answer.
            outbound.finish()
            while try await requests.next() != nil {}
        }
    }
}

/// A connection that nobody serves yet.
///
/// A server that ends may drop connections that it has just accepted. They are closed then: a `NIOAsyncChannel` that is
/// dropped unused ends the process.
final class AcceptedConnection: ServerChildChannelValue {
    typealias Stream = NIOAsyncChannel<ReceivedRequest, AnswerPart>

    private let stream: Stream
    private let isTaken = Atomic<Bool>(false)

    var channel: any Channel { stream.channel }

    init(_ stream: Stream) {
        self.stream = stream
    }

    /// The connection, for whoever serves it and closes it after that.
    func take() -> Stream {
        isTaken.store(true, ordering: .relaxed)
        return stream
    }

    deinit {
        guard !isTaken.load(ordering: .relaxed) else { return }
        // Nobody is left who could wait for it.
        let stream = stream
        Task { try? await stream.executeThenClose { _, _ in } }
    }
}
