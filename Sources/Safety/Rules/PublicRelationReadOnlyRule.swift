// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// What is declared PUBLIC is written by no request.
struct PublicRelationReadOnlyRule: SafetyRule {
    let code = SafetyCode.publicRelationWritable

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.flatMap { relation, scope -> [Finding] in
            guard scope == .public else { return [] }
            var privileges: [String: [String]] = [:]
            for command in RowCommand.allCases where command.isWrite {
                let holders = context.requestRoles.flatMap {
                    context.holders(of: command.privilege, on: relation, for: $0)
                }
                for holder in holders.uniqued() { privileges[holder, default: []].append(command.privilege) }
            }
            return privileges.sorted { $0.key < $1.key }.map { holder, names in
                let list = names.joined(separator: ", ")
                return Finding(
                    code: code, severity: .error, object: relation.object,
                    message:
                        "Declared PUBLIC, yet \(holder) holds \(list): one tenant could write what all others read.",
                    mend: "revoke \(list.lowercased()) on \(relation.name.sql) from \(holder.sqlRole);")
            }
        }
    }
}
