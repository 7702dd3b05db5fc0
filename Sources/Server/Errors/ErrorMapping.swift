// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Planning
import Postgres
import Tenancy

/// Turns every error of the other targets into what a client may see of it. Details are for the log.
extension APIError {
    /// A document that could not be parsed, or that exceeds a limit of the parser.
    init(parsing error: GraphQLError) {
        switch error.kind {
        case .limitExceeded:
            self.init(.limitExceeded, Self.message(of: error), locations: error.locations)
        default:
            self.init(.parseFailed, Self.message(of: error), locations: error.locations)
        }
    }

    init(validation error: GraphQLError) {
        self.init(.validationFailed, Self.message(of: error), locations: error.locations)
    }

    /// A fault in answering `__schema` or `__type`: a limit that is exceeded, or an argument that cannot be taken.
    init(introspection error: GraphQLError) {
        let code: ErrorCode = error.kind == .limitExceeded ? .limitExceeded : .badUserInput
        self.init(code, Self.message(of: error), locations: error.locations, path: error.path)
    }

    init(variables error: GraphQLError) {
        self.init(.badUserInput, Self.message(of: error), locations: error.locations)
    }

    /// The most characters of a message that quotes what a client has sent: a name or a value may fill the whole request,
    /// and be quoted by each of many errors.
    static let longestMessage = 1_000

    private static func message(of error: GraphQLError) -> String { shortened(error.message) }

    /// The message, or its beginning where it is too long.
    static func shortened(_ message: String) -> String {
        let scalars = message.unicodeScalars
        guard scalars.count > longestMessage else { return message }
        return String(String.UnicodeScalarView(scalars.prefix(longestMessage))) + "…"
    }

    init(_ error: PlanningError, path: [PathSegment]? = nil) {
        let code: ErrorCode =
            switch error.kind {
            case .badUserInput: .badUserInput
            case .limitExceeded: .limitExceeded
            }
        self.init(code, Self.shortened(error.message), path: path, hint: error.hint, input: error.inputPath)
    }

    /// One answer for all reasons: which one it was is in the log.
    init(_ error: TokenError) {
        self.init(
            .unauthenticated, "A valid token is required.",
            hint: "Send the header 'Authorization: Bearer <token>' with a token that has not expired.")
    }

    init(_ error: FieldError) {
        switch error.reason {
        case .nullInNonNullField:
            self.init(
                .notFound, "A value that the schema promises is absent, or hidden from this role.", path: error.path)
        case .listTooLong(let limit):
            self.init(
                .limitExceeded, "The list holds more than \(limit) rows.", path: error.path,
                hint: "Narrow it down with 'where', or read it in pages.")
        case .ambiguousKey:
            self.init(.internal, "More than one row has this key.", path: error.path)
        case .unrepresentableValue:
            self.init(.internal, "A stored value does not fit the type of its field.", path: error.path)
        }
    }

    init(_ error: PostgresError) {
        switch error {
        case .server(let server): self.init(server)
        case .connectionFailed, .connectionLost, .shutdown:
            self.init(.unavailable, "The database cannot be reached.", hint: "Retry after a pause.")
        case .poolTimeout, .poolQueueFull:
            self.init(.unavailable, "The server is overloaded.", hint: "Retry after a pause.")
        case .cancelled:
            self.init(.timeout, "The request was cancelled.")
        case .deadlineExceeded:
            self.init(.timeout, "The operation took longer than allowed.", hint: "Ask for less, or retry.")
        case .resultsTooLarge:
            self.init(.limitExceeded, "The answer is too large.", hint: "Ask for fewer rows or fields.")
        case .invalidArgument(.tooManyParameters):
            self.init(.limitExceeded, "The operation has too many values.", hint: "Filter by fewer values at once.")
        case .invalidArgument:
            self.init(.badUserInput, "A text contains the character U+0000, which cannot be stored.")
        }
    }

    init(_ error: ServerError) {
        let code = SQLStateMapping.code(for: error.sqlState)
        guard !SQLStateMapping.speaksToClients(error.sqlState) else {
            self.init(code, error.message, hint: error.hint)
            return
        }
        if error.isCollision {
            self.init(
                code, "Others wrote the same rows at the same moment; nothing was written.",
                hint: "Send the operation again.")
            return
        }
        let message =
            switch code {
            case .conflict: "The change contradicts data that is there."
            case .badUserInput: "A value is not acceptable to the database."
            case .forbidden: "This role may not do this."
            case .timeout: "The operation took longer than allowed."
            case .unavailable: "The database cannot be reached."
            case .limitExceeded: "The operation goes beyond a limit of the database."
            default: "The server failed to answer this field."
            }
        self.init(code, message)
    }
}
