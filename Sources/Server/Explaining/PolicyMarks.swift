// SPDX-License-Identifier: Apache-2.0

package import SQL

/// Finds in a plan's text the conditions that row-security policies put there.
///
/// PostgreSQL prints the conditions of policies and of the statement alike. A condition is told to be a policy's by
/// comparing it with the expressions of the policies that bind the role on that table. What PostgreSQL has rewritten
/// beyond recognition (a function that it inlined, a join that it made of a subselect) stays unmarked.
package struct PolicyMarks: Sendable {
    /// A condition of a plan that comes from a policy.
    package struct Mark: Sendable, Equatable {
        /// The line of the plan, from 0.
        package let line: Int
        package let relation: QualifiedName
        package let policy: String
        package let isPermissive: Bool
        /// The condition, as the plan has it.
        package let condition: String
    }

    private let relations: [String: [Relation]]
    private let rights: Set<String>

    /// - Parameter role: whom the statements run as.
    package init(catalog: Catalog, role: String) {
        relations = Dictionary(grouping: catalog.relations.filter { !$0.policies.isEmpty }, by: \.name.name)
        rights = RoleGraph(roles: catalog.roles).rights(of: role).union(["public"])
    }

    /// The marks of a plan, in the order of its lines.
    ///
    /// - Parameter sql: the statement that is planned. Plans name tables without their schemas: of several tables of one
    ///   name those are meant that the statement names.
    package func marks(in plan: [String], of sql: String) -> [Mark] {
        var table: PlannedTable?
        return plan.enumerated().flatMap { number, line -> [Mark] in
            if Self.isNode(line) {
                table = PlannedTable(node: line)
                return []
            }
            guard let table, let condition = Self.condition(in: line) else { return [] }
            return named(table.name, in: sql).flatMap { relation in
                marks(of: condition, line: number, relation: relation, alias: table.alias)
            }
        }
    }

    private func named(_ name: String, in sql: String) -> [Relation] {
        let candidates = relations[name, default: []]
        guard candidates.count > 1 else { return candidates }
        let named = candidates.filter { sql.contains(("\($0.name) as " as SQLFragment).rendered().text) }
        return named.isEmpty ? candidates : named
    }

    /// The plan of a statement with a line for each mark, below the condition that it is about.
    package func annotated(_ plan: [String], of sql: String) -> [String] {
        let marks = Dictionary(grouping: marks(in: plan, of: sql), by: \.line)
        return plan.enumerated().flatMap { number, line in
            let indent = String(repeating: " ", count: line.prefix { $0 == " " }.count)
            return [line]
                + marks[number, default: []].map { mark in
                    let kind = mark.isPermissive ? "permissive" : "restrictive"
                    return "\(indent)  ^ policy \(mark.policy) (\(kind)): \(mark.condition)"
                }
        }
    }

    private func marks(of text: String, line: Int, relation: Relation, alias: String) -> [Mark] {
        let policies = relation.policies.filter { !rights.isDisjoint(with: $0.roles) }
        return PlanCondition.parts(of: text, joinedBy: "AND").flatMap { part -> [Mark] in
            // Several permissive policies are joined by OR, each of them whole.
            let alternatives = PlanCondition.parts(of: part, joinedBy: "OR")
            return policies.filter { policy in
                guard let using = policy.using else { return false }
                return Self.holds(part, alternatives, of: using, isPermissive: policy.isPermissive, alias: alias)
            }.map { policy in
                Mark(
                    line: line, relation: relation.name, policy: policy.name, isPermissive: policy.isPermissive,
                    condition: part)
            }
        }
    }

    private static func holds(
        _ part: String, _ alternatives: [String], of using: String, isPermissive: Bool, alias: String
    ) -> Bool {
        let condition = PlanCondition(part, alias: alias)
        let isPart = PlanCondition.parts(of: using, joinedBy: "AND").contains {
            PlanCondition($0, alias: alias) == condition
        }
        guard !isPart, isPermissive, alternatives.count > 1 else { return isPart }
        let whole = PlanCondition(using, alias: alias)
        return alternatives.contains { PlanCondition($0, alias: alias) == whole }
    }

    private static func isNode(_ line: String) -> Bool {
        let text = line.drop { $0 == " " }
        return text.hasPrefix("->") || text.contains("  (cost=")
    }

    /// What stands behind the labels of lines that hold conditions.
    private static func condition(in line: String) -> String? {
        let text = line.drop { $0 == " " }
        return ["Index Cond: ", "Filter: ", "Recheck Cond: ", "Join Filter: "]
            .first { text.hasPrefix($0) }
            .map { String(text.dropFirst($0.count)) }
    }
}

/// The table that a node of a plan reads.
private struct PlannedTable {
    let name: String
    let alias: String

    /// - Parameter node: such as `->  Index Scan using k on sessions s  (cost=…)`.
    init?(node: String) {
        guard let on = node.firstRange(of: " on "), let cost = node.firstRange(of: "  (") else { return nil }
        guard on.upperBound <= cost.lowerBound else { return nil }
        let names = Self.names(node[on.upperBound..<cost.lowerBound])
        guard let table = names.first else { return nil }
        name = table
        alias = names.count > 1 ? names[names.count - 1] : table
    }

    /// Names with spaces between them; of one with its schema, the last part.
    private static func names(_ text: Substring) -> [String] {
        var names = [""]
        var isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case " " where !isQuoted: names.append("")
            case "." where !isQuoted: names[names.count - 1] = ""
            default: names[names.count - 1].append(character)
            }
        }
        return names
    }
}
