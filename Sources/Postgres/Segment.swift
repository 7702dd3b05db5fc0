// SPDX-License-Identifier: Apache-2.0

/// Statements that travel to PostgreSQL in one round trip and run in one implicit transaction.
///
/// Either all of them take effect or none does. Whatever they set locally (the request role, the tenant) is gone
/// afterwards, on success and on failure. `BEGIN` and `COMMIT` have no place in a segment: a connection that is still in
/// a transaction afterwards is closed.
package struct Segment: Sendable {
    /// What the statements of a segment see of transactions that commit meanwhile.
    package enum Isolation: Sendable, Hashable {
        /// Each statement sees what was committed before it began.
        case readCommitted
        /// All statements see the same snapshot. Costs one more small statement.
        case repeatableRead
    }

    /// The role that `opening` switches to. Prepared statements are kept apart by it, because PostgreSQL plans a
    /// statement again whenever the role changes.
    package var role: String

    /// Runs first, prepared and executed under the login role: sets the role and the settings that policies read.
    ///
    /// It must set each of these settings each time, if only to the empty string: what it leaves alone could stem from
    /// a function that changed a setting for the whole session.
    package var opening: BoundStatement?

    package var isolation: Isolation

    /// The work itself, in order.
    package var statements: [BoundStatement]

    /// One more statement of the same transaction, made of the results of all others before anything is committed.
    ///
    /// It costs a second round trip, in which locks are held. Runs on the connection's event loop, and twice where a plan
    /// was stale; its own result is not kept.
    package var conclusion: (@Sendable ([ResultSet]) -> BoundStatement)?

    /// How many bytes the results may take together. The segment is cancelled by what goes beyond, so that the rest is not
    /// received, and its connection is closed where one row alone is so large: for segments that only read.
    package var maximumResultBytes = Int.max

    /// Whose segment it is: lanes take turns where connections are scarce.
    package var lane = ""

    package init(
        role: String,
        opening: BoundStatement?,
        isolation: Isolation = .readCommitted,
        statements: [BoundStatement]
    ) {
        self.role = role
        self.opening = opening
        self.isolation = isolation
        self.statements = statements
    }
}
