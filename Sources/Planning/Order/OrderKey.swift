// SPDX-License-Identifier: Apache-2.0

import SQL

/// One key of an order.
struct OrderKey {
    /// The column in the page's own source.
    let column: ColumnSQL
    let isDescending: Bool
    let nullsFirst: Bool
    /// Whether the key can be null, be it that its row is missing.
    let isNullable: Bool
    /// The column of the page that holds the key, where the key is computed within it.
    var outer: ColumnSQL?

    /// The key of the page's rows.
    var outside: OrderKey {
        guard let outer else { return self }
        return OrderKey(column: outer, isDescending: isDescending, nullsFirst: nullsFirst, isNullable: isNullable)
    }

    /// The key as ORDER BY has it. NULLS is written only where PostgreSQL would decide otherwise, because an index
    /// serves an order only if both agree.
    var sql: SQLFragment {
        let direction: SQLFragment = isDescending ? "\(column.reference) desc" : column.reference
        guard isNullable, nullsFirst != isDescending else { return direction }
        return nullsFirst ? "\(direction) nulls first" : "\(direction) nulls last"
    }

    /// The same key, for a page that is counted from the end.
    var reversed: OrderKey {
        OrderKey(
            column: column, isDescending: !isDescending, nullsFirst: !nullsFirst, isNullable: isNullable, outer: outer)
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
