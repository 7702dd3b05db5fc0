// SPDX-License-Identifier: Apache-2.0

/// What a pool has done since it was made.
package struct PostgresPoolHistory: Sendable, Hashable {
    /// How long requests waited for a connection.
    package var waits = DurationHistogram()
    /// How long segments took from the moment they had a connection.
    package var runs = DurationHistogram()
    /// Statements that were prepared anew.
    package var preparedStatements: UInt64 = 0
    /// Statements that were executed.
    package var executedStatements: UInt64 = 0
    /// Why requests failed.
    package var failures: [PostgresFailureReason: UInt64] = [:]
}

/// The kinds of `PostgresError`, as metrics name them.
package enum PostgresFailureReason: String, Sendable, CaseIterable {
    case server, connect, lost, timeout, queueFull = "queue_full", cancelled, deadline, size, shutdown, argument
}

extension PostgresError {
    var reason: PostgresFailureReason {
        switch self {
        case .server: .server
        case .connectionFailed: .connect
        case .connectionLost: .lost
        case .poolTimeout: .timeout
        case .poolQueueFull: .queueFull
        case .cancelled: .cancelled
        case .deadlineExceeded: .deadline
        case .resultsTooLarge: .size
        case .shutdown: .shutdown
        case .invalidArgument: .argument
        }
    }
}
