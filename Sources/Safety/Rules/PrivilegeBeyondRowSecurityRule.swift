// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Request roles hold no privilege that row-level security does not bind.
///
/// TRUNCATE empties the table for every tenant, REFERENCES probes for keys, TRIGGER runs code as whoever writes.
/// PostgreSQL: "Row Security Policies".
struct PrivilegeBeyondRowSecurityRule: SafetyRule {
    let code = SafetyCode.privilegeBeyondRowSecurity

    private static let privileges = ["TRUNCATE", "REFERENCES", "TRIGGER"]

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.flatMap { relation, _ in
            context.holders(ofAny: Self.privileges, on: relation).map { holder, names in
                let list = names.joined(separator: ", ")
                return Finding(
                    code: code, severity: .error, object: relation.object,
                    message: "\(holder) holds \(list), which row-level security does not bind.",
                    mend: "revoke \(list.lowercased()) on \(relation.name.sql) from \(holder.sqlRole);")
            }
        }
    }
}
