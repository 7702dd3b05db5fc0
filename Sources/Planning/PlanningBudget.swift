// SPDX-License-Identifier: Apache-2.0

/// What one operation may still ask for: its cost to PostgreSQL grows with what is counted here, not with its length.
///
/// Aliases and fragments let a short document select the same relation thousands of times, and the time that PostgreSQL
/// takes to plan is not bounded by its statement timeout.
final class PlanningBudget {
    private let settings: PlanningSettings
    private var relations = 0
    private var fields = 0
    private var nodes = 0
    private var inputRows = 0
    private var filters = 0
    /// What the operation costs so far, by estimate: see `docs/limits.md`.
    private(set) var cost = 0

    /// What each part of an operation costs, beside one for each row and each field of a row.
    private enum Price {
        static let rootField = 10
        /// Figures, a list of groups, a total: rows are looked at that are not answered.
        static let look = 100
        static let inputRow = 10
    }

    init(settings: PlanningSettings) {
        self.settings = settings
    }

    /// One more field of the root.
    func takeRootField() throws(PlanningError) { try take(cost: Price.rootField) }

    /// Figures over rows, once for each of so many rows.
    func takeLook(of rows: Int = 1) throws(PlanningError) { try take(cost: Self.product(Price.look, rows)) }

    /// So many fields of each of so many rows, which are not taken one by one.
    func takeFields(_ count: Int, of rows: Int) throws(PlanningError) { try take(cost: Self.product(count, rows)) }

    private func take(cost more: Int) throws(PlanningError) {
        let (sum, overflows) = cost.addingReportingOverflow(more)
        guard !overflows, sum <= settings.maximumCost else {
            throw PlanningError(
                .limitExceeded, "The operation costs more than \(settings.maximumCost).",
                hint: "Ask for smaller pages, fewer fields or fewer figures: those of nested lists multiply.")
        }
        cost = sum
    }

    private static func product(_ left: Int, _ right: Int) -> Int {
        let (product, overflows) = left.multipliedReportingOverflow(by: right)
        return overflows ? .max : product
    }

    /// One more table in FROM or EXISTS.
    func takeRelation() throws(PlanningError) {
        relations += 1
        try take(cost: 1)
        guard relations <= settings.maximumRelations else {
            throw PlanningError(
                .limitExceeded, "The operation joins more than \(settings.maximumRelations) relations.",
                hint: "Select or filter by fewer relations at once.")
        }
    }

    /// One more selected field, of so many rows.
    func takeField(of rows: Int) throws(PlanningError) {
        fields += 1
        try take(cost: rows)
        guard fields <= settings.maximumFields else {
            throw PlanningError(
                .limitExceeded, "The operation selects more than \(settings.maximumFields) fields.",
                hint: "Select fewer fields at once.")
        }
    }

    /// So many more rows, if every page is full.
    func takeNodes(_ count: Int) throws(PlanningError) {
        let (sum, overflows) = nodes.addingReportingOverflow(count)
        guard !overflows, sum <= settings.maximumNodes else {
            throw PlanningError(
                .limitExceeded, "The operation may answer more than \(settings.maximumNodes) rows.",
                hint: "Ask for smaller pages with 'first': those of nested lists multiply.")
        }
        nodes = sum
        try take(cost: count)
    }

    /// One more filter, or one within another.
    ///
    /// Far more than the longest SQL has room for: what it spares is to write that SQL first.
    func takeFilter() throws(PlanningError) {
        filters += 1
        guard filters <= settings.maximumFilters else {
            throw PlanningError(
                .limitExceeded, "The operation has more than \(settings.maximumFilters) conditions.",
                hint: "Filter by fewer conditions at once, or by 'in'.")
        }
    }

    /// So many more rows that an input holds.
    func takeInputRows(_ count: Int) throws(PlanningError) {
        inputRows += count
        try take(cost: Self.product(Price.inputRow, count))
        guard inputRows <= settings.maximumInputRows else {
            throw PlanningError(
                .limitExceeded, "The operation writes more than \(settings.maximumInputRows) rows.",
                hint: "Send several operations.")
        }
    }
}
