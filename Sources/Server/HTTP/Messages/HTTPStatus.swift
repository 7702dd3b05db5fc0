// SPDX-License-Identifier: Apache-2.0

/// The statuses that are answered, and what each follows from: the only place that says so.
///
/// GraphQL over HTTP, "Status Codes": a client that accepts `application/json` only may be an old one, which reads the
/// errors of a request only under 200.
enum HTTPStatus: UInt16, Sendable, CaseIterable {
    case ok = 200
    case noContent = 204
    /// To the playground, the only place that anybody is sent to.
    case found = 302
    case badRequest = 400
    case unauthorized = 401
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case notAcceptable = 406
    case conflict = 409
    case contentTooLarge = 413
    case uriTooLong = 414
    case unsupportedMediaType = 415
    case tooManyRequests = 429
    case requestHeaderFieldsTooLarge = 431
    case internalServerError = 500
    case notImplemented = 501
    case serviceUnavailable = 503
    case httpVersionNotSupported = 505

    init(_ outcome: OperationResponse.Outcome, mediaType: ResponseMediaType) {
        switch outcome {
        case .executed: self = .ok
        case .failed(let code): self.init(code, mediaType: mediaType)
        }
    }

    /// - Parameter code: of the first error of a request that was not executed.
    private init(_ code: ErrorCode, mediaType: ResponseMediaType) {
        switch code {
        case .unauthenticated: self = .unauthorized
        case .rateLimited: self = .tooManyRequests
        case .unavailable: self = .serviceUnavailable
        case .internal: self = .internalServerError
        case .persistedQueryNotFound, .forbidden, .notFound, .conflict, .timeout: self = .ok
        case .parseFailed, .validationFailed, .badUserInput, .limitExceeded:
            switch mediaType {
            case .graphQLResponse: self = .badRequest
            case .json: self = .ok
            }
        }
    }

    /// Of a request that is no operation of GraphQL, whose answer has nothing but its status to say what happened.
    init(withoutOperation code: ErrorCode) {
        switch code {
        case .unauthenticated: self = .unauthorized
        case .forbidden: self = .forbidden
        case .notFound: self = .notFound
        case .conflict: self = .conflict
        case .rateLimited: self = .tooManyRequests
        case .timeout, .unavailable: self = .serviceUnavailable
        case .internal: self = .internalServerError
        case .persistedQueryNotFound, .parseFailed, .validationFailed, .badUserInput, .limitExceeded: self = .badRequest
        }
    }

    /// The first line of the answer, and the fields that always come with the status.
    var line: StaticString {
        switch self {
        case .ok: "HTTP/1.1 200 OK\r\n"
        case .noContent: "HTTP/1.1 204 No Content\r\n"
        case .found: "HTTP/1.1 302 Found\r\nLocation: /playground\r\n"
        case .badRequest: "HTTP/1.1 400 Bad Request\r\n"
        case .unauthorized: "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\n"
        case .forbidden: "HTTP/1.1 403 Forbidden\r\n"
        case .notFound: "HTTP/1.1 404 Not Found\r\n"
        case .methodNotAllowed: "HTTP/1.1 405 Method Not Allowed\r\n"
        case .notAcceptable: "HTTP/1.1 406 Not Acceptable\r\n"
        case .conflict: "HTTP/1.1 409 Conflict\r\n"
        case .contentTooLarge: "HTTP/1.1 413 Content Too Large\r\n"
        case .uriTooLong: "HTTP/1.1 414 URI Too Long\r\n"
        case .unsupportedMediaType: "HTTP/1.1 415 Unsupported Media Type\r\n"
        case .tooManyRequests: "HTTP/1.1 429 Too Many Requests\r\n"
        case .requestHeaderFieldsTooLarge: "HTTP/1.1 431 Request Header Fields Too Large\r\n"
        case .internalServerError: "HTTP/1.1 500 Internal Server Error\r\n"
        case .notImplemented: "HTTP/1.1 501 Not Implemented\r\n"
        case .serviceUnavailable: "HTTP/1.1 503 Service Unavailable\r\n"
        case .httpVersionNotSupported: "HTTP/1.1 505 HTTP Version Not Supported\r\n"
        }
    }

    /// Whether the client is told when to try again.
    var asksForRetry: Bool { self == .tooManyRequests || self == .serviceUnavailable }
}
