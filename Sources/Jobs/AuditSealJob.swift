// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Seals what has been committed to the audit log into its hash chain.
package struct AuditSealJob: Job {
    package let name = "audit log"
    package let batch: ClosedRange<Int>? = 500...10_000

    package init() {}

    package func step(_ connection: PostgresConnection, rows: Int) async throws(PostgresError) -> Int {
        guard try await connection.hasFunction("privacy.seal_audit(integer)") else { return 0 }
        return try await connection.number("select privacy.seal_audit(\(rows))")
    }
}
