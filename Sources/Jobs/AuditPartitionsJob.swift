// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Makes the audit log's partitions of the months to come.
package struct AuditPartitionsJob: Job {
    package let name = "audit log's partitions"

    package init() {}

    package func step(_ connection: PostgresConnection, rows: Int) async throws(PostgresError) -> Int {
        guard try await connection.hasFunction("privacy.add_audit_partitions(integer)") else { return 0 }
        return try await connection.number("select privacy.add_audit_partitions()")
    }
}
