// SPDX-License-Identifier: Apache-2.0

import HummingbirdCore
package import Logging
package import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization
package import Tenancy

/// Serves GraphQL over HTTP/1.1.
///
/// On graceful shutdown it reports that it is not ready, accepts no more connections, answers what it has received, and
/// ends. Cancelling its task cancels the requests that run.
package final class HTTPServer: Service {
    private let configuration: HTTPServerConfiguration
    private let responder: HTTPResponder
    private let verifierThreads: NIOThreadPool
    private let onListening: @Sendable (SocketAddress) async -> Void
    private let eventLoopGroup: any EventLoopGroup
    private let logger: Logger

    /// - Parameters:
    ///   - holder: what is served; it may be empty at first.
    ///   - documents: which documents are executed, and which are known by id.
    ///   - playground: the pages at `/playground`; nil for none.
    ///   - isDatabaseReachable: asked for each look at `/health/ready`; must not block.
    ///   - eventLoopGroup: should be the pool's, so that requests find a connection on their own event loop.
    ///   - onListening: called once the server accepts connections, with the address that it has.
    package init(
        configuration: HTTPServerConfiguration, holder: APIHolder, verifier: TokenVerifier,
        documents: OperationDocuments = OperationDocuments(rememberedBytes: 0), playground: Playground? = nil,
        isDatabaseReachable: @escaping @Sendable () -> Bool, eventLoopGroup: any EventLoopGroup, logger: Logger,
        onListening: @escaping @Sendable (SocketAddress) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.onListening = onListening
        self.eventLoopGroup = eventLoopGroup
        self.logger = logger
        verifierThreads = NIOThreadPool(numberOfThreads: max(1, System.coreCount / 2))
        let threads = verifierThreads
        responder = HTTPResponder(
            configuration: configuration, holder: holder,
            authentication: RequestAuthentication(
                verifier: verifier, threads: threads, limit: configuration.maximumWaitingVerifications),
            documents: documents, playground: playground, threads: threads,
            isDatabaseReachable: isDatabaseReachable, logger: logger)
    }

    /// Serves until it is told to stop. To be called once.
    ///
    /// - Throws: if the address cannot be listened on.
    package func run() async throws {
        verifierThreads.start()
        let outcome = await outcomeOfServing()
        try await verifierThreads.shutdownGracefully()
        try outcome.get()
    }

    private func outcomeOfServing() async -> Result<Void, any Error> {
        var quiet = logger
        // Hummingbird tells of each step under its own wording.
        quiet.logLevel = max(logger.logLevel, .warning)
        let server = HTTPConnectionChannel(configuration: configuration, responder: responder).server(
            configuration: HummingbirdCore.ServerConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(
                    configuration.maximumConnections, logger: quiet)),
            onServerRunning: { channel in
                guard let address = channel.localAddress else { return }
                self.logger.info("listening", metadata: ["address": "\(address)"])
                await self.onListening(address)
            },
            eventLoopGroup: eventLoopGroup, logger: quiet)
        do {
            try await withGracefulShutdownHandler {
                try await server.run()
            } onGracefulShutdown: {
                self.logger.info("shutting down")
                self.responder.stop()
            }
            return .success(())
        } catch {
            return .failure(error)
        }
    }
}
