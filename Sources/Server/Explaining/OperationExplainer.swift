// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import NIOCore
import Planning
package import Postgres
package import SQL
package import Tenancy

/// Shows how an operation is answered: the statements, what is bound to them, and PostgreSQL's plan for them.
///
/// Planning and binding are the ones that requests get; statements run in the same read-only transaction, as the same
/// role and tenant.
package struct OperationExplainer: Sendable {
    /// Whether PostgreSQL only plans a statement, as text or as JSON, or runs it and measures.
    package enum Depth: Sendable {
        case plan, structure, run
    }

    /// Why there is nothing to explain.
    package enum Failure: Error, Sendable {
        /// The operation is at fault; at least one error.
        case operation([APIError])
        case postgres(PostgresError)
    }

    private let api: ServedAPI
    private let opening: RequestOpening

    /// - Parameters:
    ///   - loginRole: the role of the connections that will be used.
    ///   - timeout: for each statement.
    package init(
        api: ServedAPI, tenancy: TenancyConfiguration, loginRole: String, preRequest: QualifiedName?,
        timeout: Duration
    ) {
        self.api = api
        opening = RequestOpening(
            configuration: tenancy, timeout: Int(clamping: Int64(timeout / .milliseconds(1))), preRequest: preRequest,
            loginRole: loginRole, searchedSchemas: api.mapping.searchedSchemas)
    }

    init(api: ServedAPI, opening: RequestOpening) {
        self.api = api
        self.opening = opening
    }

    /// The statements of an operation, in the order of its root fields.
    package func statements(of request: OperationRequest) throws(Failure) -> [ExplainedStatement] {
        do throws(RequestErrors) {
            // One document: nothing is worth keeping.
            let compiler = DocumentCompiler(limits: .default, cacheBytes: 0)
            let compiled = try compiler.compile(request.query, for: api, suggestions: .on)
            let operation = try compiled.operation(named: request.operationName).operation
            guard operation.type != .subscription else {
                throw RequestErrors(.validationFailed, "Subscriptions are not served.")
            }
            let variables: [String: InputValue]
            switch api.coercion.variables(of: operation, from: request.variables, source: compiled.document.source) {
            case .values(let values): variables = values
            case .errors(let errors): throw RequestErrors(errors.map(APIError.init(variables:)))
            }
            let plan: Plan
            do throws(PlanningError) {
                plan = try api.planner.plan(operation, in: compiled.document, variables: variables)
            } catch {
                throw RequestErrors([APIError(error)])
            }
            return try statements(of: plan, variables: variables)
        } catch {
            throw .operation(error.errors)
        }
    }

    private func statements(
        of plan: Plan, variables: [String: InputValue]
    ) throws(RequestErrors) -> [ExplainedStatement] {
        do throws(APIError) {
            let bound = try ArgumentBinder(variables: variables, cursors: api.cursors).statements(of: plan)
            return bound.enumerated().map { index, statement in
                let place = plan.place(ofStatement: index)
                return ExplainedStatement(
                    field: place?.field.key ?? "", bound: statement, isPartOfWrite: place?.field.write != nil)
            }
        } catch {
            throw RequestErrors([error])
        }
    }

    /// PostgreSQL's plan for each statement, as lines of text.
    package func plans(
        of statements: [ExplainedStatement], as context: TenantContext, depth: Depth, on connection: PostgresConnection
    ) async throws(Failure) -> [[String]] {
        try await plans(of: statements, as: context, depth: depth) { segment async throws(PostgresError) in
            try await connection.execute(segment)
        }
    }

    /// - Parameter execute: runs a segment on some connection of the login role.
    func plans(
        of statements: [ExplainedStatement], as context: TenantContext, depth: Depth,
        execute: (Segment) async throws(PostgresError) -> [ResultSet]
    ) async throws(Failure) -> [[String]] {
        guard !statements.isEmpty else { return [] }
        guard depth == .plan || !statements.contains(where: \.isPartOfWrite) else {
            throw .operation([
                APIError(
                    .badUserInput, "A mutation is not run to be explained: that would write.",
                    hint: "Ask for its plan alone, without 'analyze'.")
            ])
        }
        let prefix: String
        switch depth {
        case .plan: prefix = "explain "
        case .structure: prefix = "explain (format json, verbose) "
        case .run: prefix = "explain (analyze, buffers) "
        }
        let explaining = statements.map { statement in
            BoundStatement(
                statement: SQLStatement(text: prefix + statement.sql), arguments: statement.bound.arguments)
        }
        let segment: Segment
        do throws(SQLArgumentError) {
            segment = try opening.segment(for: context, statements: explaining)
        } catch {
            throw .operation([APIError(.badUserInput, "A value contains U+0000.")])
        }
        do throws(PostgresError) {
            let results = try await execute(segment).dropFirst(opening.precedingStatements)
            return results.map { result in
                (0..<result.rowCount).map { result.text(row: $0, column: 0) ?? "" }
            }
        } catch {
            throw .postgres(error)
        }
    }
}

/// One statement of an operation.
package struct ExplainedStatement: Sendable {
    /// The response key of the root field that it answers.
    package let field: String
    let bound: BoundStatement
    /// Whether it belongs to a field that writes, so that it must not be run.
    let isPartOfWrite: Bool

    package var sql: String { bound.statement.text }

    /// What is bound to `$1`, `$2` …; nil stands for NULL.
    package var parameters: [String?] { (0..<bound.arguments.count).map { bound.arguments.text(at: $0) } }
}
