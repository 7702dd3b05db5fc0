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
    /// Whether rows with the cursor's own keys follow it too.
    var includesEqual = false

    /// The ranges after the cursor: a row is in one of them or does not follow. None: nothing follows.
    var ranges: [SQLFragment] {
        let known = values.compactMap { $0 }
        if known.count == keys.count, isUniform {
            let columns = keys.map(\.column.reference).joined(by: ", ")
            let comparison = sign(keys[0].isDescending, isInclusive: includesEqual)
            if keys.count == 1 { return ["\(columns) \(comparison) \(known[0])"] }
            return ["(\(columns)) \(comparison) (\(known.joined(by: ", ")))"]
        }
        var ranges: [SQLFragment] = []
        var prefix: [SQLFragment] = []
        for (index, (key, value)) in zip(keys, values).enumerated() {
            let isInclusive = includesEqual && index == keys.count - 1
            for following in following(key, value, isInclusive: isInclusive) {
                ranges.append((prefix + [following]).joined(by: " and "))
            }
            prefix.append(value.map { "\(key.column.reference) = \($0)" } ?? "\(key.column.reference) is null")
        }
        return ranges
    }

    private var isUniform: Bool {
        keys.allSatisfy { !$0.isNullable && $0.isDescending == keys[0].isDescending }
    }

    private func sign(_ isDescending: Bool, isInclusive: Bool) -> SQLFragment {
        switch (isDescending, isInclusive) {
        case (true, false): "<"
        case (true, true): "<="
        case (false, false): ">"
        case (false, true): ">="
        }
    }

    private func following(_ key: OrderKey, _ value: SQLFragment?, isInclusive: Bool) -> [SQLFragment] {
        let column = key.column.reference
        guard let value else {
            let others: [SQLFragment] = key.nullsFirst ? ["\(column) is not null"] : []
            return isInclusive ? others + ["\(column) is null"] : others
        }
        var result: [SQLFragment] = ["\(column) \(sign(key.isDescending, isInclusive: isInclusive)) \(value)"]
        if key.isNullable && !key.nullsFirst { result.append("\(column) is null") }
        return result
    }
}
