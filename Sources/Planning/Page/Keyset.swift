// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// Conditions for the rows after a cursor.
///
/// Keys that cannot be null and run in one direction are compared as a row, which is one range of an index. Others
/// become disjoint ranges, each of which an index can serve, never an OR, which none can.
struct Keyset {
    let keys: [OrderKey]
    /// For each key its value in the cursor; nil where the cursor holds null.
    let values: [SQLFragment?]

    /// The ranges after the cursor: a row is in one of them or does not follow. None: nothing follows.
    var ranges: [SQLFragment] {
        let known = values.compactMap { $0 }
        if known.count == keys.count, isUniform {
            let columns = keys.map(\.column.reference).joined(by: ", ")
            let comparison: SQLFragment = keys[0].isDescending ? "<" : ">"
            if keys.count == 1 { return ["\(columns) \(comparison) \(known[0])"] }
            return ["(\(columns)) \(comparison) (\(known.joined(by: ", ")))"]
        }
        var ranges: [SQLFragment] = []
        var prefix: [SQLFragment] = []
        for (key, value) in zip(keys, values) {
            for following in following(key, value) {
                ranges.append((prefix + [following]).joined(by: " and "))
            }
            prefix.append(value.map { "\(key.column.reference) = \($0)" } ?? "\(key.column.reference) is null")
        }
        return ranges
    }

    private var isUniform: Bool {
        keys.allSatisfy { !$0.isNullable && $0.isDescending == keys[0].isDescending }
    }

    private func following(_ key: OrderKey, _ value: SQLFragment?) -> [SQLFragment] {
        let column = key.column.reference
        guard let value else { return key.nullsFirst ? ["\(column) is not null"] : [] }
        var result: [SQLFragment] = [key.isDescending ? "\(column) < \(value)" : "\(column) > \(value)"]
        if key.isNullable && !key.nullsFirst { result.append("\(column) is null") }
        return result
    }
}
