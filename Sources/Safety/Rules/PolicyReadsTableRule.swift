// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// A policy for writes decides by the row and the request's context alone.
///
/// What a policy reads from another table is read under that table's policies, for each row, and may have changed by the
/// time that the row is written. A policy for SELECT alone may read: it decides about what it sees. So may one that reads
/// what no request role may write, since no request can be changing it. PostgreSQL: "Row Security Policies", the example
/// of mallory.
struct PolicyReadsTableRule: SafetyRule {
    let code = SafetyCode.policyReadsTable

    func findings(in context: SafetyContext) -> [Finding] {
        let writable = context.catalog.relations.filter { relation in
            context.requestRoles.contains { role in
                context.grantedCommands(on: relation, to: role).contains(where: \.isWrite)
            }
        }
        let names = Set(writable.map(\.name))
        return context.reachable.flatMap { relation, _ in
            relation.policies.filter { $0.command != .select && context.bindsRequestRole($0) }.compactMap { policy in
                let read = policy.expressions.flatMap { PolicyExpression($0).relationsRead(among: names) }
                    .filter { $0 != relation.name }.map(\.description).uniqued().sorted()
                guard !read.isEmpty else { return nil }
                return Finding(
                    code: code, severity: .warning, object: .policy(policy.name, of: relation.name),
                    message:
                        "The policy reads \(read.joined(separator: ", ")): under the policies there, for each row, "
                        + "and another transaction may be changing it. Put what it needs into the row or into the "
                        + "request's context (PALISADE_PRE_REQUEST).")
            }
        }
    }
}
