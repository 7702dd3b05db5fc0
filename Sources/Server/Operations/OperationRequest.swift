// SPDX-License-Identifier: Apache-2.0

package import JSON

/// What a client asks for. GraphQL over HTTP: "Request Parameters".
package struct OperationRequest: Sendable {
    /// The document's text.
    package var query: String
    /// Which of the document's operations to run; nil where there is only one.
    package var operationName: String?
    /// An object, or null.
    package var variables: JSON
    /// Whether the operation may write: not if it came by a method that is for reading.
    package var mayWrite = true
    /// Whether the answer is to say what the operation costs.
    package var asksForCost = false
    /// What the client calls this attempt by, where it wants it to be done once only.
    package var idempotencyKey: IdempotencyKey?

    package init(query: String, operationName: String? = nil, variables: JSON = .null) {
        self.query = query
        self.operationName = operationName
        self.variables = variables
    }

    /// Reads what a request says beside its document.
    ///
    /// - Throws: `BAD_USER_INPUT` saying which parameter is wrong.
    init(query: String, parameters body: JSON) throws(APIError) {
        self.query = query
        switch body["operationName"] {
        case nil, .null?: operationName = nil
        case .string(let name)?: operationName = name.isEmpty ? nil : name
        default: throw APIError(.badUserInput, "'operationName' must be a string.")
        }
        switch body["variables"] {
        case nil, .null?: variables = .null
        case .object(let members)?: variables = .object(members)
        default: throw APIError(.badUserInput, "'variables' must be an object.")
        }
        switch body["extensions"] {
        case nil, .null?, .object?: break
        default: throw APIError(.badUserInput, "'extensions' must be an object.")
        }
    }
}

/// What a client is answered.
package struct OperationResponse: Sendable {
    /// What the HTTP status follows from.
    package enum Outcome: Sendable, Hashable {
        /// The operation was executed; fields may have failed.
        case executed
        /// The request failed before or instead of execution.
        case failed(ErrorCode)
    }

    package let outcome: Outcome
    /// The whole response as JSON.
    package private(set) var body: [UInt8]
    /// The codes of its errors.
    private(set) var codes: [ErrorCode] = []
    var timings = OperationTimings()
    /// Whether this is what an earlier attempt was answered.
    package private(set) var isReplayed = false
    /// What a client that wants to see its write must send with what it asks next.
    var consistency: LogPosition?

    /// The answer to a request that was not executed: errors and no data. Specification: "Request Error Result".
    package static func failed(_ errors: [APIError], requestID: String) -> OperationResponse {
        var body = Array("{".utf8)
        append(errors, to: &body, requestID: requestID)
        body.append(UInt8(ascii: "}"))
        return OperationResponse(
            outcome: .failed(errors.first?.code ?? .internal), body: body, codes: errors.map(\.code))
    }

    /// The answer to a request that was executed.
    ///
    /// - Parameter data: a response that has been begun, `{"data":{…}`; nil for one whose data is null.
    static func executed(data: [UInt8]?, errors: [APIError], requestID: String) -> OperationResponse {
        var body = data ?? Array("{\"data\":null".utf8)
        if !errors.isEmpty {
            body.append(UInt8(ascii: ","))
            append(errors, to: &body, requestID: requestID)
        }
        body.append(UInt8(ascii: "}"))
        return OperationResponse(outcome: .executed, body: body, codes: errors.map(\.code))
    }

    /// Adds `extensions`, which come last.
    mutating func add(extensions: JSON) {
        body.removeLast()
        body.append(contentsOf: Array(",\"extensions\":".utf8))
        extensions.write(to: &body)
        body.append(UInt8(ascii: "}"))
    }

    /// What an earlier attempt was answered, once more.
    static func replayed(_ body: [UInt8]) -> OperationResponse {
        var response = OperationResponse(outcome: .executed, body: body)
        response.isReplayed = true
        return response
    }

    private static func append(_ errors: [APIError], to body: inout [UInt8], requestID: String) {
        body.append(contentsOf: Array("\"errors\":".utf8))
        JSON.array(errors.map { $0.json(requestID: requestID) }).write(to: &body)
    }
}
