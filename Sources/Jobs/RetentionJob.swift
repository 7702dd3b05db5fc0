// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Carries out retention policies: one batch of the one that is due longest.
package struct RetentionJob: Job {
    package let name = "retention"
    package let batch: ClosedRange<Int>? = 100...5_000
    package let erasing = Erasing.erases

    package init() {}

    package func step(_ connection: PostgresConnection, rows: Int) async throws(PostgresError) -> Int {
        guard try await connection.hasFunction("privacy.retain(integer)") else { return 0 }
        return try await connection.number("select count(*) from privacy.retain(\(rows))")
    }
}
