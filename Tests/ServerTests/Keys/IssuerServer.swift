// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An issuer that publishes keys at an address of this machine: a socket that answers each request the same way.
final class IssuerServer: Sendable {
    struct Answer: Sendable {
        var status = HTTPResponseStatus.ok
        var fields: HTTPHeaders = [:]
        var body: String
    }

    private let answer: Mutex<Answer>
    private let count = Atomic<Int>(0)
    private let channel: Mutex<(any Channel)?> = Mutex(nil)

    init(_ body: String) {
        answer = Mutex(Answer(body: body))
    }

    /// How many requests there were.
    var requests: Int { count.load(ordering: .sequentiallyConsistent) }

    func set(_ new: Answer) {
        answer.withLock { $0 = new }
    }

    var address: String { "http://127.0.0.1:\(channel.withLock { $0?.localAddress?.port ?? 0 })/keys" }

    func with(_ body: () async throws -> Void) async throws {
        let listening = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(server: self))
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

        private let server: IssuerServer

        init(server: IssuerServer) {
            self.server = server
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .end = unwrapInboundIn(data) else { return }
            server.count.add(1, ordering: .sequentiallyConsistent)
            let answer = server.answer.withLock { $0 }
            var head = HTTPResponseHead(version: .http1_1, status: answer.status, headers: answer.fields)
            head.headers.add(name: "Content-Length", value: String(answer.body.utf8.count))
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: answer.body)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}
