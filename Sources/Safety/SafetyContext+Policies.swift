// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// What several rules ask about policies.
extension SafetyContext {
    /// Whether a policy is for a role that requests run as.
    func bindsRequestRole(_ policy: Policy) -> Bool {
        policy.roles.contains("public")
            || requestRoles.contains { !roleGraph.rights(of: $0).isDisjoint(with: policy.roles) }
    }

    /// Whether an expression compares a column with the request's tenant (or user, where rows belong to users).
    func isolates(_ expression: String, _ relation: Relation, _ scope: RowScope) -> Bool {
        let comparisons = PolicyExpression(expression).contextComparisons(columns: Set(relation.columns.map(\.name)))
        switch scope {
        case .tenant: return comparisons.contains { $0.names.isDisjoint(with: userNames) }
        case .user: return !comparisons.isEmpty
        case .public: return true
        }
    }

    /// The permissive policies that admit a request role to a command it was granted, where no restrictive policy
    /// isolates that command, and which do not do so themselves.
    func permissivePoliciesWithoutFloor(of relation: Relation, scope: RowScope) -> [Policy] {
        var found: [Policy] = []
        for role in requestRoles {
            for command in grantedCommands(on: relation, to: role) {
                let policies = policies(of: relation, for: role, command)
                let hasFloor = policies.contains { policy in
                    !policy.isPermissive && isolates(policy, in: command, relation, scope)
                }
                if hasFloor { continue }
                found += policies.filter { $0.isPermissive && !isolates($0, in: command, relation, scope) }
            }
        }
        return found.uniqued()
    }

    private func isolates(_ policy: Policy, in command: RowCommand, _ relation: Relation, _ scope: RowScope) -> Bool {
        let expressions: [String?]
        switch command {
        case .select, .delete: expressions = [policy.using]
        case .insert: expressions = [policy.withCheck ?? policy.using]
        case .update: expressions = [policy.using, policy.withCheck ?? policy.using]
        }
        // A permissive policy without the expression admits nothing; a restrictive one restricts nothing.
        return expressions.allSatisfy { $0.map { isolates($0, relation, scope) } ?? policy.isPermissive }
    }

    /// What a policy of the relation should say: what its other policies say, or else those of another relation with
    /// a column of the same name. A key by itself, as in the table of tenants, is no such column: elsewhere the name
    /// means the row.
    func suggestedComparison(for relation: Relation, scope: RowScope) -> String? {
        if let own = isolatingColumns[relation.name] { return own.comparison }
        for (other, otherScope) in reachable where otherScope == scope {
            guard let column = isolatingColumns[other.name], other.primaryKey?.columns != [column.name],
                let type = other.column(column.name)?.type,
                relation.column(column.name)?.type == type
            else { continue }
            return column.comparison
        }
        return nil
    }

    /// ALTER POLICY with each of its expressions changed.
    func alter(_ policy: Policy, of relation: Relation, _ change: (String) -> String) -> String {
        var mend = "alter policy \(policy.name.sqlName) on \(relation.name.sql)"
        if let using = policy.using { mend += "\n    using (\(change(using)))" }
        if let withCheck = policy.withCheck { mend += "\n    with check (\(change(withCheck)))" }
        return mend + ";"
    }

    /// ALTER POLICY that gives it the expression wherever its command takes one.
    func alter(_ policy: Policy, of relation: Relation, to expression: String) -> String {
        var mend = "alter policy \(policy.name.sqlName) on \(relation.name.sql)"
        switch policy.command {
        case .select, .delete: mend += "\n    using (\(expression))"
        case .insert: mend += "\n    with check (\(expression))"
        case .all, .update: mend += "\n    using (\(expression))\n    with check (\(expression))"
        }
        return mend + ";"
    }
}
