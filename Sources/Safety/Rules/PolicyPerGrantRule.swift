// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// For each command that a request role was granted there is a permissive policy.
///
/// Without one, reads are empty and updates touch nothing, without any error: a fault that looks like missing data.
struct PolicyPerGrantRule: SafetyRule {
    let code = SafetyCode.grantWithoutPolicy

    func findings(in context: SafetyContext) -> [Finding] {
        var findings: [Finding] = []
        for (relation, scope) in context.reachable where relation.isTable && relation.hasRowSecurity {
            for role in context.requestRoles {
                for command in context.grantedCommands(on: relation, to: role) {
                    // A write to a PUBLIC table is PublicRelationReadOnlyRule's.
                    if scope == .public && command.isWrite { continue }
                    let policies = context.policies(of: relation, for: role, command)
                    guard !policies.contains(where: \.isPermissive) else { continue }
                    findings.append(
                        Finding(
                            code: code, severity: .error, object: relation.object,
                            message: "\(role) was granted \(command.privilege), but no permissive policy admits it: "
                                + command.effectWithoutPolicy,
                            mend: mend(relation, scope, role, command, in: context)))
                }
            }
        }
        return findings
    }

    /// A policy where it is known what ties rows to the request; else the grant is taken back.
    private func mend(
        _ relation: Relation, _ scope: RowScope, _ role: String, _ command: RowCommand, in context: SafetyContext
    ) -> String {
        guard let condition = scope == .public ? "true" : context.suggestedComparison(for: relation, scope: scope)
        else {
            return context.holders(of: command.privilege, on: relation, for: role)
                .map { "revoke \(command.rawValue) on \(relation.name.sql) from \($0.sqlRole);" }
                .joined(separator: "\n")
        }
        let policy = "\(relation.name.name)_\(command.rawValue)_\(role)"
        var mend = "create policy \(policy.sqlName) on \(relation.name.sql) for \(command.rawValue) to \(role.sqlRole)"
        if command != .insert { mend += "\n    using (\(condition))" }
        if command == .insert || command == .update { mend += "\n    with check (\(condition))" }
        return mend + ";"
    }
}

extension RowCommand {
    fileprivate var effectWithoutPolicy: String {
        switch self {
        case .select: "it reads nothing, without an error."
        case .insert: "each insert is refused."
        case .update: "its updates touch nothing, without an error."
        case .delete: "its deletes touch nothing, without an error."
        }
    }
}
