// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Mapping
import SQL

extension ComparisonPlanner {
    /// Types that PostgreSQL has no equality for, or one that compares something else than values (areas).
    private static let incomparable: Set<String> = [
        "json", "xml", "jsonpath", "point", "line", "lseg", "box", "path", "polygon", "circle", "lquery", "ltxtquery",
        "query_int", "pg_snapshot", "txid_snapshot", "refcursor",
    ]
    /// Types of which one value is equal to another or not, and none less. (`hstore` has an order, but not by `<`.)
    private static let unordered: Set<String> = ["xid", "cid", "aclitem"]
    private static let withoutLess: Set<String> = unordered.union(["hstore"])

    /// Refuses operators that the column's type does not have. The SDL cannot know: there all of these are String.
    func checkComparable(_ name: String, _ column: ColumnSQL, path: [PathSegment]) throws(PlanningError) {
        let type = column.column.type
        switch name {
        case "eq", "ne", "in", "notIn", "contains", "containedBy", "overlaps":
            try Self.check(type, isNoneOf: Self.incomparable, path: path)
        case "lt", "lte", "gt", "gte":
            try Self.check(type, isNoneOf: Self.incomparable.union(Self.withoutLess), path: path)
        default: break
        }
    }

    /// Refuses to order by a column whose type has no order, or none that a page could go on by: a composite value of
    /// nothing but nulls is null to IS NULL, and none to ORDER BY.
    static func checkSortable(_ type: ColumnType, path: [PathSegment]) throws(PlanningError) {
        if type.kind == .composite, !type.isArray { throw refusal(of: type, path: path) }
        try check(type, isNoneOf: incomparable.union(withoutLess), path: path)
    }

    private static func check(
        _ type: ColumnType, isNoneOf types: Set<String>, path: [PathSegment]
    ) throws(PlanningError) {
        if types.contains(type.serving) { throw refusal(of: type, path: path) }
    }

    private static func refusal(of type: ColumnType, path: [PathSegment]) -> PlanningError {
        PlanningError(
            .badUserInput, "Values of the database's type \(type.serving) cannot be compared.",
            hint: "Ask for nulls with {isNull: true}, or compare the text with 'like'.", inputPath: path)
    }
}
