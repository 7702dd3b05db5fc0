// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import Tenancy

extension GraphQLEndpoint {
    /// An operation of which all is known but the rows, and for which no task is needed.
    struct KnownOperation {
        let request: OperationRequest
        let context: TenantContext
        let mediaType: ResponseMediaType
        let runner: OperationRunner
        let prepared: OperationRunner.Prepared
        /// How long it took to find out who asks.
        let authenticated: TimeAmount
        /// When it was known who asks.
        let began: NIODeadline
    }

    /// The largest body, in bytes, that is read before it is known whether the client's rate allows the request.
    private static let largestKnownBody = 64 << 10

    /// What a request comes to whose token, document and plan are in the caches, and which has nothing unusual.
    ///
    /// - Returns: nil for any other, and for whatever is at fault: `answer` then does all from the start. Nothing is counted
    ///   and nothing is begun by then.
    func known(_ request: ReceivedRequest, by policy: RequestPolicy, at began: NIODeadline) -> KnownOperation? {
        let headers = request.headers
        guard request.method == .POST, request.body.readableBytes <= Self.largestKnownBody,
            headers.consistency == nil, headers.idempotencyKeys.isEmpty, !headers.asksForCost,
            hasFittingContent(headers),
            let mediaType = ResponseMediaType(accept: headers.accept),
            let context = authentication.knownContext(authorizationHeaders: headers.authorization),
            let runner = holder.runner
        else { return nil }
        let authenticated = NIODeadline.now()
        guard case .one(let operation)? = try? operations(in: request.body, by: policy, as: context),
            let prepared = runner.known(operation, as: context)
        else { return nil }
        return KnownOperation(
            request: operation, context: context, mediaType: mediaType, runner: runner, prepared: prepared,
            authenticated: authenticated - began, began: authenticated)
    }
}
