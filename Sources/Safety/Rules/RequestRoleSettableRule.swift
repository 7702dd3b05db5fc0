// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// The login role can switch to each request role.
struct RequestRoleSettableRule: SafetyRule {
    let code = SafetyCode.requestRoleOutOfReach

    func findings(in context: SafetyContext) -> [Finding] {
        guard context.switchesRole else { return [] }
        let settable = context.roleGraph.settable(from: context.loginRole)
        let options = context.catalog.serverVersion >= 160_000 ? " with inherit false, set true" : ""
        return context.requestRoles.filter { $0 != context.loginRole }.compactMap { role in
            let exists = context.catalog.role(role) != nil
            guard !exists || !settable.contains(role) else { return nil }
            let grant = "grant \(role.sqlName) to \(context.loginRole.sqlName)\(options);"
            return Finding(
                code: code, severity: .error, object: .role(role),
                message: (exists
                    ? "The login role \(context.loginRole) may not switch to this request role: "
                    : "There is no such role: ") + "each request that needs it would fail.",
                mend: exists ? grant : "create role \(role.sqlName) nologin noinherit;\n\(grant)")
        }
    }
}
