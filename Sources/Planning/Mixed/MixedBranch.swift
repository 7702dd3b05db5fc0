// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// The rows of one of the types, as a part of a list of rows of several.
struct MixedBranch {
    let table: MappedTable
    let alias: SQLIdentifier
    /// The keys that the types share.
    let sharedKeys: [OrderKey]
    /// The table's own key.
    let ownKeys: [OrderKey]
    /// The position of the first own key among the keys of all types.
    let firstOwnKey: Int
    let conditions: [SQLFragment]
    /// Disjoint ranges after the cursor; nil where all rows follow.
    let ranges: [SQLFragment]?

    /// The position of the first key of another table behind this one's.
    var endOfOwnKeys: Int { firstOwnKey + ownKeys.count }

    /// One select for each range, with its own order and limit, so that an index can serve it.
    ///
    /// - Parameter allKeys: the columns of the keys of all types: of the others', nulls stand in their place.
    func selects(allKeys: [MappedColumn], limit: Int) -> [SQLFragment] {
        guard let ranges else { return [select(where: conditions, allKeys: allKeys, limit: limit)] }
        return ranges.map { select(where: conditions + [$0], allKeys: allKeys, limit: limit) }
    }

    /// A select that answers nothing.
    func empty(allKeys: [MappedColumn]) -> SQLFragment { select(where: ["false"], allKeys: allKeys, limit: 0) }

    private func select(where conditions: [SQLFragment], allKeys: [MappedColumn], limit: Int) -> SQLFragment {
        let filter: SQLFragment = conditions.isEmpty ? "" : "\nwhere \(conditions.joined(by: "\n    and "))"
        let order = (sharedKeys + ownKeys).map(\.sql).joined(by: ", ")
        return "select \(columns(allKeys).joined(by: ", "))\nfrom \(table.relation) as \(alias)\(filter)"
            + "\norder by \(order)\nlimit \(SQLFragment(number: limit))"
    }

    private func columns(_ allKeys: [MappedColumn]) -> [SQLFragment] {
        // Of one collation everywhere, so that a cursor's type can be compared without asking the database.
        var columns: [SQLFragment] = ["\(SQLFragment(constant: table.typeName)) collate \"C\" as \(MixedColumns.type)"]
        for (index, key) in sharedKeys.enumerated() {
            columns.append("\(key.column.reference) as \(MixedColumns.shared(index))")
        }
        for (index, column) in allKeys.enumerated() {
            let isOwn = firstOwnKey..<endOfOwnKeys ~= index
            let value = isOwn ? ownKeys[index - firstOwnKey].column.reference : "null::\(column.type.underlying)"
            columns.append("\(value) as \(MixedColumns.own(index))")
        }
        return columns
    }
}

/// Names of the columns of a list of rows of several types.
enum MixedColumns {
    static let type = SQLIdentifier("type")

    /// A key that the types share.
    static func shared(_ index: Int) -> SQLIdentifier { SQLIdentifier("order_\(index + 1)") }

    /// A column of one type's key.
    static func own(_ index: Int) -> SQLIdentifier { SQLIdentifier("key_\(index + 1)") }
}

extension ColumnType {
    /// What a domain is made of: it may rule out the null that stands for a row of another type.
    fileprivate var underlying: ColumnType {
        guard let base else { return self }
        return ColumnType(name: base, isArray: isArray)
    }
}
