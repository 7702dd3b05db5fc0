// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Where requests switch roles, the login role itself holds nothing on what they reach.
struct LoginRoleRightsRule: SafetyRule {
    let code = SafetyCode.loginRoleHasRights

    func findings(in context: SafetyContext) -> [Finding] {
        guard context.switchesRole, !context.requestRoles.contains(context.loginRole) else { return [] }
        return context.reachable.compactMap { relation, _ in
            let privileges = relation.grants.filter { $0.role == context.loginRole }.map(\.privilege).uniqued()
            guard !privileges.isEmpty else { return nil }
            return Finding(
                code: code, severity: .error, object: relation.object,
                message: "The login role \(context.loginRole) holds \(privileges.joined(separator: ", ")) itself, "
                    + "so a statement before the switch to a request role would not be refused.",
                mend: "revoke all on \(relation.name.sql) from \(context.loginRole.sqlName);")
        }
    }
}
