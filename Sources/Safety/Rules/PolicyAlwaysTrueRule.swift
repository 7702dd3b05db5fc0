// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// No policy admits every row of a relation whose rows belong to somebody.
///
/// A warning where a restrictive policy still holds the rows apart.
struct PolicyAlwaysTrueRule: SafetyRule {
    let code = SafetyCode.policyAlwaysTrue

    func findings(in context: SafetyContext) -> [Finding] {
        var findings: [Finding] = []
        for (relation, scope) in context.reachable where relation.hasRowSecurity && scope != .public {
            let exposed = context.permissivePoliciesWithoutFloor(of: relation, scope: scope)
            for policy in relation.policies where policy.isPermissive {
                guard context.bindsRequestRole(policy),
                    policy.expressions.contains(where: { PolicyExpression($0).isAlwaysTrue })
                else { continue }
                let isExposed = exposed.contains(policy)
                let comparison = context.suggestedComparison(for: relation, scope: scope)
                let publicHint = isExposed ? publicHint(policy, of: relation, in: context) : nil
                findings.append(
                    Finding(
                        code: code, severity: isExposed ? .error : .warning,
                        object: .policy(policy.name, of: relation.name),
                        message: isExposed
                            ? "The policy admits the rows of every \(scope.rawValue)."
                                + (publicHint ?? "")
                            : "The policy admits every row; only restrictive policies hold the \(scope.rawValue)s apart.",
                        mend: comparison.map { comparison in
                            context.alter(policy, of: relation) { PolicyExpression($0).isAlwaysTrue ? comparison : $0 }
                        } ?? (publicHint == nil ? "drop policy \(policy.name.sqlName) on \(relation.name.sql);" : nil)))
            }
        }
        return findings
    }

    /// What the author may have meant, of a table that no request writes: then it is the SDL that has to say so. Without the
    /// policy nobody could read it any more, which no SQL of ours is to decide.
    private func publicHint(_ policy: Policy, of relation: Relation, in context: SafetyContext) -> String? {
        let isWritten = RowCommand.allCases.contains { command in
            command.isWrite
                && context.requestRoles.contains {
                    !context.holders(of: command.privilege, on: relation, for: $0).isEmpty
                }
        }
        guard policy.command == .select, !isWritten else { return nil }
        return " If everybody may read them, write @table(scope: PUBLIC) instead."
    }
}
