// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import JSON
import Logging
import NIOCore
import NIOHTTP1
import Tenancy

/// `/graphql`: from a request to an operation, and from its outcome to a status. GraphQL over HTTP.
struct GraphQLEndpoint: Sendable {
    private static let bodyLimits = JSONLimits(maximumDepth: 64, nullCharacter: .refused)

    let holder: APIHolder
    let authentication: RequestAuthentication
    let logger: Logger

    func answer(to request: ReceivedRequest, in scope: RequestScope) async -> HTTPAnswer {
        let requestID = scope.requestID
        guard request.method == .POST || request.method == .GET else {
            return .methodRefused(request.method, allowed: "GET, POST, OPTIONS", requestID: requestID)
        }
        guard let mediaType = ResponseMediaType(accept: request.headers.accept) else {
            let error = APIError(
                .badUserInput, "The Accept header admits no type of answer.",
                hint: "Accept application/graphql-response+json or application/json.")
            return .refused(.notAcceptable, error, requestID: requestID)
        }
        do throws(Refusal) {
            try admit(scope)
            if request.method == .POST { try checkContent(request.headers) }
            let terms = try terms(of: request, trace: scope.trace)
            let began = NIODeadline.now()
            let context = try await context(for: request, in: scope)
            let authenticated = NIODeadline.now() - began
            let runner = try runner
            var requested: RequestedOperations =
                try request.method == .POST
                ? operations(in: request.body, by: scope.policy, as: context)
                : .one(operation(in: request.query, by: scope.policy, as: context))
            if request.headers.asksForCost { requested.askForCost() }
            if let key = try idempotencyKey(of: request) { try requested.take(key) }
            try admit(context, requested, in: scope)
            switch requested {
            case .one(let operation):
                let response = await runner.run(operation, as: context, requestID: requestID, terms: terms)
                return answer(response, to: operation, as: context, mediaType, authenticated: authenticated)
            case .batch(let operations):
                let outcome = await run(operations, on: runner, as: context, requestID: requestID, terms: terms)
                // The media type of GraphQL responses is one of single responses.
                var answer = HTTPAnswer(status: .ok, content: .graphQL(outcome.body, .json), codes: outcome.codes)
                answer.consistency = outcome.consistency
                answer.operation = AnsweredOperation(
                    name: operations.first?.operationName, document: operations.first?.query ?? "",
                    tenant: context.tenant)
                answer.operation?.timings[.authenticate] = authenticated
                return answer
            }
        } catch {
            return error.answer(requestID: requestID, mediaType: mediaType)
        }
    }

    /// The answer to one operation that was run, or failed.
    ///
    /// - Parameter authenticated: how long it took to find out who asks.
    func answer(
        _ response: OperationResponse, to operation: OperationRequest, as context: TenantContext,
        _ mediaType: ResponseMediaType, authenticated: TimeAmount
    ) -> HTTPAnswer {
        var answer = HTTPAnswer(
            status: HTTPStatus(response.outcome, mediaType: mediaType),
            content: .graphQL(response.body, mediaType), codes: response.codes)
        answer.isReplayed = response.isReplayed
        answer.consistency = response.consistency
        var timings = response.timings
        timings[.authenticate] = authenticated
        answer.operation = AnsweredOperation(
            name: operation.operationName, document: operation.query, tenant: context.tenant, timings: timings)
        return answer
    }

    /// Who asks, and what serves them: for requests of other paths, which count as one operation each.
    func admitted(
        _ request: ReceivedRequest, in scope: RequestScope
    ) async throws(Refusal) -> (TenantContext, OperationRunner) {
        try admit(scope)
        let context = try await context(for: request, in: scope)
        try admit(context, .one(OperationRequest(query: "", variables: .null)), in: scope)
        return (context, try runner)
    }

    /// What serves operations now.
    var runner: OperationRunner {
        get throws(Refusal) {
            if let runner = holder.runner { return runner }
            throw Refusal(
                .serviceUnavailable,
                APIError(
                    .unavailable, "The API is not served at the moment.",
                    hint: "Retry after a pause; the server's log says why."))
        }
    }

    /// Before it is known who asks.
    func admit(_ scope: RequestScope) throws(Refusal) {
        do throws(RequestAdmission.Refusal) {
            try scope.policy.admission.admit(address: scope.address)
        } catch {
            throw Refusal(error)
        }
    }

    /// Before anything is executed.
    func admit(_ context: TenantContext, _ requested: RequestedOperations, in scope: RequestScope) throws(Refusal) {
        do throws(RequestAdmission.Refusal) {
            try scope.policy.admission.admit(context, requested.operations)
        } catch {
            logger.info(
                "request refused", metadata: ["request_id": "\(scope.requestID)", "reason": "\(error.logWord)"])
            throw Refusal(error)
        }
    }

    /// Other types than JSON can be sent by any site's form, and content that is coded could be far larger than it looks.
    func checkContent(_ headers: RequestHeaders) throws(Refusal) {
        guard isJSON(headers) else {
            throw Refusal(
                .unsupportedMediaType,
                APIError(
                    .badUserInput, "The request's body must be JSON.", hint: "Send 'Content-Type: application/json'."))
        }
        guard isPlain(headers) else {
            throw Refusal(
                .unsupportedMediaType,
                APIError(
                    .badUserInput, "The request's body must not be compressed.",
                    hint: "Send it without 'Content-Encoding'."))
        }
    }

    /// Whether `checkContent` has nothing to say.
    func hasFittingContent(_ headers: RequestHeaders) -> Bool { isJSON(headers) && isPlain(headers) }

    private func isJSON(_ headers: RequestHeaders) -> Bool {
        guard let contentType = headers.contentType, !headers.hasSeveralContentTypes else { return false }
        return MediaType.isJSON(contentType)
    }

    private func isPlain(_ headers: RequestHeaders) -> Bool { headers.contentEncoding?.isField("identity") ?? true }

    private func terms(of request: ReceivedRequest, trace: TraceContext?) throws(Refusal) -> RequestTerms {
        var terms = RequestTerms()
        terms.trace = trace
        if let text = request.headers.consistency {
            guard let position = LogPosition(text) else {
                throw Refusal(
                    .badRequest,
                    APIError(
                        .badUserInput, "'Palisade-Consistency' is not what the server has sent.",
                        hint: "Send the value of that header of a mutation's answer."))
            }
            terms.consistency = position
        }
        return terms
    }

    func context(for request: ReceivedRequest, in scope: RequestScope) async throws(Refusal) -> TenantContext {
        do throws(RequestAuthentication.Fault) {
            return try await authentication.context(authorizationHeaders: request.headers.authorization)
        } catch {
            switch error {
            case .refused(let reason):
                var metadata = scope.metadata
                metadata["reason"] = "\(reason.debugDescription)"
                logger.info("request refused", metadata: metadata)
                throw Refusal(.unauthorized, APIError(reason))
            case .keysUnavailable:
                throw Refusal(
                    .serviceUnavailable,
                    APIError(.unavailable, "Tokens cannot be verified at the moment.", hint: "Retry after a pause."))
            case .overloaded:
                throw Refusal(
                    .serviceUnavailable,
                    APIError(.unavailable, "The server is overloaded.", hint: "Retry after a pause."))
            }
        }
    }

    // MARK: Operations

    /// Reading is repeated as it is: queries sent by GET take no key.
    private func idempotencyKey(of request: ReceivedRequest) throws(Refusal) -> IdempotencyKey? {
        guard request.method == .POST, let text = request.headers.idempotencyKeys.first else { return nil }
        guard request.headers.idempotencyKeys.count == 1, let key = IdempotencyKey(text) else {
            throw Refusal(
                .badRequest,
                APIError(
                    .badUserInput,
                    "The header 'Idempotency-Key' must be one text of 1 to \(IdempotencyKey.longest) visible characters.",
                    hint: "Send a new UUID for each operation."))
        }
        return key
    }

    /// What the operations of a batch came to.
    private struct BatchOutcome {
        /// An array of their responses.
        var body = [UInt8(ascii: "[")]
        var codes: [ErrorCode] = []
        /// Of the last one that wrote.
        var consistency: LogPosition?
    }

    /// One after the other, so that a batch never holds more than one connection; and all in the time of one request.
    private func run(
        _ operations: [OperationRequest], on runner: OperationRunner, as context: TenantContext, requestID: String,
        terms: RequestTerms
    ) async -> BatchOutcome {
        var outcome = BatchOutcome()
        var terms = terms
        let deadline = NIODeadline.now() + runner.timeout
        for operation in operations {
            if outcome.body.count > 1 { outcome.body.append(UInt8(ascii: ",")) }
            if NIODeadline.now() < deadline {
                let response = await runner.run(operation, as: context, requestID: requestID, terms: terms)
                // A batch sees what it has written itself.
                outcome.consistency = response.consistency ?? outcome.consistency
                terms.consistency = outcome.consistency ?? terms.consistency
                outcome.body += response.body
                outcome.codes += response.codes
            } else {
                let error = APIError(.timeout, "The batch took longer than allowed.", hint: "Send smaller batches.")
                outcome.body += OperationResponse.failed([error], requestID: requestID).body
                outcome.codes.append(error.code)
            }
        }
        outcome.body.append(UInt8(ascii: "]"))
        return outcome
    }

    func operations(
        in body: ByteBuffer, by policy: RequestPolicy, as context: TenantContext
    ) throws(Refusal) -> RequestedOperations {
        let json: JSON
        do throws(JSONError) {
            json = try JSON.parse(body.readableBytesView, limits: Self.bodyLimits)
        } catch {
            throw Refusal(.badRequest, APIError(json: error, of: "The request's body"))
        }
        do throws(APIError) {
            return try RequestedOperations(
                body: json, documents: policy.documents, maximumBatch: policy.maximumBatch,
                isAnonymous: context.isAnonymous)
        } catch {
            throw Refusal(documents: error)
        }
    }

    /// GraphQL over HTTP, "GET": only what reads may be sent this way.
    private func operation(
        in query: Substring, by policy: RequestPolicy, as context: TenantContext
    ) throws(Refusal) -> OperationRequest {
        var request: OperationRequest
        do throws(APIError) {
            request = try OperationRequest(
                query: QueryParameters(query), limits: Self.bodyLimits, documents: policy.documents,
                isAnonymous: context.isAnonymous)
        } catch {
            throw Refusal(documents: error)
        }
        // A document with faults goes on: the runner says what they are.
        let document = try? Parser.parse(Source(request.query), limits: .default)
        let writes = document?.definitions.contains { definition in
            guard case .operation(let operation) = definition, operation.type != .query else { return false }
            return request.operationName == nil || operation.name?.value == request.operationName
        }
        if writes == true {
            throw Refusal(
                .methodNotAllowed,
                APIError(.badUserInput, "GET is for queries only.", hint: "Send this operation by POST."),
                allowedMethods: "POST")
        }
        // Whatever this look at the document missed, such as what is over a limit here and not there.
        request.mayWrite = false
        return request
    }
}

extension APIError {
    /// - Parameter subject: what the text was, as the beginning of a sentence.
    init(json error: JSONError, of subject: String) {
        switch error.reason {
        case .tooDeep(let limit):
            self.init(.limitExceeded, "\(subject) is nested deeper than \(limit) levels.")
        case .nullCharacter:
            self.init(.badUserInput, "\(subject) contains the character U+0000, which cannot be stored.")
        case .byteOrderMark, .unexpectedEnd, .unexpectedByte, .trailingContent, .invalidNumber, .invalidLiteral,
            .invalidEscape, .loneSurrogate, .controlCharacter, .invalidUTF8, .trailingComma, .duplicateMember:
            self.init(.badUserInput, Self.shortened("\(subject) is not valid JSON: \(error.description)."))
        }
    }
}
