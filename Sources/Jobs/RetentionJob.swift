// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Carries out retention policies: one batch of the one that is due longest.
package struct RetentionJob: Job {
    package let name = "retention"
    private let batch: Int

    /// - Parameter batch: rows per transaction.
    package init(batch: Int = 1000) {
        self.batch = batch
    }

    package func step(_ connection: PostgresConnection) async throws(PostgresError) -> Int {
        guard try await connection.hasFunction("privacy.retain(integer)") else { return 0 }
        return try await connection.number("select count(*) from privacy.retain(\(batch))")
    }
}
