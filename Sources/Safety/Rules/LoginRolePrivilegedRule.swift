// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// The login role cannot pass by row-level security, nor become a role that can.
struct LoginRolePrivilegedRule: SafetyRule {
    let code = SafetyCode.loginRolePrivileged

    func findings(in context: SafetyContext) -> [Finding] {
        guard let login = context.catalog.role(context.loginRole) else {
            return [
                Finding(
                    code: code, severity: .error, object: .role(context.loginRole),
                    message: "The login role is not in the catalog, so it cannot be judged.")
            ]
        }
        // A request role's own privileges are RequestRolePrivilegedRule's.
        return context.privilegeFindings(code, of: login, word: "login", ignoring: Set(context.requestRoles))
    }
}
