// SPDX-License-Identifier: Apache-2.0

package import NIOCore
package import NIOHTTP1
import NIOPosix
import Synchronization

/// A server at an address of this machine, which answers each request as it is told to.
package final class LocalHTTPServer: Sendable {
    /// A request that came.
    package struct Request: Sendable {
        package let method: String
        package let target: String
        /// By their names in lower case.
        package let fields: [String: String]
        package let body: String
    }

    /// What a request is answered.
    package struct Answer: Sendable {
        package var status: HTTPResponseStatus
        package var fields: HTTPHeaders
        package var body: String
        /// Whether the body is sent over and over, until the client goes away.
        package var isEndless = false
        /// How long an endless answer waits between its parts.
        package var pause = TimeAmount.zero
        /// How long the answer is thought about.
        package var delay = TimeAmount.zero

        package init(status: HTTPResponseStatus = .ok, fields: HTTPHeaders = [:], body: String) {
            self.status = status
            self.fields = fields
            self.body = body
        }
    }

    private let channel: Mutex<(any Channel)?> = Mutex(nil)

    package init() {}

    package var address: String { "http://127.0.0.1:\(channel.withLock { $0?.localAddress?.port ?? 0 })" }

    /// Answers while `body` runs.
    package func with(
        answering answer: @escaping @Sendable (Request) -> Answer, _ body: () async throws -> Void
    ) async throws {
        let listening = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(answer: answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        channel.withLock { $0 = listening }
        do {
            try await body()
        } catch {
            try await listening.close()
            throw error
        }
        try await listening.close()
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let answer: @Sendable (Request) -> Answer
        private var head: HTTPRequestHead?
        private var body = ByteBuffer()

        init(answer: @escaping @Sendable (Request) -> Answer) {
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let new): (head, body) = (new, ByteBuffer())
            case .body(var part): body.writeBuffer(&part)
            case .end:
                guard let head else { return }
                let fields = Dictionary(
                    head.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { "\($0), \($1)" })
                let answer = answer(
                    Request(
                        method: head.method.rawValue, target: head.uri, fields: fields, body: String(buffer: body)))
                let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
                context.eventLoop.assumeIsolated().scheduleTask(in: answer.delay) {
                    let (handler, context) = bound.value
                    handler.send(answer, context)
                }
            }
        }

        private func send(_ answer: Answer, _ context: ChannelHandlerContext) {
            var head = HTTPResponseHead(version: .http1_1, status: answer.status, headers: answer.fields)
            if !answer.isEndless { head.headers.add(name: "Content-Length", value: String(answer.body.utf8.count)) }
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            if answer.isEndless { return sendOverAndOver(answer, context) }
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: answer.body)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }

        private func sendOverAndOver(_ answer: Answer, _ context: ChannelHandlerContext) {
            let part = ByteBuffer(string: answer.body)
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(part)))).whenSuccess {
                let (_, context) = bound.value
                context.eventLoop.assumeIsolated().scheduleTask(in: answer.pause) {
                    let (handler, context) = bound.value
                    handler.sendOverAndOver(answer, context)
                }
            }
        }
    }
}
