// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// What is declared PUBLIC is written by no request.
struct PublicRelationReadOnlyRule: SafetyRule {
    let code = SafetyCode.publicRelationWritable

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.flatMap { relation, scope -> [Finding] in
            guard scope == .public else { return [] }
            let writing = RowCommand.allCases.filter(\.isWrite).map(\.privilege)
            return context.holders(ofAny: writing, on: relation).map { holder, names in
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
