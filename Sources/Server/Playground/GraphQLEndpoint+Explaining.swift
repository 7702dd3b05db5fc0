// SPDX-License-Identifier: Apache-2.0

import JSON
import Logging

extension GraphQLEndpoint {
    /// How an operation is answered: its statements, what is bound to them, and PostgreSQL's plans. The request is one
    /// that `/graphql` takes by POST, and its statements are planned as whoever asks.
    func explanation(for request: ReceivedRequest, in scope: RequestScope) async -> HTTPAnswer {
        let requestID = scope.requestID
        do throws(Refusal) {
            try checkContent(request.headers)
            let context = try await context(for: request, in: scope)
            let runner = try runner
            guard case .one(let operation) = try operations(in: request.body, by: scope.policy, as: context) else {
                throw Refusal(.badRequest, APIError(.badUserInput, "Only single operations are explained."))
            }
            do throws(OperationExplainer.Failure) {
                let explained = try await runner.explain(operation, as: context)
                return HTTPAnswer(status: .ok, content: .graphQL(Self.json(explained).bytes, .json))
            } catch {
                let errors: [APIError]
                switch error {
                case .operation(let faults): errors = faults
                case .postgres(let error):
                    logger.info(
                        "explanation failed",
                        metadata: ["request_id": "\(requestID)", "reason": "\(error.logDescription)"])
                    errors = [APIError(error)]
                }
                let response = OperationResponse.failed(errors, requestID: requestID)
                return HTTPAnswer(status: .ok, content: .graphQL(response.body, .json))
            }
        } catch {
            return error.answer(requestID: requestID)
        }
    }

    private static func json(_ explained: [(statement: ExplainedStatement, plan: [String])]) -> JSON {
        let statements = explained.map { statement, plan in
            JSON.object([
                JSONMember(name: "field", value: .string(statement.field)),
                JSONMember(name: "sql", value: .string(statement.sql)),
                JSONMember(
                    name: "parameters", value: .array(statement.parameters.map { $0.map { .string($0) } ?? .null })),
                JSONMember(name: "plan", value: .array(plan.map { .string($0) })),
            ])
        }
        return .object([JSONMember(name: "statements", value: .array(statements))])
    }
}
