// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Goes on with erasures and anonymizations that a mutation began: one batch of the oldest.
package struct PrivacyRequestsJob: Job {
    package let name = "privacy requests"
    private let batch: Int

    /// - Parameter batch: rows per transaction: few enough that nobody else waits for them.
    package init(batch: Int = 2000) {
        self.batch = batch
    }

    package func step(_ connection: PostgresConnection) async throws(PostgresError) -> Int {
        guard try await connection.hasFunction("privacy.work(integer)") else { return 0 }
        // A batch that did no row may still have ended a request: the number of requests is what says "nothing to do".
        return try await connection.number("select count(*) from privacy.work(\(batch))")
    }
}
