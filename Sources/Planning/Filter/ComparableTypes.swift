// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Mapping
import SQL

extension ComparisonPlanner {
    /// Types that PostgreSQL has no equality for, or one that compares something else than values (areas).
    private static let incomparable: Set<String> = [
        "json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle",
    ]

    /// Refuses operators that the column's type does not have. The SDL cannot know: there all of these are String.
    func checkComparable(_ name: String, _ column: ColumnSQL, path: [PathSegment]) throws(PlanningError) {
        guard
            ["eq", "ne", "in", "notIn", "lt", "lte", "gt", "gte", "contains", "containedBy", "overlaps"].contains(name)
        else { return }
        try Self.checkComparable(column.column.type, path: path)
    }

    static func checkComparable(_ type: ColumnType, path: [PathSegment]) throws(PlanningError) {
        guard incomparable.contains(type.serving) else { return }
        throw PlanningError(
            .badUserInput, "Values of the database's type \(type.serving) cannot be compared.",
            hint: "Ask for nulls with {isNull: true}, or compare the text with 'like'.", inputPath: path)
    }
}
