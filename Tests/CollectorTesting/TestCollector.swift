// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A collector of traces at an address of this machine, which keeps what it takes.
package final class TestCollector: Sendable {
    /// A request that came.
    package struct Received: Sendable {
        package let method: String
        package let target: String
        /// By their names in lower case.
        package let fields: [String: String]
        package let body: String
    }

    private struct State {
        var received: [Received] = []
        var answers: [HTTPResponseStatus]
        var channel: (any Channel)?
    }

    private let state: Mutex<State>

    /// - Parameter answers: the status of the first answers; it is 200 after them.
    package init(answers: [Int] = []) {
        state = Mutex(State(answers: answers.map { HTTPResponseStatus(statusCode: $0) }))
    }

    package var received: [Received] { state.withLock { $0.received } }

    package var address: String {
        "http://127.0.0.1:\(state.withLock { $0.channel?.localAddress?.port ?? 0 })"
    }

    /// Receives while `body` runs.
    package func with(_ body: () async throws -> Void) async throws {
        let listening = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(collector: self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        state.withLock { $0.channel = listening }
        do {
            try await body()
        } catch {
            try await listening.close()
            throw error
        }
        try await listening.close()
    }

    private func answer(_ request: Received) -> HTTPResponseStatus {
        state.withLock { state in
            state.received.append(request)
            return state.answers.isEmpty ? .ok : state.answers.removeFirst()
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let collector: TestCollector
        private var head: HTTPRequestHead?
        private var body = ByteBuffer()

        init(collector: TestCollector) {
            self.collector = collector
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let new): (head, body) = (new, ByteBuffer())
            case .body(var part): body.writeBuffer(&part)
            case .end:
                guard let head else { return }
                let fields = Dictionary(
                    head.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { "\($0), \($1)" })
                let status = collector.answer(
                    Received(
                        method: head.method.rawValue, target: head.uri, fields: fields, body: String(buffer: body)))
                let answer = HTTPResponseHead(version: .http1_1, status: status, headers: ["Content-Length": "2"])
                context.write(wrapOutboundOut(.head(answer)), promise: nil)
                context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: "{}")))), promise: nil)
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }
}
