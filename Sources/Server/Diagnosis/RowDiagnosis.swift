// SPDX-License-Identifier: Apache-2.0

package import SQL

/// Why somebody sees a row, or does not: what `palisade why` tells.
package struct RowDiagnosis: Sendable {
    /// A policy and what came of it for this row and this person.
    package struct PolicyOutcome: Sendable {
        /// Whether the policy admits the row.
        package enum Verdict: Sendable, Hashable {
            case holds
            /// False, or null.
            case fails
            /// For other roles.
            case notForRole
            /// The expression cannot be evaluated.
            case error(String)
        }

        package let policy: Policy
        package let verdict: Verdict
        /// What the policy read of the request: call → value, `null` where there is none.
        package let context: [(call: String, value: String?)]
        /// What it compared of the row: column → value.
        package let row: [(column: String, value: String?)]
    }

    /// One row with the key that was asked for. Several tenants may each have one.
    package struct Row: Sendable {
        /// As PostgreSQL prints the key's columns.
        package let key: [(column: String, value: String?)]
        package let policies: [PolicyOutcome]
        /// Whether the policies, taken together, admit the row.
        package let isAdmitted: Bool
        /// Whether PostgreSQL shows it to the person: the proof of what stands above.
        package let isVisible: Bool
    }

    package let relation: Relation
    package let role: String
    /// What the function that is called before each request said, where it refuses this person.
    package let refusal: String?
    /// Whether the role may use the relation's schema, and read at least one column of it.
    package let maySelect: Bool
    /// Columns that the role may not read.
    package let hiddenColumns: [String]
    package let rows: [Row]

    /// Whether the person sees the row.
    package var isVisible: Bool { refusal == nil && rows.contains(where: \.isVisible) }
}
