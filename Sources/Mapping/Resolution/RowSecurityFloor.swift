// SPDX-License-Identifier: Apache-2.0

import SQL

/// What a restrictive policy pins for everybody: `tenant_id = (SELECT palisade.tenant_id())`.
///
/// Where both sides of a join are pinned to the same expression, their equality is implied, and comparing the columns
/// once more does harm: PostgreSQL counts the tenant's selectivity twice and picks worse indexes (20 rows with two
/// relations: 67 % more throughput without the pair).
struct RowSecurityFloor {
    /// Column → function, for columns that a restrictive policy compares with its answer on every read.
    private let pinned: [String: QualifiedName]

    /// - Parameter functions: the catalog's; the expression must be a call of one that answers alike for all rows.
    init(_ relation: Relation, functions: [Function]) {
        var pinned: [String: QualifiedName] = [:]
        if relation.hasRowSecurity && relation.forcesRowSecurity {
            for policy in relation.policies
            where !policy.isPermissive && [.all, .select].contains(policy.command) && policy.roles == ["public"] {
                guard let using = policy.using, let (column, function) = Self.equality(using),
                    functions.contains(where: { $0.isFixed && $0.name == function })
                else { continue }
                pinned[column] = function
            }
        }
        self.pinned = pinned
    }

    /// Whether all rows that one request sees have the same value in this column.
    func pins(_ column: String) -> Bool { pinned[column] != nil }

    /// The function without arguments that a new row's value of this column must equal; nil where none is pinned.
    func function(pinning column: String) -> QualifiedName? { pinned[column] }

    /// The pairs of a join without those that the floors on both sides imply; at least one pair stays.
    static func withoutImpliedPairs(
        _ join: [JoinPair], own: Relation, foreign: Relation, functions: [Function]
    ) -> [JoinPair] {
        let ownFloor = RowSecurityFloor(own, functions: functions)
        let foreignFloor = RowSecurityFloor(foreign, functions: functions)
        let needed = join.filter { pair in
            guard let function = ownFloor.pinned[pair.own] else { return true }
            return foreignFloor.pinned[pair.foreign] != function
        }
        return needed.isEmpty ? join : needed
    }

    /// `(column = ( SELECT schema.function() AS name))`, as PostgreSQL prints it: the column and the function. Nil for
    /// anything else, which is then no floor; above all for a subquery that reads rows, whose answer may differ.
    ///
    /// Both sides may be cast to text, as PostgreSQL does for a varchar or a domain: what prints alike is equal.
    private static func equality(_ using: String) -> (column: String, function: QualifiedName)? {
        var rest = using[...]
        guard rest.take("("), let column = castName(in: &rest), rest.take(" = ") else { return nil }
        let isCast = rest.take("((")
        guard isCast || rest.take("("), rest.take(" SELECT "), let schema = rest.takeName(), rest.take("."),
            let name = rest.takeName(), rest.take("() AS "), rest.takeName() != nil,
            rest == (isCast ? "))::text)" : "))")
        else { return nil }
        return (column, QualifiedName(schema: schema, name: name))
    }

    /// `column` or `(column)::text`.
    private static func castName(in rest: inout Substring) -> String? {
        guard rest.take("(") else { return rest.takeName() }
        guard let name = rest.takeName(), rest.take(")::text") else { return nil }
        return name
    }
}

extension Substring {
    /// Takes this away from the beginning, if it is there.
    fileprivate mutating func take(_ prefix: String) -> Bool {
        guard hasPrefix(prefix) else { return false }
        removeFirst(prefix.count)
        return true
    }

    /// Takes a name as PostgreSQL prints it, quoted or not, without its quotes.
    fileprivate mutating func takeName() -> String? {
        guard take("\"") else {
            let name = prefix { $0 == "_" || ("a"..."z").contains($0) || ("0"..."9").contains($0) }
            removeFirst(name.count)
            return name.isEmpty ? nil : String(name)
        }
        guard let end = firstIndex(of: "\""), end > startIndex else { return nil }
        let name = String(self[..<end])
        self = self[index(after: end)...]
        // A doubled quote stands for one; such a name is none that a table has.
        return hasPrefix("\"") ? nil : name
    }
}

extension Function {
    /// Whether a call without arguments has one answer throughout a statement.
    fileprivate var isFixed: Bool { volatility != .volatile && identityArguments.isEmpty }
}
