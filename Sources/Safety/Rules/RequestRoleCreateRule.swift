// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Neither a request role nor the login role may create objects, which could take the place of ours by a search path.
struct RequestRoleCreateRule: SafetyRule {
    let code = SafetyCode.requestRoleMayCreate

    func findings(in context: SafetyContext) -> [Finding] {
        let roles = (context.requestRoles + [context.loginRole]).uniqued()
        let actors = Set(roles.flatMap { context.roleGraph.rights(of: $0) })
        let schemas = context.catalog.schemas.flatMap { schema in
            findings(in: schema, .schema(schema.name), word: "schema", actors: actors)
        }
        let database = context.catalog.database.map { database in
            findings(in: database, .database(database.name), word: "database", actors: actors)
        }
        return schemas + (database ?? [])
    }

    private func findings(
        in container: Container, _ object: SafetyObject, word: String, actors: Set<String>
    ) -> [Finding] {
        let consequence = "may create objects in it, which can take the place of others by a search path."
        var findings = container.grants
            .filter { $0.privilege == "CREATE" && ($0.role == "public" || actors.contains($0.role)) }
            .map(\.role).uniqued()
            .map { role in
                Finding(
                    code: code, severity: .error, object: object, message: "\(role) \(consequence)",
                    mend: "revoke create on \(word) \(container.name.sqlName) from \(role.sqlRole);")
            }
        if actors.contains(container.owner) {
            findings.append(
                Finding(
                    code: code, severity: .error, object: object,
                    message: "\(container.owner) owns it, and so \(consequence) Give it another owner."))
        }
        return findings
    }
}
