// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Deletes idempotency keys that are a day old, and answers that a privacy act took.
package struct IdempotencyKeysJob: Job {
    package let name = "idempotency keys"
    package let batch: ClosedRange<Int>?

    /// - Parameter batch: rows per transaction.
    package init(batch: ClosedRange<Int> = 100...5_000) {
        self.batch = batch
    }

    package func step(_ connection: PostgresConnection, rows: Int) async throws(PostgresError) -> Int {
        guard try await connection.hasFunction("palisade.forget_answers(integer)") else { return 0 }
        return try await connection.number("select palisade.forget_answers(\(rows))")
    }
}
