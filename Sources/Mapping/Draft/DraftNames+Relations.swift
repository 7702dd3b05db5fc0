// SPDX-License-Identifier: Apache-2.0

import SQL

extension DraftNames {
    /// What a reference is called, in the words of its columns: `author_id` → `author`, `parent_code` → `parent`,
    /// `created_by` → `created_by`.
    ///
    /// - Parameter isField: whether the column is a field by itself, whose name is taken then.
    static func relation(
        _ key: ForeignKey, by column: String, to target: String, isField: Bool, floor: RowSecurityFloor
    ) -> String {
        let foreign = zip(key.columns, key.foreignColumns).first { $0.0 == column }?.1 ?? ""
        for suffix in ["_id", "Id", "_" + foreign] where column.hasSuffix(suffix) && column.count > suffix.count {
            return String(column.dropLast(suffix.count))
        }
        let plain = lowerCamel(target)
        let varying = key.columns.filter { !floor.pins($0) }
        if varying.count > 1 {
            let words = varying.map { $0.split(separator: "_", omittingEmptySubsequences: false) }
            let shared = words.dropFirst().reduce(words.first ?? []) { common, next in
                zip(common, next).prefix { $0.0 == $0.1 }.map(\.0)
            }
            if !shared.isEmpty, words.allSatisfy({ $0.count > shared.count }) { return shared.joined(separator: "_") }
        }
        // A column that is called as on the other side, or as what it leads to, says no more than the type does.
        if column == foreign || camelCase(valid(column)) == plain { return plain }
        return isField ? column + "_" + target : column
    }
}
