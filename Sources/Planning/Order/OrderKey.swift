// SPDX-License-Identifier: Apache-2.0

import SQL

/// One key of an order.
struct OrderKey {
    /// The column in the page's own source.
    let column: ColumnSQL
    let direction: Direction
    /// Whether the key can be null, be it that its row is missing.
    let isNullable: Bool
    /// The column of the page that holds the key, where the key is computed within it.
    var outer: ColumnSQL?

    var isDescending: Bool { direction.isDescending }
    var nullsFirst: Bool { direction.nullsFirst }

    /// The key of the page's rows.
    var outside: OrderKey {
        guard let outer else { return self }
        return OrderKey(column: outer, direction: direction, isNullable: isNullable)
    }

    /// The key as ORDER BY has it.
    var sql: SQLFragment { direction.sql(column.reference, isNullable: isNullable) }

    /// The same key, for a page that is counted from the end.
    var reversed: OrderKey {
        OrderKey(column: column, direction: direction.reversed, isNullable: isNullable, outer: outer)
    }
}

/// A total order of a table's rows.
struct Order {
    var keys: [OrderKey]
    /// Joins that the keys need: to-one relations by whose columns the rows are ordered.
    var joins: [SQLFragment]
    /// Names the keys and directions: a part of what a cursor is bound to.
    var fingerprint: String

    var sql: SQLFragment { keys.map(\.sql).joined(by: ", ") }

    /// The order of the page's rows once more, outside of what chose them.
    var outsideSQL: SQLFragment { keys.map(\.outside.sql).joined(by: ", ") }
}
