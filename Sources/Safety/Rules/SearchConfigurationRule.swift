// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Who reads a table that is searched by words may use the text search configuration that reads the words.
struct SearchConfigurationRule: SafetyRule {
    let code = SafetyCode.searchConfigurationOutOfReach

    func findings(in context: SafetyContext) -> [Finding] {
        var seen: Set<String> = []
        return context.searchConfigurations.flatMap { configuration -> [Finding] in
            guard let relation = context.catalog.relation(configuration.relation),
                context.catalog.schemas.contains(where: { $0.name == configuration.schema })
            else { return [] }
            return context.requestRoles.compactMap { role in
                let privileges = RolePrivileges(of: role, in: context.catalog)
                guard context.catalog.role(role) != nil, privileges.holds("SELECT", onSomeOf: relation),
                    !privileges.mayUse(schema: configuration.schema),
                    seen.insert("\(role) \(configuration.schema)").inserted
                else { return nil }
                return Finding(
                    code: code, severity: .warning, object: .schema(configuration.schema),
                    message: "\(role) reads \(relation.name), but may not use this schema, which holds the text search "
                        + "configuration \(configuration.name) of \(configuration.typeName): its API has no search.",
                    mend: "grant usage on schema \(configuration.schema.sqlName) to \(role.sqlName);")
            }
        }
    }
}
