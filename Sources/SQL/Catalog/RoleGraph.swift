// SPDX-License-Identifier: Apache-2.0

/// Which role may act as which, from the memberships of the cluster.
package struct RoleGraph: Sendable {
    private let roles: [String: Role]

    package init(roles: [Role]) {
        self.roles = Dictionary(roles.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The role of this name; nil if there is none.
    package func role(_ name: String) -> Role? { roles[name] }

    /// The role itself and all whose rights it has without SET ROLE.
    package func rights(of name: String) -> Set<String> {
        closure(from: name) { $0.inherits }
    }

    /// The role itself and all that it may become or whose rights it has, by whatever way.
    ///
    /// - Parameter stops: roles that are not looked behind.
    package func reach(of name: String, stoppingAt stops: Set<String> = []) -> Set<String> {
        closure(from: name, stoppingAt: stops) { $0.inherits || $0.canSet || $0.isAdmin }
    }

    /// The role itself and all that it may SET ROLE to.
    package func settable(from name: String) -> Set<String> {
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
