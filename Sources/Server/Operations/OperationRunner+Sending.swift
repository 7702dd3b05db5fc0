// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Postgres

extension OperationRunner {
    /// Sends a segment, and once more after a pause where PostgreSQL undid it because it collided with others.
    ///
    /// - Parameter terms: what a replica must fulfil to be read from; nil for the primary alone.
    func send(
        _ segment: Segment, for purpose: RequestOpening.Purpose, terms: RequestTerms? = nil, deadline: NIODeadline
    ) async throws(PostgresError) -> [ResultSet] {
        var attempts = CollidingAttempts(deadline: deadline)
        while true {
            do throws(PostgresError) {
                switch purpose {
                case .reading: return try await read(segment, terms: terms, deadline: deadline)
                case .writing: return try await pool.execute(segment, deadline: deadline)
                }
            } catch {
                guard let pause = attempts.pause(after: error), await Self.pause(pause) else { throw error }
                metrics.count(.operationRetried)
            }
        }
    }

    /// - Returns: false if the task was cancelled meanwhile.
    private static func pause(_ pause: TimeAmount) async -> Bool {
        do {
            try await Task.sleep(nanoseconds: UInt64(max(pause.nanoseconds, 0)))
            return true
        } catch {
            return false
        }
    }
}

/// How often a segment is sent that collides with others: a serialization failure or a deadlock, of which one side is
/// always let through.
///
/// Nothing of a segment took effect that PostgreSQL answers with an error, so that it may run as a whole again. A lost
/// connection is another matter: a segment that writes is never sent again then.
struct CollidingAttempts {
    private static let limit = 3
    /// The longest pause before the second attempt, in nanoseconds; twice as long before the third.
    private static let longestPause: Int64 = 20_000_000

    private let deadline: NIODeadline
    private var count = 1

    init(deadline: NIODeadline) {
        self.deadline = deadline
    }

    /// The pause before the next attempt; nil where the error is final. Those that collided come back at different moments.
    mutating func pause(after error: PostgresError) -> TimeAmount? {
        guard count < Self.limit, case .server(let server) = error, server.isCollision else { return nil }
        let pause = TimeAmount.nanoseconds(.random(in: 1_000_000...(Self.longestPause << Int64(count - 1))))
        guard .now() + pause < deadline else { return nil }
        count += 1
        return pause
    }
}
