// SPDX-License-Identifier: Apache-2.0

import JSON
import NIOHTTP1

extension HTTPResponder {
    /// Reads the configuration, the SDL and the keys again. JSON is what no other site's page can send unasked.
    func answerToReload(_ request: ReceivedRequest, requestID: String) async -> HTTPAnswer {
        guard request.method == .POST, let reload else {
            return .methodRefused(request.method, allowed: "POST", requestID: requestID)
        }
        guard let contentType = request.headers.contentType, MediaType.isJSON(contentType),
            request.headers.origin == nil
        else {
            let error = APIError(
                .badUserInput, "The request's body must be JSON.",
                hint: "Send 'Content-Type: application/json' and {}.")
            return .refused(.unsupportedMediaType, error, requestID: requestID)
        }
        let report = await reload()
        return HTTPAnswer(status: report.isTakenOver ? .ok : .badRequest, content: .graphQL(report.json.bytes, .json))
    }
}
