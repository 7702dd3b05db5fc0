// SPDX-License-Identifier: Apache-2.0

import Gzip
import NIOCore
import NIOPosix

extension HTTPResponder {
    /// Answers a request on its event loop, without a task, if that can be done: the way of most operations, of which the
    /// caches know all but the rows.
    ///
    /// - Parameters:
    ///   - eventLoop: the connection's, on which this is called.
    ///   - send: called once on the event loop with the whole answer, perhaps before this returns.
    /// - Returns: whether the answer is sent this way; if not, `answer` has to be asked. The delivery is there while
    ///   PostgreSQL is waited for, and can be cancelled.
    func answerDirectly(
        to request: ReceivedRequest, from peer: String?, on eventLoop: any EventLoop,
        send: @escaping (ByteBuffer) -> Void
    ) -> (isTaken: Bool, delivery: SegmentDelivery?) {
        guard mayAnswerDirectly(request) else { return (false, nil) }
        let began = NIODeadline.now()
        let policy = currentPolicy
        guard let known = graphQL.known(request, by: policy, at: began) else { return (false, nil) }
        let scope = begin(request, from: peer, by: policy, at: began)
        do throws(GraphQLEndpoint.Refusal) {
            try graphQL.admit(scope)
            try graphQL.admit(known.context, .one(known.request), in: scope)
        } catch {
            let answer = error.answer(requestID: scope.requestID, mediaType: known.mediaType)
            complete(answer, to: request, in: scope, on: eventLoop, send: send)
            return (true, nil)
        }
        func finish(_ response: OperationResponse) {
            let answer = graphQL.answer(
                response, to: known.request, as: known.context, known.mediaType, authenticated: known.authenticated)
            complete(answer, to: request, in: scope, on: eventLoop, send: send)
        }
        let direct = known.runner.answerDirectly(
            known.prepared, as: known.context, requestID: scope.requestID, trace: scope.trace, began: known.began,
            on: eventLoop, completion: finish)
        switch direct {
        case .answered(let response):
            finish(response)
            return (true, nil)
        case .sending(let delivery):
            delivery.start()
            return (true, delivery)
        }
    }

    /// Puts an answer into its form and sends it.
    private func complete(
        _ answer: HTTPAnswer, to request: ReceivedRequest, in scope: RequestScope, on eventLoop: any EventLoop,
        send: @escaping (ByteBuffer) -> Void
    ) {
        var answer = answer
        conclude(&answer, to: request, in: scope)
        guard let content = compressible(answer.content, for: request) else {
            return send(outgoing(answer, to: request, in: scope).bytes)
        }
        guard content.count > GzipEncoder.largestOnEventLoop else {
            answer.compressed = GzipEncoder.encode(content)
            return send(outgoing(answer, to: request, in: scope).bytes)
        }
        let compressing = threads.runIfActive(eventLoop: eventLoop) { GzipEncoder.encode(content) }
        compressing.assumeIsolated().whenComplete { [answer] result in
            var answer = answer
            // The threads end after the server: where they do not run, the answer goes out as it is.
            answer.compressed = try? result.get()
            send(self.outgoing(answer, to: request, in: scope).bytes)
        }
    }
}
