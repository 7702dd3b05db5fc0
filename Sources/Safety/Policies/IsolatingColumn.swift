// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// The column that says whose a row is, as the relation's own policies tell.
struct IsolatingColumn: Sendable, Hashable {
    var name: String
    /// The comparison with the request's context, as a policy has it.
    var comparison: String
}

/// Finds the isolating column of a relation from its policies: nothing else is believed, no column's name.
struct IsolatingColumnFinder {
    let requestRoles: [String]
    let roleGraph: RoleGraph
    let tenantNames: Set<String>
    let userNames: Set<String>

    /// The column that a restrictive policy for everything, or else every permissive policy for a request role,
    /// compares with the request's context.
    ///
    /// Of several, the one that is compared with what is known to be the tenant (or, in a relation of users, the user).
    /// A relation without a declared scope has a column only where it is compared with the known tenant.
    func column(of relation: Relation, scope: RowScope?) -> IsolatingColumn? {
        let candidates = comparisons(of: relation)
        switch scope {
        case .tenant:
            return first(of: candidates, where: isTenant) ?? first(of: candidates, where: { !isUser($0) })
        case .user:
            return first(of: candidates, where: isUser) ?? candidates.first.map(Self.column)
        case .public:
            return nil
        case nil:
            return first(of: candidates, where: isTenant)
        }
    }

    private func first(
        of candidates: [ContextComparison], where condition: (ContextComparison) -> Bool
    ) -> IsolatingColumn? {
        candidates.first(where: condition).map(Self.column)
    }

    private static func column(_ comparison: ContextComparison) -> IsolatingColumn {
        IsolatingColumn(name: comparison.column, comparison: comparison.text)
    }

    private func isTenant(_ comparison: ContextComparison) -> Bool {
        !comparison.names.isDisjoint(with: tenantNames)
    }

    private func isUser(_ comparison: ContextComparison) -> Bool {
        !comparison.names.isDisjoint(with: userNames)
    }

    private func comparisons(of relation: Relation) -> [ContextComparison] {
        let columns = Set(relation.columns.map(\.name))
        var floor: [ContextComparison] = []
        var admitted: [[ContextComparison]] = []
        for policy in relation.policies where bindsRequestRole(policy) {
            if policy.isPermissive {
                // One that admits everything has a finding of its own, and says nothing of what the others mean.
                for expression in policy.expressions.map(PolicyExpression.init) where !expression.isAlwaysTrue {
                    admitted.append(expression.contextComparisons(columns: columns))
                }
            } else if policy.command == .all, let using = policy.using {
                floor += PolicyExpression(using).contextComparisons(columns: columns)
            }
        }
        let inAll = (admitted.first ?? []).filter { candidate in
            admitted.allSatisfy { $0.contains { $0.column == candidate.column } }
        }
        return (floor + inAll).uniqued()
    }

    private func bindsRequestRole(_ policy: Policy) -> Bool {
        policy.roles.contains("public")
            || requestRoles.contains { role in
                !roleGraph.rights(of: role).isDisjoint(with: policy.roles)
            }
    }
}
