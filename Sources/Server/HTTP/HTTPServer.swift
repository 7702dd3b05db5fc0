// SPDX-License-Identifier: Apache-2.0

import HummingbirdCore
package import Logging
package import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization
import Tenancy

/// Serves GraphQL over HTTP/1.1; with a certificate, under TLS and over HTTP/2 as well.
///
/// On graceful shutdown it reports that it is not ready, accepts no more connections, answers what it has received, and
/// ends. Cancelling its task cancels the requests that run.
package final class HTTPServer: Service {
    private let configuration: HTTPServerConfiguration
    private let certificate: CertificateInForce?
    private let metrics: ServerMetrics
    private let responder: HTTPResponder
    private let verifierThreads: NIOThreadPool
    private let onListening: @Sendable (SocketAddress) async -> Void
    private let eventLoopGroup: any EventLoopGroup
    private let logger: Logger

    /// - Parameters:
    ///   - certificate: nil for no TLS.
    ///   - holder: what is served; it may be empty at first.
    ///   - keys: must be running for the keys of issuers to be read.
    ///   - documents: which documents are executed, and which are known by id.
    ///   - playground: the pages at `/playground`; nil for none.
    ///   - admission: rates and blocks; nil for none.
    ///   - metrics: where requests are counted.
    ///   - metricsPage: what `/metrics` shows; nil for what this server knows itself.
    ///   - tracer: what gets the spans of sampled requests; nil for the log.
    ///   - reload: what `POST /reload` does; nil where there is no such path.
    ///   - isDatabaseReachable: asked for each look at `/health/ready`; must not block.
    ///   - eventLoopGroup: should be the pool's, so that requests find a connection on their own event loop.
    ///   - onListening: called once the server accepts connections, with the address that it has.
    package init(
        configuration: HTTPServerConfiguration, certificate: CertificateInForce? = nil, holder: APIHolder,
        keys: TokenKeys,
        documents: OperationDocuments = OperationDocuments(rememberedBytes: 0),
        admission: RequestAdmission? = nil, metrics: ServerMetrics = ServerMetrics(),
        metricsPage: MetricsPage? = nil, tracer: TraceRecorder? = nil,
        playground: Playground? = nil, reload: ReloadAction? = nil,
        isDatabaseReachable: @escaping @Sendable () -> Bool, eventLoopGroup: any EventLoopGroup, logger: Logger,
        onListening: @escaping @Sendable (SocketAddress) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.certificate = certificate
        self.metrics = metrics
        self.onListening = onListening
        self.eventLoopGroup = eventLoopGroup
        self.logger = logger
        verifierThreads = NIOThreadPool(numberOfThreads: max(1, System.coreCount / 2))
        let threads = verifierThreads
        responder = HTTPResponder(
            configuration: configuration,
            policy: RequestPolicy(
                configuration, documents: documents, admission: admission ?? .everything(logger: logger)),
            holder: holder,
            authentication: RequestAuthentication(
                keys: keys, threads: threads, limit: configuration.maximumWaitingVerifications),
            metrics: metrics,
            metricsPage: metricsPage
                ?? MetricsPage(metrics: metrics, holder: holder, keys: keys, documents: documents, pool: nil),
            tracer: tracer ?? TraceRecorder(exporters: [LogSpanExporter.export(to: logger)]),
            playground: playground, reload: reload, threads: threads,
            isDatabaseReachable: { isDatabaseReachable() && keys.isComplete }, logger: logger)
    }

    /// Whether it has been told to stop. May be asked from anywhere.
    package var isStopping: Bool { responder.isStopping }

    /// Receives requests by another policy from now on; those that run keep the one that they began with.
    package func replace(with policy: RequestPolicy) { responder.replace(with: policy) }

    /// Serves until it is told to stop. To be called once.
    ///
    /// - Throws: if the address cannot be listened on.
    package func run() async throws {
        verifierThreads.start()
        let outcome = await outcomeOfServing()
        try await verifierThreads.shutdownGracefully()
        try outcome.get()
    }

    /// How connections are spoken over.
    private var connections: any ServerChildChannel {
        let http1 = HTTPConnectionChannel(configuration: configuration, responder: responder)
        guard let certificate else { return http1 }
        return TLSConnectionChannel(
            certificate: certificate, http1: http1,
            http2: HTTP2ConnectionChannel(configuration: configuration, responder: responder, metrics: metrics),
            metrics: metrics)
    }

    private func outcomeOfServing() async -> Result<Void, any Error> {
        var quiet = logger
        // Hummingbird tells of each step under its own wording.
        quiet.logLevel = max(logger.logLevel, .warning)
        let server = connections.server(
            configuration: HummingbirdCore.ServerConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(
                    configuration.maximumConnections, logger: quiet)),
            onServerRunning: { channel in
                guard let address = channel.localAddress else { return }
                self.logger.info(
                    "listening",
                    metadata: ["address": "\(address)", "paths": "\(self.configuration.paths)"])
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
