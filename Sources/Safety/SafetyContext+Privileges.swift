// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// The four commands that row security governs.
enum RowCommand: String, CaseIterable {
    case select, insert, update, delete

    /// The privilege's name, as grants have it.
    var privilege: String { rawValue.uppercased() }

    var isWrite: Bool { self != .select }

    /// Whether a policy of this kind applies to the command.
    func isCovered(by command: PolicyCommand) -> Bool {
        switch command {
        case .all: true
        case .select: self == .select
        case .insert: self == .insert
        case .update: self == .update
        case .delete: self == .delete
        }
    }
}

extension SafetyContext {
    /// Those through which a role holds the privilege on the whole relation or some columns of it: itself, a role that
    /// it inherits from, `public`. The owner's own rights do not count.
    func holders(of privilege: String, on relation: Relation, for role: String) -> [String] {
        let sources = roleGraph.rights(of: role)
        return relation.grants
            .filter { $0.privilege == privilege && ($0.role == "public" || sources.contains($0.role)) }
            .map(\.role)
            .uniqued()
    }

    /// Those through which request roles hold any of the privileges on a relation, by name, each with what it holds.
    func holders(
        ofAny privileges: [String], on relation: Relation
    ) -> [(holder: String, privileges: [String])] {
        var held: [String: [String]] = [:]
        for privilege in privileges {
            let holders = requestRoles.flatMap { self.holders(of: privilege, on: relation, for: $0) }
            for holder in holders.uniqued() { held[holder, default: []].append(privilege) }
        }
        return held.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The commands that a role was granted on a relation.
    func grantedCommands(on relation: Relation, to role: String) -> [RowCommand] {
        RowCommand.allCases.filter { !holders(of: $0.privilege, on: relation, for: role).isEmpty }
    }

    /// The policies that bind or admit a role in a command.
    func policies(of relation: Relation, for role: String, _ command: RowCommand) -> [Policy] {
        let rights = roleGraph.rights(of: role)
        return relation.policies.filter { policy in
            command.isCovered(by: policy.command)
                && policy.roles.contains { $0 == "public" || rights.contains($0) }
        }
    }

    /// Request roles that may execute a function.
    func requestRolesExecuting(_ function: Function) -> [String] {
        requestRoles.filter { role in
            let rights = roleGraph.rights(of: role)
            return function.executors.contains { $0 == "public" || rights.contains($0) }
        }
    }
}

extension Sequence where Element: Hashable {
    /// The elements without repetitions, in order.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
