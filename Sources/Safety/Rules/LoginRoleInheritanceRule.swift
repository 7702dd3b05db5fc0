// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// The login role has nobody's rights until it switches to a request role.
struct LoginRoleInheritanceRule: SafetyRule {
    let code = SafetyCode.loginRoleInherits

    func findings(in context: SafetyContext) -> [Finding] {
        guard context.switchesRole, let login = context.catalog.role(context.loginRole) else { return [] }
        let inherited = login.memberships.filter(\.inherits).map(\.role)
        guard login.inherits || !inherited.isEmpty else { return [] }

        var mend = login.inherits ? "alter role \(login.name.sqlName) noinherit;" : ""
        // From PostgreSQL 16 on each membership keeps what INHERIT was when it was granted.
        if context.catalog.serverVersion >= 160_000 {
            for role in inherited {
                mend += "\ngrant \(role.sqlName) to \(login.name.sqlName) with inherit false;"
            }
        }
        return [
            Finding(
                code: code, severity: inherited.isEmpty ? .warning : .error, object: .role(login.name),
                message: inherited.isEmpty
                    ? "The login role is INHERIT: the next role granted to it lends it its rights at once."
                    : "The login role has the rights of \(inherited.joined(separator: ", ")) without switching to it, "
                        + "so a statement before the switch would not be refused.",
                mend: mend.hasPrefix("\n") ? String(mend.dropFirst()) : mend)
        ]
    }
}
