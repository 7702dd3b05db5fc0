// SPDX-License-Identifier: Apache-2.0

import DatabaseTesting
import Foundation
import GoldenTesting
import JSON
import Logging
import Mapping
import NIOCore
import NIOPosix
import Planning
import Postgres
import SQL
import Safety
import Server
import Tenancy

/// The shipped application over its demo data, served as `palisade serve` does, but for HTTP.
struct ServedApplication: Sendable {
    let mapping: Mapping
    /// As the login of requests reads it.
    let catalog: Catalog
    let runner: OperationRunner
    let tenancy: TenancyConfiguration
    let metrics = ServerMetrics()
    private let pool: PostgresPool

    /// What `tenancy` verifies tokens by.
    static let secret = "a secret for tests, long enough for HS384 with its 48 bytes"

    /// Started at the first use, then shared by all tests of the process.
    static var shared: ServedApplication {
        get async throws { try await Shared.instance.application }
    }

    private actor Shared {
        static let instance = Shared()

        private var starting: Task<ServedApplication, any Error>?

        var application: ServedApplication {
            get async throws {
                let task = starting ?? Task { try await ServedApplication.start() }
                starting = task
                return try await task.value
            }
        }
    }

    /// - Parameter settings: what operations may ask for.
    static func start(
        on database: DemoDatabase? = nil, settings: PlanningSettings = PlanningSettings(),
        maximumResponseBytes: Int? = nil, logger: Logger? = nil
    ) async throws -> ServedApplication {
        let database = if let database { database } else { try await DemoDatabase.shared }
        return try await ServedApplication(
            schema: ExpandedSchema(SDLFiles.documents(below: ProjectFiles.path("schema"))), url: database.requestURL,
            preRequest: QualifiedName(schema: "palisade", name: "enter"), settings: settings,
            maximumResponseBytes: maximumResponseBytes, logger: logger)
    }

    /// Serves an SDL from a database, until `stop()`.
    ///
    /// - Parameters:
    ///   - roles: what `PALISADE_ROLES` says; nil for the shipped roles, `off` for the login role itself.
    ///   - requiredClaims: what `PALISADE_REQUIRED_CLAIMS` says.
    ///   - closed: relations that no operation may read for now.
    ///   - maximumResponseBytes: what an answer may hold; nil for what the server allows.
    init(
        schema: ExpandedSchema, url: String, preRequest: QualifiedName? = nil, roles: String? = nil,
        requiredClaims: String? = nil, settings: PlanningSettings = PlanningSettings(), closed: Set<QualifiedName> = [],
        maximumResponseBytes: Int? = nil, logger: Logger? = nil
    ) async throws {
        var unsafe = SafetyReach()
        unsafe.relations = closed
        var variables = ["PALISADE_JWT_SECRET": Self.secret]
        variables["PALISADE_ROLES"] = roles
        variables["PALISADE_REQUIRED_CLAIMS"] = requiredClaims
        tenancy = try TenancyConfiguration(variables: variables)
        let catalog = try await PostgresConnection.withConnection(
            PostgresConnectionConfiguration(connectionString: url)
        ) { connection in
            try await CatalogReader.read(connection)
        }
        self.catalog = catalog
        mapping = try MappingResolver.resolve(schema.authored, schema: schema.schema, catalog: catalog)
        let logger = logger ?? Self.errorsAlone
        pool = PostgresPool(
            configuration: PostgresPoolConfiguration(
                connection: PostgresConnectionConfiguration(connectionString: url), size: 4,
                acquisitionTimeout: .seconds(60)),
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
        Task { [pool] in await pool.run() }
        var runnerSettings = OperationRunner.Settings()
        runnerSettings.preRequest = preRequest
        runnerSettings.timeout = .seconds(60)
        if let maximumResponseBytes { runnerSettings.maximumResponseBytes = maximumResponseBytes }
        runner = OperationRunner(
            apis: RoleAPIs(
                mapping: mapping, catalog: catalog, roles: tenancy.databaseRoles ?? [catalog.loginRole],
                settings: settings, cursors: CursorCodec(key: GoldenCursors.key), unsafe: unsafe),
            pool: pool, tenancy: tenancy, loginRole: catalog.loginRole, settings: runnerSettings, metrics: metrics,
            logger: logger)
    }

    private static var errorsAlone: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .error
        return logger
    }

    /// Closes the connections: a database that is dropped must not be asked for again and again.
    func stop() { pool.shutdown() }

    /// What a token of this identity opens.
    func context(of identity: Identity) async throws -> TenantContext {
        let verifier = TokenVerifier(configuration: tenancy)
        guard identity.role != "anon" else { return try verifier.verify(authorizationHeaders: []) }
        let token = try TokenSigner(configuration: tenancy).token(
            subject: identity.user, tenant: identity.tenant, role: identity.role,
            issuedAt: Int64(Date().timeIntervalSince1970), lifetime: 600)
        return try verifier.verify(authorizationHeaders: ["Bearer \(token)"])
    }

    /// The whole response to a request.
    func answer(
        _ query: String, variables: JSON = .null, as identity: Identity, requestID: String = "test"
    ) async throws -> JSON {
        let response = try await response(to: query, variables: variables, as: identity, requestID: requestID)
        return try JSON.parse(response.body)
    }

    /// - Parameter key: the value of the header `Idempotency-Key`.
    func response(
        to query: String, variables: JSON = .null, as identity: Identity, key: String? = nil, requestID: String = "test"
    ) async throws -> OperationResponse {
        var request = OperationRequest(query: query, variables: variables)
        request.idempotencyKey = key.flatMap(IdempotencyKey.init)
        return await runner.run(request, as: try await context(of: identity), requestID: requestID)
    }
}

/// Somebody in the demo data.
struct Identity: Sendable, Hashable {
    let role: String
    let tenant: String
    let user: String

    /// `member-a`: role and company. The companies of `demo/identities.json`: a, b, c.
    init?(persona: String) {
        let parts = persona.split(separator: "-")
        let users = ["admin": "1", "analyst": "2", "member": "65", "service": "1"]
        if persona == "anon" {
            self.init(role: "anon", tenant: "", user: "")
            return
        }
        guard parts.count == 2, let user = users[String(parts[0])],
            let company = ["a": 1, "b": 2, "c": 3][String(parts[1])]
        else { return nil }
        self.init(
            role: String(parts[0]), tenant: "c000000\(company)-0000-4000-8000-000000000000",
            user: "c000000\(company)-0000-4000-8001-" + String(repeating: "0", count: 12 - user.count) + user)
    }

    init(role: String, tenant: String, user: String) {
        self.role = role
        self.tenant = tenant
        self.user = user
    }
}
