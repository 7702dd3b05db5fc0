// SPDX-License-Identifier: Apache-2.0

import Logging
import NIOCore
import Postgres
import SQL
import Synchronization
import Tenancy

/// Operations that are done once per key, however often they are sent.
extension OperationRunner {
    /// A key, and what it was sent with.
    struct Attempt: Sendable {
        let key: IdempotencyKey
        let fingerprint: String
    }

    /// The attempt that a request is; nil where it names no key.
    ///
    /// - Throws: where no key can be kept.
    func attempt(
        _ request: OperationRequest, as context: TenantContext
    ) throws(RequestErrors) -> Attempt? {
        guard let key = request.idempotencyKey else { return nil }
        guard keepsIdempotencyKeys else {
            throw RequestErrors([
                APIError(
                    .badUserInput, "This server keeps no idempotency keys.",
                    hint: "Leave the header 'Idempotency-Key' out, or make the table palisade.idempotency_keys.")
            ])
        }
        guard !context.isAnonymous else {
            throw RequestErrors(.badUserInput, "An idempotency key needs a token: keys are kept for each user.")
        }
        return Attempt(key: key, fingerprint: request.fingerprint(as: context.databaseRole ?? loginRole))
    }

    /// Runs an operation and keeps its answer in the operation's own transaction; or answers what was kept.
    func executeOnce(
        _ attempt: Attempt, _ prepared: Prepared, statements: [BoundStatement], as context: TenantContext,
        deadline: NIODeadline, requestID: String, trace: TraceContext?
    ) async throws -> OperationResponse {
        let preceding = opening.precedingStatements + 1
        let reservation = try IdempotencyTable.reservation(of: attempt.key, for: attempt.fingerprint)
        var segment = try opening.segment(
            for: context, purpose: prepared.purpose, statements: [reservation] + statements, trace: trace)
        let answered = Handover()
        segment.conclusion = { results in
            let response = self.answer(prepared, results: Array(results.dropFirst(preceding)), requestID: requestID)
            answered.put(response)
            return IdempotencyTable.keeping(response.body, of: attempt.key)
        }
        do throws(PostgresError) {
            _ = try await send(segment, for: prepared.purpose, deadline: deadline)
        } catch {
            if IdempotencyTable.isRepetition(error) {
                return try await replay(attempt, as: context, deadline: deadline, requestID: requestID)
            }
            if case .server(let server) = error, server.sqlState == "42501", server.statementIndex == preceding - 1 {
                let refusal = APIError(.forbidden, "This role may not use idempotency keys.")
                return .executed(data: nil, errors: [refusal], requestID: requestID)
            }
            return failed(error, prepared: prepared, preceding: preceding, requestID: requestID, trace: trace)
        }
        return answered.value ?? .failed([APIError(.internal, "There is no answer.")], requestID: requestID)
    }

    /// What the first of several attempts was answered.
    private func replay(
        _ attempt: Attempt, as context: TenantContext, deadline: NIODeadline, requestID: String
    ) async throws -> OperationResponse {
        let segment = try opening.segment(
            for: context, purpose: .reading, statements: [IdempotencyTable.lookUp(attempt.key)])
        let found: ResultSet?
        do throws(PostgresError) {
            found = try await send(segment, for: .reading, deadline: deadline).last
        } catch {
            logger.info(
                "operation failed", metadata: ["request_id": "\(requestID)", "reason": "\(error.logDescription)"])
            return .failed([APIError(error)], requestID: requestID)
        }
        guard let found, found.rowCount == 1 else {
            let error = APIError(
                .conflict, "Another operation with this idempotency key was under way.",
                hint: "Send the operation again.")
            return .failed([error], requestID: requestID)
        }
        guard found.text(row: 0, column: 0) == attempt.fingerprint else {
            let error = APIError(
                .conflict, "This idempotency key was sent with another operation, other variables or another role.",
                hint: "Use a new key for each operation, and the same one to repeat it unchanged.")
            return .failed([error], requestID: requestID)
        }
        guard !found.isNull(row: 0, column: 1) else {
            var error = APIError(
                .conflict, "The operation was done before, and its answer is kept no longer.",
                hint: "Read the present state.")
            error.writes = .committed
            return .executed(data: nil, errors: [error], requestID: requestID)
        }
        metrics.count(.operationReplayed)
        return .replayed(
            found.withBytes(row: 0, column: 1) { Array($0 ?? UnsafeRawBufferPointer(start: nil, count: 0)) })
    }
}

/// Hands a response from a connection's event loop over to the request's task.
private final class Handover: Sendable {
    private let response = Mutex<OperationResponse?>(nil)

    var value: OperationResponse? { response.withLock { $0 } }

    func put(_ response: OperationResponse) { self.response.withLock { $0 = response } }
}
