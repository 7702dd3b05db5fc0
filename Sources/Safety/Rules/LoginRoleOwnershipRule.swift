// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// The login role owns nothing that requests reach.
struct LoginRoleOwnershipRule: SafetyRule {
    let code = SafetyCode.loginRoleOwnsRelation

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.compactMap { relation, _ in
            guard relation.owner == context.loginRole else { return nil }
            return Finding(
                code: code, severity: .error, object: relation.object,
                message: "The login role \(context.loginRole) owns it, and so could switch row-level security off.",
                mend: context.changeOwner(of: relation))
        }
    }
}
