// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Tenancy

extension GraphQLEndpoint {
    /// Why a request gets no further than its endpoint.
    struct Refusal: Error {
        let status: HTTPStatus
        let error: APIError
        var allowedMethods: StaticString?
        /// In seconds.
        var retryAfter: Int?

        init(_ status: HTTPStatus, _ error: APIError, allowedMethods: StaticString? = nil) {
            self.status = status
            self.error = error
            self.allowedMethods = allowedMethods
        }

        init(_ refusal: RequestAdmission.Refusal) {
            switch refusal {
            case .rate(let wait):
                self.init(
                    .tooManyRequests,
                    APIError(.rateLimited, "Too many requests.", hint: "Retry after the pause that Retry-After says."))
                retryAfter = Int(max(1, (wait.nanoseconds + 999_999_999) / 1_000_000_000))
            case .batch(let limit):
                self.init(
                    .badRequest,
                    APIError(
                        .limitExceeded,
                        "A batch of more than \(limit) operations is never admitted, by the rate's limit.",
                        hint: "Send several smaller batches."))
            case .blocked(.token): self.init(.unauthorized, APIError(TokenError.missing))
            case .blocked(.operation):
                self.init(.forbidden, APIError(.forbidden, "This operation is not served at the moment."))
            case .blocked(.tenant), .blocked(.subject):
                self.init(.forbidden, APIError(.forbidden, "Access is blocked."))
            }
        }

        /// What was wrong with a request's parameters, or with the document that they name.
        init(documents error: APIError) {
            switch error.code {
            case .forbidden: self.init(.forbidden, error)
            case .persistedQueryNotFound: self.init(.ok, error)
            default: self.init(.badRequest, error)
            }
        }

        func answer(requestID: String, mediaType: ResponseMediaType = .json) -> HTTPAnswer {
            var answer = HTTPAnswer.refused(status, error, requestID: requestID, mediaType: mediaType)
            answer.allowedMethods = allowedMethods
            answer.retryAfter = retryAfter
            return answer
        }
    }
}
