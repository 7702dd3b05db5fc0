// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// What several rules ask of a context.
extension SafetyContext {
    /// The SECURITY DEFINER functions that a request reaches (error) or could be made to reach, because a request role
    /// may execute them (warning).
    var judgedDefiners: [(function: Function, severity: Severity)] {
        catalog.functions.compactMap { function in
            guard function.isSecurityDefiner else { return nil }
            if functions.contains(function.name) { return (function, .error) }
            return requestRolesExecuting(function).isEmpty ? nil : (function, .warning)
        }
    }

    /// What lets a role pass by row-level security: its attributes, and each direct membership that leads to a role
    /// which is privileged or owns what requests reach.
    ///
    /// - Parameter ignored: roles that are judged on their own, and not looked behind.
    func privilegeFindings(
        _ code: SafetyCode, of role: Role, word: String, ignoring ignored: Set<String>
    ) -> [Finding] {
        var findings: [Finding] = []
        let attributes = role.privilegedAttributes
        if !attributes.isEmpty {
            findings.append(
                Finding(
                    code: code, severity: .error, object: .role(role.name),
                    message:
                        "The \(word) role is \(attributes.joined(separator: ", ")): it can pass by row-level security.",
                    mend: administers(role)
                        ? ownLogin
                        : "alter role \(role.name.sqlName) "
                            + attributes.map { "no" + $0.lowercased() }.joined(separator: " ") + ";"))
        }
        for membership in role.memberships where !ignored.contains(membership.role) {
            let reached = roleGraph.reach(of: membership.role, stoppingAt: ignored).sorted()
            guard
                let (other, reason) = reached.lazy.compactMap({ name in self.privilege(of: name).map { (name, $0) } })
                    .first
            else { continue }
            let way = other == membership.role ? "" : " by way of \(membership.role)"
            findings.append(
                Finding(
                    code: code, severity: .error, object: .role(role.name),
                    message: "The \(word) role is a member of \(other)\(way), which \(reason).",
                    mend: "revoke \(membership.role.sqlName) from \(role.name.sqlName);"))
        }
        return findings
    }

    /// Whether a role is a superuser that owns the database or something in it: one that others need as it is, such as
    /// `postgres`. To take its attributes away would mend nothing and might leave nobody who can give them back.
    private func administers(_ role: Role) -> Bool {
        role.isSuperuser
            && (catalog.database?.owner == role.name || reachable.contains { $0.relation.owner == role.name })
    }

    /// A login that may do nothing but become the roles of requests.
    private var ownLogin: String {
        let others = requestRoles.filter { $0 != loginRole }.map(\.sqlName)
        let name = "palisade_login"
        let login = "create role \(name) login noinherit;  -- and a password; then name it in the connection string"
        guard !others.isEmpty else { return login }
        return login + "\ngrant \(others.joined(separator: ", ")) to \(name);"
    }

    /// Why a role is privileged; nil if it is not.
    private func privilege(of name: String) -> String? {
        if RoleGraph.predefinedPrivilegedRoles.contains(name) { return "may read or write past all grants" }
        if let attributes = roleGraph.role(name)?.privilegedAttributes, !attributes.isEmpty {
            return "is " + attributes.joined(separator: ", ")
        }
        return reachable.first { $0.relation.owner == name }.map { "owns \($0.relation.name)" }
    }

    /// ALTER TABLE … OWNER TO a role that owns other mapped relations, or the database, and is not one that requests
    /// use; nil where there is none.
    func changeOwner(of relation: Relation) -> String? {
        let used = Set((requestRoles + [loginRole]).flatMap { roleGraph.reach(of: $0) })
        let owners = reachable.map(\.relation.owner) + [catalog.database?.owner].compactMap(\.self)
        guard let owner = owners.first(where: { !$0.isEmpty && !used.contains($0) }) else { return nil }
        return "alter \(relation.sqlKind) \(relation.name.sql) owner to \(owner.sqlName);"
    }
}
