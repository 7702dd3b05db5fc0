// SPDX-License-Identifier: Apache-2.0

import JSON

/// What a body asks for: one operation, or several in an array.
enum RequestedOperations {
    case one(OperationRequest)
    case batch([OperationRequest])

    var operations: [OperationRequest] {
        switch self {
        case .one(let operation): [operation]
        case .batch(let operations): operations
        }
    }

    /// Lets each answer say what its operation costs.
    mutating func askForCost() {
        switch self {
        case .one(var operation):
            operation.asksForCost = true
            self = .one(operation)
        case .batch(let operations):
            self = .batch(
                operations.map { operation in
                    var operation = operation
                    operation.asksForCost = true
                    return operation
                })
        }
    }

    /// Does what is asked for once only.
    ///
    /// - Throws: for a batch, where one key cannot stand for several operations.
    mutating func take(_ key: IdempotencyKey) throws(GraphQLEndpoint.Refusal) {
        guard case .one(var operation) = self else {
            throw GraphQLEndpoint.Refusal(
                .badRequest,
                APIError(
                    .badUserInput, "A batch takes no 'Idempotency-Key'.", hint: "Send its operations one by one."))
        }
        operation.idempotencyKey = key
        self = .one(operation)
    }

    /// - Parameter maximumBatch: how many an array may hold; 0 where arrays are refused.
    init(
        body: JSON, documents: OperationDocuments, maximumBatch: Int, isAnonymous: Bool
    ) throws(APIError) {
        guard maximumBatch > 0, let items = body.arrayValue else {
            self = .one(try OperationRequest(parameters: body, documents: documents, isAnonymous: isAnonymous))
            return
        }
        guard !items.isEmpty else { throw APIError(.badUserInput, "The batch holds no operation.") }
        guard items.count <= maximumBatch else {
            throw APIError(
                .limitExceeded, "A batch holds at most \(maximumBatch) operations, but \(items.count) were sent.",
                hint: "Send several smaller batches.")
        }
        var operations: [OperationRequest] = []
        for item in items {
            operations.append(try OperationRequest(parameters: item, documents: documents, isAnonymous: isAnonymous))
        }
        self = .batch(operations)
    }
}

extension OperationRequest {
    /// Reads the parameters of a request, whose document may be named instead of sent. GraphQL over HTTP: "Request
    /// Parameters".
    ///
    /// - Throws: `BAD_USER_INPUT` saying which parameter is wrong, or what `OperationDocuments` says.
    init(parameters: JSON, documents: OperationDocuments, isAnonymous: Bool) throws(APIError) {
        guard case .object = parameters else {
            throw APIError(
                .badUserInput, "The request's body must be a JSON object.",
                hint: "Send {\"query\": \"…\", \"variables\": {…}}.")
        }
        let text: String?
        switch parameters["query"] {
        case nil, .null?: text = nil
        case .string(let query)?: text = query.isEmpty ? nil : query
        default: throw APIError(.badUserInput, "'query' must be a string.")
        }
        let query = try documents.text(id: DocumentID(parameters), text: text, isAnonymous: isAnonymous)
        try self.init(query: query, parameters: parameters)
    }
}
