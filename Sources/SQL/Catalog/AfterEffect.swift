// SPDX-License-Identifier: Apache-2.0

/// What runs after a statement has written rows, and may write them once more: an AFTER trigger or a rule of the relation,
/// of a partition, or of a table that inherits from it. PostgreSQL: `pg_trigger`, `pg_rewrite`.
package struct AfterEffect: Sendable, Hashable, Codable {
    package enum Event: String, Sendable, Codable {
        case insert, update
    }

    package var event: Event
    /// Of `UPDATE OF …`: it runs only where one of these columns is assigned. Empty where any is enough.
    package var columns: [String]

    package init(event: Event, columns: [String] = []) {
        self.event = event
        self.columns = columns
    }
}
