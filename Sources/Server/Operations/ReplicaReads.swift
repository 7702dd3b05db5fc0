// SPDX-License-Identifier: Apache-2.0

import NIOCore
package import Postgres
import SQL
import Synchronization

/// Answers queries from hot standbys where these can, and leaves the rest to the primary.
package final class ReplicaReads: Sendable {
    /// What became of a query.
    enum Outcome: String, CaseIterable, Sendable {
        case answered
        /// The replica has not replayed what the client knows of, or might not have.
        case behind
        /// The replica could not be reached, or failed.
        case failed
    }

    private let pool: PostgresPool
    private let counts = Mutex<[Outcome: UInt64]>([:])

    /// Ends the segment, at once and with an error, on a server that has not come as far as a position.
    ///
    /// It is a statement of its own: those after it take their snapshots later, and see what it has found replayed. A
    /// standby that became the primary is compared by what it has written.
    private static let check: SQLStatement = {
        let fragment: SQLFragment = """
            select 1 / (case when case when pg_catalog.pg_is_in_recovery()
                then pg_catalog.pg_last_wal_replay_lsn() else pg_catalog.pg_current_wal_insert_lsn() end
                >= \(SQLPlaceholder(id: 0))::pg_catalog.pg_lsn then 1 else 0 end)
            """
        return SQLStatement(text: fragment.rendered().text)
    }()

    private static func arguments(_ position: LogPosition) -> SQLArguments? {
        var arguments = SQLArguments()
        do throws(SQLArgumentError) {
            try arguments.append(position.text)
            return arguments
        } catch {
            return nil
        }
    }

    package init(pool: PostgresPool) {
        self.pool = pool
    }

    var statistics: PostgresPoolStatistics { pool.statistics }

    func count(of outcome: Outcome) -> UInt64 { counts.withLock { $0[outcome] ?? 0 } }

    private func note(_ outcome: Outcome) {
        counts.withLock { $0[outcome, default: 0] &+= 1 }
    }

    /// Runs a segment that only reads.
    ///
    /// - Parameter consistency: what the client knows to be written, which it must see.
    /// - Returns: nil where the primary has to be asked: whatever goes wrong here may go well there.
    /// - Throws: what ends the request wherever it runs.
    func execute(
        _ segment: Segment, consistency: LogPosition?, deadline: NIODeadline
    ) async throws(PostgresError) -> [ResultSet]? {
        let statistics = pool.statistics
        // Nothing waits here for a connection that may never be opened.
        guard statistics.idle + statistics.busy > 0 else {
            note(.failed)
            return nil
        }
        var segment = segment
        if let consistency {
            // With one snapshot for all statements, that of the check would be older than what the check finds.
            guard segment.isolation == .readCommitted, let arguments = Self.arguments(consistency) else {
                note(.behind)
                return nil
            }
            segment.statements.insert(BoundStatement(statement: Self.check, arguments: arguments), at: 0)
        }
        do throws(PostgresError) {
            var results = try await pool.execute(segment, deadline: deadline)
            if consistency != nil { results.removeFirst() }
            note(.answered)
            return results
        } catch {
            switch error {
            case .cancelled, .deadlineExceeded, .resultsTooLarge, .invalidArgument: throw error
            case .server(let server):
                // The time is over: query_canceled.
                if server.sqlState == "57014" { throw error }
                note(consistency != nil && server.statementIndex == 0 ? .behind : .failed)
                return nil
            case .connectionFailed, .connectionLost, .poolTimeout, .poolQueueFull, .shutdown:
                note(.failed)
                return nil
            }
        }
    }
}
