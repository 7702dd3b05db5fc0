// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import SQL

/// A value of `OrderDirection`.
struct Direction {
    let isDescending: Bool
    let nullsFirst: Bool

    private init(isDescending: Bool, nullsFirst: Bool) {
        self.isDescending = isDescending
        self.nullsFirst = nullsFirst
    }

    init(_ value: String) {
        isDescending = value.utf8.starts(with: "DESC".utf8)
        nullsFirst = ["ASC_NULLS_FIRST", "DESC_NULLS_FIRST", "DESC"].contains(value)
    }

    /// - Returns: nil where the value is no direction, which coercion lets none be.
    init?(_ value: SourcedValue) {
        guard case .leaf(.enum(let direction)) = value.content else { return nil }
        self.init(direction)
    }

    static let ascending = Direction("ASC")
    static let descending = Direction("DESC")

    /// The direction of the same rows read from the end.
    var reversed: Direction { Direction(isDescending: !isDescending, nullsFirst: !nullsFirst) }

    /// The direction in which a table's key completes an order by this one: one index then serves all of it.
    var ofCompletion: Direction { isDescending ? .descending : .ascending }

    /// Names the direction in what a cursor is bound to.
    var fingerprint: String { "\(isDescending ? "desc" : "asc") \(nullsFirst ? "first" : "last")" }

    /// A key as ORDER BY has it. NULLS is written only where PostgreSQL would decide otherwise, because an index serves
    /// an order only if both agree.
    func sql(_ key: SQLFragment, isNullable: Bool) -> SQLFragment {
        let direction: SQLFragment = isDescending ? "\(key) desc" : key
        guard isNullable, nullsFirst != isDescending else { return direction }
        return nullsFirst ? "\(direction) nulls first" : "\(direction) nulls last"
    }
}

extension PlanningError {
    static func noDirection(_ path: [PathSegment]) -> PlanningError {
        PlanningError(.badUserInput, "An order needs a direction.", inputPath: path)
    }
}
