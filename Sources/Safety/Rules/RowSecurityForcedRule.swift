// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Row-level security binds the table's owner too.
///
/// An error while a request can act as the owner, by its role or by a SECURITY DEFINER function; else a warning.
struct RowSecurityForcedRule: SafetyRule {
    let code = SafetyCode.rowSecurityNotForced

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.compactMap { relation, scope in
            guard relation.isTable, scope != .public, relation.hasRowSecurity, !relation.forcesRowSecurity else {
                return nil
            }
            let actor = actor(asOwnerOf: relation, in: context)
            return Finding(
                code: code, severity: actor == nil ? .warning : .error, object: relation.object,
                message: "Row-level security does not bind the table's owner, \(relation.owner). "
                    + (actor.map { "\($0) runs as that owner and sees the rows of every \(scope.rawValue)." }
                        ?? "No request acts as that owner now; a later grant or function could."),
                mend: "alter table \(relation.name.sql) force row level security;")
        }
    }

    private func actor(asOwnerOf relation: Relation, in context: SafetyContext) -> String? {
        if let role = context.requestRoles.first(where: {
            context.roleGraph.reach(of: $0).contains(relation.owner)
        }) {
            return "The request role \(role)"
        }
        let function = context.reachableFunctions.first { function in
            function.isSecurityDefiner && context.roleGraph.rights(of: function.owner).contains(relation.owner)
        }
        return function.map { "The function \($0.name)" }
    }
}
