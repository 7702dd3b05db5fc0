// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
package import GraphQLLanguage
import GraphQLSchema
import JSON
package import Logging
package import NIOCore
import Planning
package import Postgres
package import SQL
package import Tenancy

/// Answers operations: parse, validate, plan, one round trip to Postgres, shape, respond.
///
/// An object, because each request takes hold of it: copying all that it is made of was visible in profiles.
package final class OperationRunner: Sendable {
    /// Limits and choices of the runner.
    package struct Settings: Sendable {
        /// The whole time of a request, waiting for a connection included.
        package var timeout: TimeAmount = .seconds(5)
        package var parserLimits: ParserLimits = .default
        /// Memory for parsed and validated documents, in bytes, by estimate.
        package var documentCacheBytes = 8 << 20
        /// Memory for plans, in bytes, by estimate.
        package var planCacheBytes = 16 << 20
        /// Memory for the values of introspection fields, in bytes. One of more than half of it is made anew each time.
        package var introspectionCacheBytes = 32 << 20
        /// Bytes of the largest answer; what the database sends counts.
        package var maximumResponseBytes = 32 << 20
        /// The function that is called first in each transaction, under the request's role.
        package var preRequest: QualifiedName?
        /// Whether requests without a token may read the schema.
        package var anonymousIntrospection = false

        package init() {}
    }

    let apis: RoleAPIs
    let loginRole: String
    let pool: PostgresPool
    let replicas: ReplicaReads?
    let opening: RequestOpening
    let metrics: ServerMetrics
    let compiler: DocumentCompiler
    let plans: BoundedCache<CompiledDocument.PlanKey, Plan>
    let introspections: BoundedCache<IntrospectionKey, KnownIntrospection>
    let settings: Settings
    let logger: Logger

    /// - Parameters:
    ///   - loginRole: the role of the pool's connections.
    ///   - replicas: what answers queries where it can; nil for the pool alone.
    ///   - metrics: where what is rare is counted.
    package init(
        apis: RoleAPIs, pool: PostgresPool, replicas: ReplicaReads? = nil, tenancy: TenancyConfiguration,
        loginRole: String, settings: Settings, metrics: ServerMetrics = ServerMetrics(), logger: Logger
    ) {
        self.apis = apis
        self.loginRole = loginRole
        self.pool = pool
        self.replicas = replicas
        self.settings = settings
        self.metrics = metrics
        self.logger = logger
        opening = RequestOpening(
            configuration: tenancy, timeout: Int(settings.timeout.nanoseconds / 1_000_000),
            preRequest: settings.preRequest, loginRole: loginRole, searchedSchemas: apis.searchedSchemas)
        compiler = DocumentCompiler(limits: settings.parserLimits, cacheBytes: settings.documentCacheBytes)
        plans = BoundedCache(capacity: settings.planCacheBytes)
        introspections = BoundedCache(capacity: settings.introspectionCacheBytes)
    }

    /// Whether the database has a table for idempotency keys.
    var keepsIdempotencyKeys: Bool { apis.keepsIdempotencyKeys }

    /// The whole time of a request.
    var timeout: TimeAmount { settings.timeout }

    /// What reads the archives of exports.
    var exports: ExportReader { ExportReader(pool: pool, opening: opening, timeout: settings.timeout) }

    /// Never throws: whatever happens is an answer.
    package func run(
        _ request: OperationRequest, as context: TenantContext, requestID: String, terms: RequestTerms = RequestTerms()
    ) async -> OperationResponse {
        let began = NIODeadline.now()
        var response: OperationResponse
        var timings = OperationTimings()
        do throws(RequestErrors) {
            let prepared = try prepare(request, as: context)
            let planned = NIODeadline.now()
            timings[.prepare] = planned - began
            response = await execute(prepared, as: context, requestID: requestID, terms: terms)
            timings[.execute] = .now() - planned
            metrics.record(cost: prepared.plan.cost)
            if request.asksForCost { response.add(extensions: cost(of: prepared)) }
        } catch {
            response = .failed(error.errors, requestID: requestID)
        }
        response.timings = timings
        return response
    }

    /// `{"cost": {"requested": 1210, "limit": 2000000, "fields": {"trainees": 1210}}}`.
    private func cost(of prepared: Prepared) -> JSON {
        let fields = prepared.plan.fields.map { JSONMember(name: $0.key, value: JSON($0.cost)) }
        let cost = JSON.object([
            JSONMember(name: "requested", value: JSON(prepared.plan.cost)),
            JSONMember(name: "limit", value: JSON(prepared.api.maximumCost)),
            JSONMember(name: "fields", value: .object(fields)),
        ])
        return .object([JSONMember(name: "cost", value: cost)])
    }

    /// What the caches hold and have found.
    var cacheStatistics: [CacheStatistics] {
        [
            CacheStatistics("documents", compiler.statistics), CacheStatistics("plans", plans.statistics),
            CacheStatistics("introspections", introspections.statistics),
        ]
    }

    /// How an operation would be answered, with PostgreSQL's plan of each statement. Nothing of it is run.
    package func explain(
        _ request: OperationRequest, as context: TenantContext
    ) async throws(OperationExplainer.Failure) -> [(statement: ExplainedStatement, plan: [String])] {
        guard let api = apis.view(of: context.databaseRole ?? loginRole) else {
            throw .operation([APIError(.forbidden, "This role is not served.")])
        }
        let explainer = OperationExplainer(api: api, opening: opening)
        let statements = try explainer.statements(of: request)
        let plans = try await explainer.plans(of: statements, as: context, depth: .plan) {
            segment async throws(PostgresError) in
            try await pool.executeRead(segment, deadline: .now() + settings.timeout)
        }
        return Array(zip(statements, plans))
    }

    // MARK: Before execution

    /// Bytes of the SQL of a query.
    private static let longestQuery = 128 << 10
    /// Bytes of the SQL of a mutation, which holds a place for each value of a list of rows.
    private static let longestWrite = 512 << 10

    /// Memory of a plan in bytes, by estimate: its shape takes a multiple of its SQL's, each parameter the names of its
    /// place in the request.
    private static func weight(of plan: Plan, key: CompiledDocument.PlanKey) -> Int {
        1_024 + 4 * plan.sqlByteCount + 320 * plan.parameterCount + key.byteCount
    }

    /// An operation that is ready to be executed.
    struct Prepared {
        let api: ServedAPI
        let document: Document
        /// What the plan is kept under.
        let key: CompiledDocument.PlanKey
        let plan: Plan
        let variables: [String: InputValue]
        let purpose: RequestOpening.Purpose
        /// Where the operation is to be done once only.
        let attempt: Attempt?
    }

    /// Whether errors and introspection may tell what there is.
    func seesSchema(_ context: TenantContext) -> Bool { settings.anonymousIntrospection || !context.isAnonymous }

    func prepare(_ request: OperationRequest, as context: TenantContext) throws(RequestErrors) -> Prepared {
        let seesSchema = seesSchema(context)
        guard let api = apis.view(of: context.databaseRole ?? loginRole) else {
            // Roles come from the allow-list that the views were made for.
            throw RequestErrors(.internal, "There is nothing to answer this role with.")
        }
        let compiled: CompiledDocument
        do throws(RequestErrors) {
            compiled = try compiler.compile(request.query, for: api, suggestions: seesSchema ? .on : .off)
        } catch {
            throw context.isAnonymous ? error.hintingAtToken() : error
        }
        if let open = api.open { try compiler.requireOpen(request.query, in: open) }
        let (index, operation) = try compiled.operation(named: request.operationName)
        guard operation.type != .subscription else {
            throw RequestErrors([APIError(.validationFailed, "Subscriptions are not served.")])
        }
        guard operation.type == .query || request.mayWrite else {
            throw RequestErrors(.badUserInput, "GET is for queries only.")
        }
        let variables: [String: InputValue]
        switch api.coercion.variables(of: operation, from: request.variables, source: compiled.document.source) {
        case .values(let values): variables = values
        case .errors(let errors): throw RequestErrors(errors.map(APIError.init(variables:)))
        }
        let key = compiled.planKey(operation: index, variables: variables)
        let plan = try plan(operation, in: compiled, by: api.planner, variables: variables, key: key)
        try api.requireOpenNodes(of: plan)
        if !seesSchema, let field = plan.fields.first(where: \.isIntrospection) {
            let message = "Introspection needs a token, but the query without one contains '\(field.key)'."
            throw RequestErrors(.validationFailed, message)
        }
        let writes = operation.type == .mutation
        return Prepared(
            api: api, document: compiled.document, key: key, plan: plan, variables: variables,
            purpose: writes ? .writing : .reading,
            attempt: writes ? try attempt(request, as: context) : nil)
    }

    private func plan(
        _ operation: OperationDefinition, in compiled: CompiledDocument, by planner: QueryPlanner,
        variables: [String: InputValue], key: CompiledDocument.PlanKey
    ) throws(RequestErrors) -> Plan {
        if let plan = plans.value(for: key) { return plan }
        do throws(PlanningError) {
            let plan = try planner.plan(operation, in: compiled.document, variables: variables)
            let writes = operation.type == .mutation
            guard plan.sqlByteCount <= (writes ? Self.longestWrite : Self.longestQuery) else {
                throw PlanningError(
                    .limitExceeded, "The operation is too large: its SQL would have \(plan.sqlByteCount) bytes.",
                    hint: writes ? "Write fewer rows at once." : "Filter by fewer conditions at once.")
            }
            if plan.isReusable { plans.store(plan, for: key, weight: Self.weight(of: plan, key: key)) }
            return plan
        } catch {
            throw RequestErrors([APIError(error)])
        }
    }

    // MARK: Execution

    private func execute(
        _ prepared: Prepared, as context: TenantContext, requestID: String, terms: RequestTerms
    ) async -> OperationResponse {
        guard prepared.plan.statementCount > 0 else { return respond(prepared, results: [], requestID: requestID) }
        let deadline = NIODeadline.now() + settings.timeout
        do {
            if let attempt = prepared.attempt {
                var response = try await executeOnce(
                    attempt, prepared, statements: try statements(of: prepared), as: context, deadline: deadline,
                    requestID: requestID,
                    trace: terms.trace)
                response.consistency = await position(after: prepared.purpose, deadline: deadline)
                return response
            }
            let segment = try segment(of: prepared, as: context, trace: terms.trace)
            let results = try await send(segment, for: prepared.purpose, terms: terms, deadline: deadline)
            var response = answer(
                prepared, results: Array(results.dropFirst(opening.precedingStatements)), requestID: requestID)
            response.consistency = await position(after: prepared.purpose, deadline: deadline)
            return response
        } catch let error as APIError {
            return .failed([error], requestID: requestID)
        } catch let error as PostgresError {
            return failed(
                error, prepared: prepared, preceding: opening.precedingStatements, requestID: requestID,
                trace: terms.trace)
        } catch {
            return .failed([Self.nullCharacter], requestID: requestID)
        }
    }

    /// Bytes for the results that come before an operation's own.
    private static let resultsBefore = 16 << 10

    private static let nullCharacter = APIError(.badUserInput, "A value contains U+0000.")

    private func statements(of prepared: Prepared) throws(APIError) -> [BoundStatement] {
        try ArgumentBinder(variables: prepared.variables, cursors: apis.cursors).statements(of: prepared.plan)
    }

    /// All that goes to PostgreSQL for an operation.
    func segment(
        of prepared: Prepared, as context: TenantContext, trace: TraceContext?
    ) throws(APIError) -> Segment {
        let statements = try statements(of: prepared)
        do throws(SQLArgumentError) {
            var segment = try opening.segment(
                for: context, purpose: prepared.purpose, statements: statements, trace: trace)
            // What was written is answered by how it ended, whatever the size of its rows.
            if prepared.purpose == .reading {
                segment.maximumResultBytes = settings.maximumResponseBytes + Self.resultsBefore
            }
            return segment
        } catch {
            throw Self.nullCharacter
        }
    }
}
