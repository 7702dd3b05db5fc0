// SPDX-License-Identifier: Apache-2.0

package import NIOCore

extension PostgresPool {
    /// Runs a segment that only reads; once more on another connection if the first is lost under it, as when PostgreSQL
    /// is restarted or a backend is ended. Nothing has been answered by then, and reading twice changes nothing.
    ///
    /// - Returns: as `execute`.
    package func executeRead(
        _ segment: Segment, deadline: NIODeadline? = nil
    ) async throws(PostgresError) -> [ResultSet] {
        do throws(PostgresError) {
            return try await execute(segment, deadline: deadline)
        } catch {
            guard error.isLossOfConnection, !Task.isCancelled else { throw error }
        }
        return try await execute(segment, deadline: deadline)
    }
}

extension PostgresError {
    /// Whether another connection might do better. PostgreSQL Error Codes: 57P01 admin_shutdown, 57P02 crash_shutdown.
    package var isLossOfConnection: Bool {
        switch self {
        case .connectionLost: true
        case .server(let error): error.sqlState == "57P01" || error.sqlState == "57P02"
        case .connectionFailed, .poolTimeout, .poolQueueFull, .cancelled, .deadlineExceeded, .resultsTooLarge,
            .shutdown, .invalidArgument:
            false
        }
    }
}
