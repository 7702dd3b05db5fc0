// SPDX-License-Identifier: Apache-2.0

/// What the database remembers of a migration.
package struct MigrationRecord: Sendable, Hashable {
    package let version: Int
    package let name: String
    package let checksum: String
    /// False while, or since, a run outside of a transaction did not come to its end.
    package let isApplied: Bool
    /// When it was applied or begun, in UTC: `2026-01-31 12:00:00`.
    package let appliedAt: String
    /// How long it took.
    package let duration: Duration?
}
