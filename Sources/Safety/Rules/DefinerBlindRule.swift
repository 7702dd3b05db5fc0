// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// A SECURITY DEFINER function's owner is not bound by policies that admit it to nothing.
///
/// Under FORCE ROW LEVEL SECURITY a function that runs as the tables' owner finds no rows and says nothing: an erasure
/// would delete nothing and report success.
struct DefinerBlindRule: SafetyRule {
    let code = SafetyCode.definerSeesNothing

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachableFunctions.compactMap { function in
            guard function.isSecurityDefiner, let owner = context.catalog.role(function.owner), !owner.isSuperuser,
                !owner.bypassesRowSecurity
            else { return nil }
            let hidden = context.reachable.first { relation, _ in
                relation.owner == owner.name && relation.hasRowSecurity && relation.forcesRowSecurity
                    && !context.policies(of: relation, for: owner.name, .select).contains(where: \.isPermissive)
            }
            guard let hidden else { return nil }
            let definer = context.catalog.roles.first {
                $0.bypassesRowSecurity && !$0.isSuperuser && !$0.canLogin && !context.requestRoles.contains($0.name)
            }
            return Finding(
                code: code, severity: .warning, object: function.object,
                message: "It runs as \(owner.name), which no policy admits to its own table \(hidden.relation.name): "
                    + "there it finds no rows, without an error.",
                mend: definer.map { "alter routine \(function.sql) owner to \($0.name.sqlName);" })
        }
    }
}
