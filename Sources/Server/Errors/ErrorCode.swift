// SPDX-License-Identifier: Apache-2.0

/// What `extensions.code` of an error says. Codes are contract: none is renamed or used for something else.
///
/// The HTTP status is given for clients that accept `application/graphql-response+json`. Errors of a single field are
/// always answered with 200, and so are those of a well-formed request to clients of `application/json`.
package enum ErrorCode: String, Sendable, CaseIterable {
    /// The token is missing where one is needed, or it is not valid. HTTP 401. Get a new token.
    case unauthenticated = "UNAUTHENTICATED"
    /// The role may not do this. HTTP 200 with the field's error. Ask for a role that may.
    case forbidden = "FORBIDDEN"
    /// The document is not GraphQL. HTTP 400. Correct the syntax at the location.
    case parseFailed = "GRAPHQL_PARSE_FAILED"
    /// The document does not fit the schema. HTTP 400. Correct the operation at the location.
    case validationFailed = "GRAPHQL_VALIDATION_FAILED"
    /// The request, a variable or an argument is not acceptable. HTTP 400. Correct what `input` names.
    case badUserInput = "BAD_USER_INPUT"
    /// Something that must be there is not, or may not be seen by this role. HTTP 200 with the field's error.
    case notFound = "NOT_FOUND"
    /// The change contradicts the present state of the data. HTTP 200 with the field's error. Read again, then retry.
    case conflict = "CONFLICT"
    /// More was asked for than the server allows. HTTP 400, 413 for the body. Ask for less.
    case limitExceeded = "LIMIT_EXCEEDED"
    /// Too many requests. HTTP 429. Retry later.
    case rateLimited = "RATE_LIMITED"
    /// The hash of a persisted query is not known. HTTP 200. Send the query along.
    case persistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND"
    /// The operation took longer than allowed. HTTP 200 with the field's error. Ask for less, or retry.
    case timeout = "TIMEOUT"
    /// The database cannot be reached, or is overloaded. HTTP 503. Retry after a pause.
    case unavailable = "UNAVAILABLE"
    /// A fault of the server. HTTP 500. Report the request id.
    case `internal` = "INTERNAL"
}
