// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import GraphQLLanguage
import GraphQLSchema
import Logging
import Mapping
import NIOCore
import NIOPosix
import Planning
import Postgres
import SQL
import ServiceLifecycle
import Synchronization
import Tenancy

@testable import Server

/// A server that listens on a port of its own.
struct TestHTTPServer: Sendable {
    static let tenant = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
    static let user = "11111111-1111-4111-8111-111111111111"

    let port: Int
    let holder: APIHolder
    let tenancy: TenancyConfiguration
    let isDatabaseReachable: Switch
    private let services: ServiceGroup

    /// A value that tests turn while the server looks at it.
    final class Switch: Sendable {
        private let state = Atomic<Bool>(true)

        var isOn: Bool { state.load(ordering: .relaxed) }

        func turn(on: Bool) { state.store(on, ordering: .relaxed) }
    }

    /// Starts a server, calls `body`, and stops the server.
    ///
    /// - Parameters:
    ///   - runner: what is served; nil for nothing yet.
    ///   - certificate: nil for no TLS.
    ///   - roles: as `PALISADE_ROLES`.
    static func with<Value: Sendable>(
        _ runner: OperationRunner?, configuration: HTTPServerConfiguration? = nil,
        certificate: CertificateInForce? = nil,
        documents: OperationDocuments = OperationDocuments(rememberedBytes: 0), playground: Playground? = nil,
        admission: RequestAdmission? = nil, keys: TokenKeys? = nil, metrics: ServerMetrics = ServerMetrics(),
        logger: Logger = TestHTTPServer.logger,
        roles: String = "member=test_member",
        _ body: @escaping @Sendable (TestHTTPServer) async throws -> Value
    ) async throws -> Value {
        let tenancy = try tenancy(roles: roles)
        let holder = APIHolder(runner)
        let isDatabaseReachable = Switch()
        let (addresses, listening) = AsyncStream<SocketAddress>.makeStream()
        var configuration = configuration ?? HTTPServerConfiguration()
        configuration.port = 0
        let server = HTTPServer(
            configuration: configuration, certificate: certificate, holder: holder,
            keys: keys ?? TokenKeys(tenancy, logger: logger),
            documents: documents, admission: admission, metrics: metrics, playground: playground,
            isDatabaseReachable: { isDatabaseReachable.isOn }, eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: logger, onListening: { listening.yield($0) })
        let services = ServiceGroup(configuration: .init(services: [.init(service: server)], logger: logger))
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await services.run()
                return nil
            }
            group.addTask {
                for await address in addresses {
                    return try await body(
                        TestHTTPServer(
                            port: address.port ?? 0, holder: holder, tenancy: tenancy,
                            isDatabaseReachable: isDatabaseReachable, services: services))
                }
                return nil
            }
            defer { group.cancelAll() }
            while let value = try await group.next() {
                if let value { return value }
            }
            throw ServerEnded()
        }
    }

    struct ServerEnded: Error {}

    /// What a signal does.
    func shutDown() async {
        await services.triggerGracefulShutdown()
    }

    static var logger: Logger {
        var logger = Logger(label: "test")
        // Tests cancel servers, which Hummingbird calls an error.
        logger.logLevel = .critical
        return logger
    }

    static func tenancy(roles: String) throws -> TenancyConfiguration {
        try TenancyConfiguration(variables: [
            "PALISADE_JWT_SECRET": "a secret for tests, of more than 32 bytes", "PALISADE_ROLES": roles,
        ])
    }

    /// What serves a schema without tables: enough for all that happens before a database is asked.
    static func runnerWithoutDatabase(roles: String = "member=test_member") throws -> OperationRunner {
        let schema = try SchemaBuilder.build(
            Parser.parse(
                Source("type Query { greeting(count: Int!): String } type Mutation { change: Int }"), limits: .schema))
        return runner(
            Mapping(
                schema: schema, tables: [:], queryFields: [:], forms: ValueForms(enums: [:], serverVersion: 180_006)),
            catalog: Catalog(serverVersion: 180_006),
            pool: PostgresPool(
                configuration: PostgresPoolConfiguration(
                    connection: PostgresConnectionConfiguration(connectionString: "host=/nowhere")),
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger),
            tenancy: try tenancy(roles: roles), loginRole: "test")
    }

    static func runner(
        _ mapping: Mapping, catalog: Catalog, pool: PostgresPool, tenancy: TenancyConfiguration, loginRole: String,
        settings: OperationRunner.Settings = OperationRunner.Settings()
    ) -> OperationRunner {
        OperationRunner(
            apis: RoleAPIs(
                mapping: mapping, catalog: catalog, roles: tenancy.databaseRoles ?? [loginRole],
                settings: PlanningSettings(), cursors: CursorCodec(key: SymmetricKey(size: .bits256))),
            pool: pool, tenancy: tenancy, loginRole: loginRole, settings: settings, logger: logger)
    }

    // MARK: Requests

    /// - Parameter lifetime: in seconds; one that is negative gives an expired token.
    func token(lifetime: Int64 = 600) throws -> String {
        try TokenSigner(configuration: tenancy).token(
            subject: Self.user, tenant: Self.tenant, role: "member",
            issuedAt: Int64(Date().timeIntervalSince1970) - 1_000, lifetime: lifetime + 1_000)
    }

    /// The text of a POST request as clients send it.
    ///
    /// - Parameters:
    ///   - changes: fields to set, or to leave out by nil.
    ///   - further: lines to add, each with its line break.
    func post(_ body: String, changes: [String: String?] = [:], further: String = "") throws -> String {
        var fields: [String: String?] = [
            "Host": "localhost", "Content-Type": "application/json", "Content-Length": String(body.utf8.count),
            "Authorization": "Bearer \(try token())",
        ]
        fields.merge(changes) { _, new in new }
        let lines = fields.compactMap { name, value in value.map { "\(name): \($0)\r\n" } }.sorted().joined()
        return "POST /graphql HTTP/1.1\r\n\(lines)\(further)\r\n\(body)"
    }

    /// The text of a request without a body.
    func request(_ method: String, _ target: String, fields: String = "") -> String {
        "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n\(fields)\r\n"
    }

    func exchange(_ text: String, hasBody: Bool = true) async throws -> TestResponse? {
        try await TestClient.exchange(port: port, text, hasBody: hasBody)
    }
}
