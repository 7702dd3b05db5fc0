// SPDX-License-Identifier: Apache-2.0

/// Why work that was given to PostgreSQL did not succeed.
///
/// `description` says no more than a client may know; `debugDescription` is complete, for who runs a command on the
/// database, and may quote values; logs get `descriptionWithoutValues`. None of them ever contains a password.
package enum PostgresError: Error, Sendable, Hashable {
    /// The server answered with an error; the transaction was rolled back and the connection is still good.
    case server(ServerError)

    /// No connection could be opened. Nothing was sent.
    case connectionFailed(reason: ConnectionFailure)

    /// The connection broke while the work was under way. `outcomeUnknown` is false if it certainly had no effect, and
    /// true if the transaction may have been committed.
    case connectionLost(outcomeUnknown: Bool)

    /// No connection became free within the time that the pool allows for that.
    case poolTimeout

    /// As many requests as allowed wait for a connection already.
    case poolQueueFull

    /// The task was cancelled; the work had no effect.
    case cancelled

    /// The deadline passed; the work had no effect.
    case deadlineExceeded

    /// The results took more memory than the segment allows; it was cancelled.
    case resultsTooLarge

    /// The pool or the connection is closed, or about to be.
    case shutdown

    /// The work cannot be sent as it is.
    case invalidArgument(ArgumentFault)
}

extension PostgresError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .server(let error): error.description
        case .connectionFailed: "The database cannot be reached."
        case .connectionLost(outcomeUnknown: false): "The connection to the database was lost; nothing was changed."
        case .connectionLost(outcomeUnknown: true):
            "The connection to the database was lost; whether the change took effect is unknown."
        case .poolTimeout: "No database connection became free in time."
        case .poolQueueFull: "Too many requests are waiting for a database connection."
        case .cancelled: "The request was cancelled."
        case .deadlineExceeded: "The request took longer than allowed."
        case .resultsTooLarge: "The results are larger than allowed."
        case .shutdown: "The server is shutting down."
        case .invalidArgument(let fault): fault.description
        }
    }
}

extension PostgresError: CustomDebugStringConvertible {
    package var debugDescription: String {
        switch self {
        case .server(let error): error.debugDescription
        case .connectionFailed(let reason): "No connection could be opened: \(reason.debugDescription)"
        case .connectionLost, .poolTimeout, .poolQueueFull, .cancelled, .deadlineExceeded, .resultsTooLarge, .shutdown,
            .invalidArgument:
            description
        }
    }
}
