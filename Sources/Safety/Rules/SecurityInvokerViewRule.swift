// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// A mapped view reads with the rights of who asks, not with its owner's.
struct SecurityInvokerViewRule: SafetyRule {
    let code = SafetyCode.viewRunsAsOwner

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.compactMap { relation, _ in
            guard relation.kind == .view, !relation.isSecurityInvoker else { return nil }
            return Finding(
                code: code, severity: .error, object: relation.object,
                message:
                    "The view reads as its owner, \(relation.owner): the policies for the request's role do not apply.",
                mend: "alter view \(relation.name.sql) set (security_invoker = true);")
        }
    }
}
