// SPDX-License-Identifier: Apache-2.0

import Glibc
import JSON
import Jobs
import Logging
import Mapping
import NIOCore
import NIOPosix
import Postgres
import Server
import ServiceLifecycle
import Tenancy
import Tracing
import UnixSignals

/// A server with all that belongs to it, from its start to the signal that ends it.
struct Serving {
    /// What the configuration was read from.
    let source: ConfigurationSource
    let configuration: ServerConfiguration
    let expanded: ExpandedSchema
    let logger: Logger
    /// Set where it is `palisade dev` that serves.
    var development: Development?

    /// How long requests that run may take to end, once a signal has come.
    private static let gracePeriod = Duration.seconds(15)

    /// Serves until SIGTERM or SIGINT, then lets running requests end.
    ///
    /// - Throws: `configuration` where the database must not be served; `unavailable` where the address is taken.
    func run() async throws {
        // Never shut down: it ends with the process. Hummingbird ends a shutdown in a task of its own, which nobody can
        // wait for, and which may still turn to an event loop when the server has stopped.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.eventLoops)
        defer { development?.file.remove() }
        try await serve(on: group)
    }

    private func serve(on group: any EventLoopGroup) async throws {
        let blocks = try await blockList()
        let pool = PostgresPool(configuration: configuration.pool, eventLoopGroup: group, logger: logger)
        let replicaPool = configuration.replicaPool.map {
            PostgresPool(configuration: $0, eventLoopGroup: group, logger: logger)
        }
        let replicas = replicaPool.map(ReplicaReads.init)
        let metrics = ServerMetrics()
        let spans = configuration.sight.collector.map { OTLPSpanExporter($0, logger: logger) }
        let tracer = TraceRecorder(exporters: [LogSpanExporter.export(to: logger)] + (spans.map { [$0.export] } ?? []))
        // For spans of libraries, should one of them make any.
        InstrumentationSystem.bootstrap(tracer)
        let loader = APILoader(
            expanded, configuration: configuration, pool: pool, metrics: metrics, replicas: replicas, logger: logger)
        let holder = APIHolder()
        let loaded = try await firstAPI(of: loader)
        holder.replace(with: loaded?.runner)

        let keys = TokenKeys(configuration.tenancy, logger: logger)
        await keys.look()
        let documents = configuration.transport.operationDocuments
        let certificate = configuration.certificate.map(CertificateInForce.init)
        let page = MetricsPage(
            metrics: metrics, holder: holder, keys: keys, documents: documents, pool: pool, replicas: replicas,
            certificate: certificate, spans: spans, blocks: blocks)
        let admission = RequestAdmission(rates: configuration.transport.rates, blocks: blocks)
        let pidFile = configuration.sight.pidFile.map(PIDFile.init)
        defer { pidFile?.remove() }
        let server = HTTPServer(
            configuration: configuration.http, certificate: certificate, holder: holder, keys: keys,
            documents: documents, admission: admission, metrics: metrics,
            metricsPage: page, tracer: tracer, playground: try playground(),
            isDatabaseReachable: { !pool.statistics.isUnreachable }, eventLoopGroup: group, logger: logger,
            onListening: { address in announce(address) })

        try pidFile?.write()
        let watch = SafetyWatch(
            loader: loader, holder: holder, interval: configuration.safetyInterval, start: loaded,
            metrics: metrics, logger: logger)
        let reloader = Reloader(
            source: source, purpose: development == nil ? .serve : .develop, configuration: configuration, pool: pool,
            replicas: replicas, watch: watch, keys: keys,
            policies: PolicyInForce(
                server: server, certificate: certificate, blocks: blocks, rates: configuration.transport.rates,
                admission: admission,
                documents: documents),
            metrics: metrics, logger: logger)

        // They are shut down in the opposite order.
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = []
        func add(_ service: any Service, _ name: String) {
            services.append(.init(service: service, serviceName: name))
        }
        if let cluster = development?.database.cluster {
            add(ClusterService(cluster: cluster, logger: logger), "PostgreSQL")
        }
        add(PoolService(pool: pool), "connections")
        if let replicaPool { add(PoolService(pool: replicaPool), "replicas") }
        if let spans { add(spans, "spans") }
        add(keys, "keys")
        add(blocks, "blocks")
        add(MemoryReturn(), "memory")
        if let operators = configuration.operators {
            // Shut down after the API, so that operators see it drain.
            let admin = HTTPServer(
                configuration: operators, holder: holder, keys: keys, metricsPage: page,
                reload: { await reloader.reload() },
                isDatabaseReachable: { !server.isStopping && !pool.statistics.isUnreachable }, eventLoopGroup: group,
                logger: logger)
            add(admin, "operators")
        }
        add(server, "HTTP")
        if let development { add(worker(of: development), "worker") }
        add(watch, "safety")
        // A terminal that is closed sends the same signal, and is to end `dev`.
        if development == nil { add(ReloadService(reloader: reloader), "reload") }
        try await run(services)
    }

    /// Who and what is not served.
    ///
    /// - Throws: `configuration` where nobody knows, because the file cannot be read or has a fault.
    private func blockList() async throws(CommandError) -> BlockList {
        let path = configuration.transport.blockFile
        let blocks = BlockList(path: path, logger: logger)
        do throws(BlockList.Fault) {
            try await blocks.start()
        } catch {
            throw CommandError(
                .configuration,
                "The block file \(path ?? "") \(error.problem). Without it nobody is kept out: let the server read it and mend "
                    + "its fault, or take PALISADE_BLOCK_FILE away, and start again.")
        }
        return blocks
    }

    /// What is served from the start; nil where the database cannot be asked yet.
    ///
    /// - Throws: `configuration` where the database must not be served.
    private func firstAPI(of loader: APILoader) async throws(CommandError) -> APILoader.LoadedAPI? {
        do throws(APILoader.Failure) {
            return try await loader.load()
        } catch {
            switch error {
            case .refused(let check, _):
                throw CommandError(refusing: check)
            case .unavailable(let reason):
                // No fault of the configuration: live, not ready, and asked again.
                logger.warning("the database cannot be asked yet", metadata: ["reason": "\(reason.debugDescription)"])
                return nil
            }
        }
    }

    private func worker(of development: Development) -> WorkerService {
        WorkerService(
            worker: Worker(
                configuration: PostgresConnectionConfiguration(
                    connectionString: development.database.ownerURL, applicationName: "palisade worker"),
                logger: logger))
    }

    /// Runs the services until a signal comes, or one of them fails.
    private func run(_ services: [ServiceGroupConfiguration.ServiceConfiguration]) async throws {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .error)
        var lifecycle = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
        lifecycle.maximumGracefulShutdownDuration = Self.gracePeriod
        do {
            try await ServiceGroup(configuration: lifecycle).run()
        } catch APILoader.Failure.refused(let check, _) {
            throw CommandError(refusing: check)
        } catch let error as IOError {
            throw CommandError(cannotListenOn: configuration, error)
        }
    }

    /// The pages at `/playground`, where there are any.
    private func playground() throws(CommandError) -> Playground? {
        guard let folder = configuration.playground else { return nil }
        let identities = development.map { development in JSON.array(development.identities.map(\.json)) }
        return Playground(site: StaticSite(files: try PlaygroundFolder.files(in: folder)), identities: identities)
    }

    private func announce(_ address: SocketAddress) {
        guard let development else { return }
        let url = Self.url(
            scheme: configuration.certificate == nil ? "http" : "https", host: configuration.host,
            port: address.port ?? configuration.port)
        do throws(CommandError) {
            try development.file.write(
                url: url, database: development.database, jwtSecret: development.jwtSecret,
                identities: development.identities)
        } catch {
            logger.error("\(error.message)")
        }
        StandardStream.output.write(development.greeting(url: url))
    }

    /// An address that a client on this machine can use.
    private static func url(scheme: String, host: String, port: Int) -> String {
        switch host {
        case "0.0.0.0", "::": "\(scheme)://localhost:\(port)"
        case let host where host.contains(":"): "\(scheme)://[\(host)]:\(port)"
        default: "\(scheme)://\(host):\(port)"
        }
    }
}

extension CommandError {
    /// The database, as it is, must not be served with this SDL.
    init(refusing check: APICheck) {
        self.init(.configuration, "This must not be served.\n\n" + APICheckReport(check: check).text)
    }
}
