// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// A policy says what it admits.
///
/// A permissive policy with neither USING nor WITH CHECK admits nothing, a restrictive one restricts nothing. UPDATE
/// without WITH CHECK is no fault: USING stands in for it.
struct PolicyExpressionRule: SafetyRule {
    let code = SafetyCode.policyWithoutExpression

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.flatMap { relation, scope in
            relation.policies.filter(\.expressions.isEmpty).map { policy in
                Finding(
                    code: code, severity: .warning, object: .policy(policy.name, of: relation.name),
                    message: "The policy has no expression: "
                        + (policy.isPermissive ? "it admits nothing." : "it restricts nothing."),
                    mend: context.suggestedComparison(for: relation, scope: scope).map {
                        context.alter(policy, of: relation, to: $0)
                    })
            }
        }
    }
}
