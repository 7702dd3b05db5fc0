// SPDX-License-Identifier: Apache-2.0

/// Names of the types that the aggregates of a table's type are made of: the row type and a fixed suffix.
package struct AggregateNames: Sendable {
    private let typeName: String

    package init(_ typeName: String) {
        self.typeName = typeName
    }

    package var aggregate: String { typeName + "Aggregate" }
    package var group: String { typeName + "Group" }
    package var groupBy: String { typeName + "GroupBy" }
    package var groupKey: String { typeName + "GroupKey" }
    package var counts: String { typeName + "Counts" }
    package var sums: String { typeName + "Sums" }
    package var floats: String { typeName + "Floats" }
    package var extremes: String { typeName + "Extremes" }
    package var booleans: String { typeName + "Booleans" }
    package var filter: String { typeName + "AggregateFilter" }
    package var floatsFilter: String { typeName + "FloatsFilter" }
    package var order: String { typeName + "AggregateOrderBy" }
    package var floatsOrder: String { typeName + "FloatsOrderBy" }
    package var groupOrder: String { typeName + "GroupOrderBy" }
}
