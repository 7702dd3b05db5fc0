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

    init(settings: PlanningSettings) {
        self.settings = settings
    }

    /// One more table in FROM or EXISTS.
    func takeRelation() throws(PlanningError) {
        relations += 1
        guard relations <= settings.maximumRelations else {
            throw PlanningError(
                .limitExceeded, "The operation joins more than \(settings.maximumRelations) relations.",
                hint: "Select or filter by fewer relations at once.")
        }
    }

    /// One more selected field.
    func takeField() throws(PlanningError) {
        fields += 1
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
    }

    /// So many more rows that an input holds.
    func takeInputRows(_ count: Int) throws(PlanningError) {
        inputRows += count
        guard inputRows <= settings.maximumInputRows else {
            throw PlanningError(
                .limitExceeded, "The operation writes more than \(settings.maximumInputRows) rows.",
                hint: "Send several operations.")
        }
    }
}
