// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// No request role can pass by row-level security, own what it reads, or become a role that does.
struct RequestRolePrivilegedRule: SafetyRule {
    let code = SafetyCode.requestRolePrivileged

    func findings(in context: SafetyContext) -> [Finding] {
        // The login role is judged by its own rules, which are no weaker.
        context.requestRoles.filter { $0 != context.loginRole }
            .compactMap { context.catalog.role($0) }
            .flatMap { role in
                context.privilegeFindings(code, of: role, word: "request", ignoring: [])
                    + context.reachable.filter { $0.relation.owner == role.name }.map { relation, _ in
                        Finding(
                            code: code, severity: .error, object: relation.object,
                            message:
                                "The request role \(role.name) owns it, and so could switch row-level security off.",
                            mend: context.changeOwner(of: relation))
                    }
            }
    }
}
