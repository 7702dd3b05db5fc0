// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import Synchronization

/// A way to a server that ends in silence: from then on connections are taken, and nothing is answered on them, as by a host
/// that is gone.
final class VanishingHost: Sendable {
    private let isGone = Atomic(false)
    private let held: Mutex<[any Channel]> = Mutex([])

    /// How many connections wait for an answer that never comes.
    var heldConnections: Int { held.withLock { $0.count } }

    func vanish() { isGone.store(true, ordering: .sequentiallyConsistent) }

    /// - Parameter body: is given the port of the way.
    func with(_ server: TestServer, _ body: (Int) async throws -> Void) async throws {
        let path = server.directory + "/.s.PGSQL.5432"
        let listening = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { channel in
                if self.isGone.load(ordering: .sequentiallyConsistent) {
                    self.held.withLock { $0.append(channel) }
                    return channel.eventLoop.makeSucceededVoidFuture()
                }
                return ClientBootstrap(group: channel.eventLoop).connect(unixDomainSocketPath: path).flatMapThrowing {
                    try $0.pipeline.syncOperations.addHandler(Relay(to: channel))
                    try channel.pipeline.syncOperations.addHandler(Relay(to: $0))
                    try channel.syncOptions?.setOption(.autoRead, value: true)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let result: Result<Void, any Error>
        do {
            try await body(listening.localAddress?.port ?? 0)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        try await listening.close()
        // Whoever waits for an answer goes on.
        for channel in held.withLock({ $0 }) { try? await channel.close() }
        try result.get()
    }

    private final class Relay: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let other: any Channel

        init(to other: any Channel) {
            self.other = other
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            other.writeAndFlush(unwrapInboundIn(data), promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }
    }
}
