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

    /// - Parameter functions: the catalog's; the expression must be a call of one that answers alike for all rows.
    init(_ relation: Relation, functions: [Function]) {
        var pinned: [String: String] = [:]
        if relation.hasRowSecurity && relation.forcesRowSecurity {
            for policy in relation.policies
            where !policy.isPermissive && [.all, .select].contains(policy.command) && policy.roles == ["public"] {
                guard let using = policy.using, let (column, call) = Self.equality(using) else { continue }
                guard functions.contains(where: { $0.isFixed && call == "\($0.name)()" }) else { continue }
                pinned[column] = call
            }
        }
        self.pinned = pinned
    }

    /// Whether all rows that one request sees have the same value in this column.
    func pins(_ column: String) -> Bool { pinned[column] != nil }

    /// The function without arguments that a new row's value of this column must equal; nil where none is pinned.
    func function(pinning column: String) -> QualifiedName? {
        guard let parts = pinned[column]?.dropLast("()".count).split(separator: "."), parts.count == 2 else {
            return nil
        }
        return QualifiedName(schema: String(parts[0]), name: String(parts[1]))
    }

    /// The pairs of a join without those that the floors on both sides imply; at least one pair stays.
    static func withoutImpliedPairs(
        _ join: [JoinPair], own: Relation, foreign: Relation, functions: [Function]
    ) -> [JoinPair] {
        let ownFloor = RowSecurityFloor(own, functions: functions)
        let foreignFloor = RowSecurityFloor(foreign, functions: functions)
        let needed = join.filter { pair in
            guard let expression = ownFloor.pinned[pair.own] else { return true }
            return foreignFloor.pinned[pair.foreign] != expression
        }
        return needed.isEmpty ? join : needed
    }

    /// `(column = ( SELECT schema.function() AS name))`, as PostgreSQL prints it: the column and the call. Nil for
    /// anything else, which is then no floor; above all for a subquery that reads rows, whose answer may differ.
    private static func equality(_ using: String) -> (column: String, call: String)? {
        guard using.hasPrefix("("), using.hasSuffix("))"), let middle = using.firstRange(of: " = ( SELECT "),
            let end = using.firstRange(of: "() AS "), middle.upperBound < end.lowerBound
        else { return nil }
        let column = using[using.index(after: using.startIndex)..<middle.lowerBound]
        let function = using[middle.upperBound..<end.lowerBound]
        let name = using[end.upperBound...].dropLast(2)
        guard isName(column), isName(name), function.split(separator: ".").count == 2,
            function.split(separator: ".").allSatisfy(isName)
        else { return nil }
        return (String(column), function + "()")
    }

    private static func isName(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
            }
    }
}

extension Function {
    /// Whether a call without arguments has one answer throughout a statement.
    fileprivate var isFixed: Bool { volatility != .volatile && identityArguments.isEmpty }
}
