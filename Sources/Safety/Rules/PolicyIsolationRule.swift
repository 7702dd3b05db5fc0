// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// What admits rows compares them with the request's tenant or user: in a restrictive policy, or in each permissive one.
///
/// Only a warning, because a policy may do so in a way that this rule cannot read.
struct PolicyIsolationRule: SafetyRule {
    let code = SafetyCode.policyWithoutIsolation

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.flatMap { relation, scope -> [Finding] in
            guard relation.hasRowSecurity, scope != .public else { return [] }
            return context.permissivePoliciesWithoutFloor(of: relation, scope: scope).compactMap { policy in
                let loose = policy.expressions.filter { expression in
                    !context.isolates(expression, relation, scope) && !PolicyExpression(expression).isAlwaysTrue
                }
                guard !loose.isEmpty else { return nil }
                return Finding(
                    code: code, severity: .warning, object: .policy(policy.name, of: relation.name),
                    message:
                        "No comparison of a column with the request's \(scope.rawValue) is seen in this policy or in "
                        + "a restrictive one: the rows of others may be admitted.",
                    mend: context.suggestedComparison(for: relation, scope: scope).map { comparison in
                        """
                        create policy \((relation.name.name + "_" + scope.rawValue).sqlName) on \(relation.name.sql)
                            as restrictive to public
                            using (\(comparison))
                            with check (\(comparison));
                        """
                    })
            }
        }
    }
}
