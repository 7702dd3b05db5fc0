// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Goes on with erasures and anonymizations that a mutation began: one batch of the oldest.
package struct PrivacyRequestsJob: Job {
    package let name = "privacy requests"
    package let batch: ClosedRange<Int>? = 500...5_000
    package let erasing = Erasing.erases

    package init() {}

    package func step(_ connection: PostgresConnection, rows: Int) async throws(PostgresError) -> Int {
        guard try await connection.hasFunction("privacy.work(integer)") else { return 0 }
        // A batch that did no row may still have ended a request: the number of requests is what says "nothing to do".
        return try await connection.number("select count(*) from privacy.work(\(rows))")
    }
}
