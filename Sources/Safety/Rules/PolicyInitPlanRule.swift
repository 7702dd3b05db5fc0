// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Policies read the request's context once per statement, not once per row: `(select palisade.tenant_id())`.
struct PolicyInitPlanRule: SafetyRule {
    let code = SafetyCode.policyEvaluatedPerRow

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.flatMap { relation, _ in
            relation.policies.compactMap { policy in
                let calls = policy.expressions.flatMap { PolicyExpression($0).callsPerRow }.uniqued()
                guard !calls.isEmpty else { return nil }
                return Finding(
                    code: code, severity: .warning, object: .policy(policy.name, of: relation.name),
                    message: "\(calls.joined(separator: ", ")) may be evaluated for each row; "
                        + "inside (select …) it is evaluated once per statement.",
                    mend: context.alter(policy, of: relation) { PolicyExpression($0).withInitPlans })
            }
        }
    }
}
