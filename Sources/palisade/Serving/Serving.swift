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
        let parts = ServingParts(
            configuration, blocks: try await blockList(), eventLoopGroup: group, logger: logger)
        // For spans of libraries, should one of them make any.
        InstrumentationSystem.bootstrap(parts.tracer)
        let loader = APILoader(
            expanded, configuration: configuration, pool: parts.pool, metrics: parts.metrics, replicas: parts.replicas,
            logger: logger)
        let loaded = try await firstAPI(of: loader)
        parts.holder.replace(with: loaded?.runner)
        await parts.keys.look()

        let pidFile = configuration.sight.pidFile.map(PIDFile.init)
        defer { pidFile?.remove() }
        let server = try server(of: parts, on: group)
        try pidFile?.write()
        let watch = SafetyWatch(
            loader: loader, holder: parts.holder, interval: configuration.safetyInterval, start: loaded,
            metrics: parts.metrics, logger: logger)
        try await run(services(parts, server: server, watch: watch, on: group))
    }

    private func server(of parts: ServingParts, on group: any EventLoopGroup) throws(CommandError) -> HTTPServer {
        let pool = parts.pool
        return HTTPServer(
            configuration: configuration.http, certificate: parts.certificate, holder: parts.holder, keys: parts.keys,
            documents: parts.documents, admission: parts.admission, metrics: parts.metrics,
            metricsPage: parts.metricsPage, tracer: parts.tracer, playground: try playground(),
            isDatabaseReachable: { !pool.statistics.isUnreachable }, eventLoopGroup: group, logger: logger,
            onListening: { address in announce(address) })
    }

    /// The server that operators ask, at an address of its own.
    private func operatorServer(
        _ operators: HTTPServerConfiguration, of parts: ServingParts, beside server: HTTPServer, reloader: Reloader,
        on group: any EventLoopGroup
    ) -> HTTPServer {
        let pool = parts.pool
        return HTTPServer(
            configuration: operators, holder: parts.holder, keys: parts.keys, metricsPage: parts.metricsPage,
            reload: { await reloader.reload() },
            isDatabaseReachable: { !server.isStopping && !pool.statistics.isUnreachable }, eventLoopGroup: group,
            logger: logger)
    }

    private func reloader(of parts: ServingParts, server: HTTPServer, watch: SafetyWatch) -> Reloader {
        Reloader(
            source: source, purpose: development == nil ? .serve : .develop, configuration: configuration,
            pool: parts.pool, replicas: parts.replicas, watch: watch, keys: parts.keys,
            policies: PolicyInForce(
                server: server, certificate: parts.certificate, blocks: parts.blocks,
                rates: configuration.transport.rates, admission: parts.admission, documents: parts.documents),
            metrics: parts.metrics, logger: logger)
    }

    /// All that runs, in the order of its start. It is shut down in the opposite one.
    private func services(
        _ parts: ServingParts, server: HTTPServer, watch: SafetyWatch, on group: any EventLoopGroup
    ) -> [ServiceGroupConfiguration.ServiceConfiguration] {
        let reloader = reloader(of: parts, server: server, watch: watch)
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = []
        func add(_ service: any Service, _ name: String) {
            services.append(.init(service: service, serviceName: name))
        }
        if let cluster = development?.database.cluster {
            add(ClusterService(cluster: cluster, logger: logger), "PostgreSQL")
        }
        add(PoolService(pool: parts.pool), "connections")
        if let replicaPool = parts.replicaPool { add(PoolService(pool: replicaPool), "replicas") }
        if let spans = parts.spans { add(spans, "spans") }
        add(parts.keys, "keys")
        add(parts.blocks, "blocks")
        add(MemoryReturn(), "memory")
        if let operators = configuration.operators {
            // Shut down after the API, so that operators see it drain.
            add(operatorServer(operators, of: parts, beside: server, reloader: reloader, on: group), "operators")
        }
        add(server, "HTTP")
        if let development { add(worker(of: development), "worker") }
        add(watch, "safety")
        // A terminal that is closed sends the same signal, and is to end `dev`.
        if development == nil { add(ReloadService(reloader: reloader), "reload") }
        return services
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
