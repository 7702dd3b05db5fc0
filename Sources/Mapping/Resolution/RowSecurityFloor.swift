// SPDX-License-Identifier: Apache-2.0

import SQL

/// What a restrictive policy pins for everybody: `tenant_id = (SELECT palisade.tenant_id())`.
///
/// Where both sides of a join are pinned to the same expression, their equality is implied, and comparing the columns
/// once more does harm: PostgreSQL counts the tenant's selectivity twice and picks worse indexes (20 rows with two
/// relations: 67 % more throughput without the pair).
struct RowSecurityFloor {
    /// Column → expression, for columns that a restrictive policy compares with an expression on every read.
    private let pinned: [String: String]

    init(_ relation: Relation) {
        var pinned: [String: String] = [:]
        if relation.hasRowSecurity && relation.forcesRowSecurity {
            for policy in relation.policies
            where !policy.isPermissive && [.all, .select].contains(policy.command) && policy.roles == ["public"] {
                guard let using = policy.using, let (column, expression) = Self.equality(using) else { continue }
                pinned[column] = expression
            }
        }
        self.pinned = pinned
    }

    /// Whether all rows that one request sees have the same value in this column.
    func pins(_ column: String) -> Bool { pinned[column] != nil }

    /// The pairs of a join without those that the floors on both sides imply; at least one pair stays.
    static func withoutImpliedPairs(_ join: [JoinPair], own: Relation, foreign: Relation) -> [JoinPair] {
        let ownFloor = RowSecurityFloor(own)
        let foreignFloor = RowSecurityFloor(foreign)
        let needed = join.filter { pair in
            guard let expression = ownFloor.pinned[pair.own] else { return true }
            return foreignFloor.pinned[pair.foreign] != expression
        }
        return needed.isEmpty ? join : needed
    }

    /// `(column = ( SELECT …))`, as PostgreSQL prints it; nil for anything else, which is then no floor.
    private static func equality(_ using: String) -> (column: String, expression: String)? {
        guard using.hasPrefix("("), using.hasSuffix(")"), let middle = using.firstRange(of: " = ( SELECT ") else {
            return nil
        }
        let column = using[using.index(after: using.startIndex)..<middle.lowerBound]
        let expression = using[middle.lowerBound..<using.index(before: using.endIndex)]
        let isName = column.utf8.allSatisfy { byte in
            (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
        }
        // One pair of parentheses to the end: nothing is combined with the comparison by AND or OR.
        var depth = 0
        let closings = expression.utf8.enumerated().filter { _, byte in
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            return byte == UInt8(ascii: ")") && depth == 0
        }
        guard isName, closings.count == 1, closings[0].offset == expression.utf8.count - 1 else { return nil }
        return (String(column), String(expression))
    }
}
