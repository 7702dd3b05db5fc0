// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import NIOCore
import Planning
import Postgres
import Tenancy

/// Operations whose document and plan are in the caches, answered without a task: on the event loop that asks, where
/// nothing has to be waited for but PostgreSQL.
extension OperationRunner {
    /// How far an operation came at once.
    enum DirectAnswer {
        case answered(OperationResponse)
        /// The answer comes when the delivery is done, which has not been started yet.
        case sending(SegmentDelivery)
    }

    /// Prepares an operation from the caches alone.
    ///
    /// - Returns: nil where anything is not in them, is at fault, or needs more than one segment on the primary: `run` finds
    ///   out. Nothing is counted and nothing is begun by then.
    func known(_ request: OperationRequest, as context: TenantContext) -> Prepared? {
        guard replicas == nil, request.idempotencyKey == nil, !request.asksForCost,
            let api = apis.view(of: context.databaseRole ?? loginRole), api.open == nil,
            let compiled = compiler.known(request.query, for: api),
            let (index, operation) = try? compiled.operation(named: request.operationName),
            operation.type != .subscription
        else { return nil }
        let coerced = api.coercion.variables(
            of: operation, from: request.variables, source: compiled.document.source)
        guard case .values(let variables) = coerced else { return nil }
        let key = compiled.planKey(operation: index, variables: variables)
        // The answer to a large schema would keep all others of the event loop waiting.
        guard let plan = plans.known(key), !plan.fields.contains(where: \.isIntrospection) else { return nil }
        return Prepared(
            api: api, document: compiled.document, key: key, plan: plan, variables: variables,
            purpose: operation.type == .mutation ? .writing : .reading, attempt: nil)
    }

    /// Answers an operation that was found in the caches.
    ///
    /// - Parameters:
    ///   - began: when its preparation began.
    ///   - completion: called once on the event loop with the answer, if it comes later.
    func answerDirectly(
        _ prepared: Prepared, as context: TenantContext, requestID: String, trace: TraceContext?,
        began: NIODeadline, on eventLoop: any EventLoop, completion: @escaping (OperationResponse) -> Void
    ) -> DirectAnswer {
        let planned = NIODeadline.now()
        metrics.record(cost: prepared.plan.cost)
        func timed(_ response: OperationResponse) -> OperationResponse {
            var response = response
            response.timings[.prepare] = planned - began
            response.timings[.execute] = .now() - planned
            return response
        }
        guard prepared.plan.statementCount > 0 else {
            return .answered(timed(respond(prepared, results: [], requestID: requestID)))
        }
        let segment: Segment
        do throws(APIError) {
            segment = try self.segment(of: prepared, as: context, trace: trace)
        } catch {
            return .answered(timed(.failed([error], requestID: requestID)))
        }
        let delivery = SegmentDelivery(
            segment, for: prepared.purpose, by: self, deadline: planned + timeout, on: eventLoop
        ) { outcome in
            switch outcome {
            case .success(let results):
                completion(
                    timed(
                        self.answer(
                            prepared, results: Array(results.dropFirst(self.opening.precedingStatements)),
                            requestID: requestID)))
            case .failure(let error):
                completion(
                    timed(
                        self.failed(
                            error, prepared: prepared, preceding: self.opening.precedingStatements,
                            requestID: requestID, trace: trace)))
            }
        }
        return .sending(delivery)
    }
}
