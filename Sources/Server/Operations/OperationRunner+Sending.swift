// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Postgres

extension OperationRunner {
    /// How often an operation is tried that collides with others.
    private static let attempts = 3
    /// The longest pause before the second attempt, in nanoseconds; twice as long before the third.
    private static let longestPause: Int64 = 20_000_000

    /// Sends a segment, and once more after a pause where PostgreSQL undid it because it collided with others: a
    /// serialization failure or a deadlock, of which one side is always let through.
    ///
    /// Nothing of a segment took effect that PostgreSQL answers with an error, so that it may run as a whole again. A lost
    /// connection is another matter: a segment that writes is never sent again then.
    ///
    /// - Parameter terms: what a replica must fulfil to be read from; nil for the primary alone.
    func send(
        _ segment: Segment, for purpose: RequestOpening.Purpose, terms: RequestTerms? = nil, deadline: NIODeadline
    ) async throws(PostgresError) -> [ResultSet] {
        var attempt = 1
        while true {
            do throws(PostgresError) {
                switch purpose {
                case .reading: return try await read(segment, terms: terms, deadline: deadline)
                case .writing: return try await pool.execute(segment, deadline: deadline)
                }
            } catch {
                guard attempt < Self.attempts, case .server(let server) = error, server.isCollision else { throw error }
                // Those that collided come back at different moments.
                let pause = Int64.random(in: 1_000_000...(Self.longestPause << Int64(attempt - 1)))
                guard .now() + .nanoseconds(pause) < deadline, await Self.pause(nanoseconds: UInt64(pause)) else {
                    throw error
                }
                attempt += 1
                metrics.count(.operationRetried)
            }
        }
    }

    /// - Returns: false if the task was cancelled meanwhile.
    private static func pause(nanoseconds: UInt64) async -> Bool {
        do {
            try await Task.sleep(nanoseconds: nanoseconds)
            return true
        } catch {
            return false
        }
    }
}
