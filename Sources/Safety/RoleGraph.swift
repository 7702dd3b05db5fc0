// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Which role may act as which, from the memberships of the cluster.
struct RoleGraph: Sendable {
    /// Membership of these is worth as much as being a superuser, or lifts the grants on every table.
    static let predefinedPrivilegedRoles: Set<String> = [
        "pg_execute_server_program", "pg_read_server_files", "pg_write_server_files", "pg_read_all_data",
        "pg_write_all_data",
    ]

    private let roles: [String: Role]

    init(roles: [Role]) {
        self.roles = Dictionary(roles.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func role(_ name: String) -> Role? { roles[name] }

    /// The role itself and all whose rights it has without SET ROLE.
    func rights(of name: String) -> Set<String> {
        closure(from: name) { $0.inherits }
    }

    /// The role itself and all that it may become or whose rights it has, by whatever way.
    ///
    /// - Parameter stops: roles that are not looked behind.
    func reach(of name: String, stoppingAt stops: Set<String> = []) -> Set<String> {
        closure(from: name, stoppingAt: stops) { $0.inherits || $0.canSet || $0.isAdmin }
    }

    /// The role itself and all that it may SET ROLE to.
    func settable(from name: String) -> Set<String> {
        if let role = roles[name], role.isSuperuser { return Set(roles.keys) }
        return closure(from: name) { $0.canSet }
    }

    private func closure(
        from name: String, stoppingAt stops: Set<String> = [], following: (RoleMembership) -> Bool
    ) -> Set<String> {
        var found: Set<String> = [name]
        var pending = [name]
        while let next = pending.popLast() {
            for membership in roles[next]?.memberships ?? [] where following(membership) {
                guard !stops.contains(membership.role), found.insert(membership.role).inserted else { continue }
                pending.append(membership.role)
            }
        }
        return found
    }
}

extension Role {
    /// The attributes that let a role pass by row security, or make itself able to.
    var privilegedAttributes: [String] {
        var attributes: [String] = []
        if isSuperuser { attributes.append("SUPERUSER") }
        if bypassesRowSecurity { attributes.append("BYPASSRLS") }
        if canCreateRole { attributes.append("CREATEROLE") }
        if canReplicate { attributes.append("REPLICATION") }
        return attributes
    }
}
