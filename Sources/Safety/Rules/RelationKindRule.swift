// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Rows that belong to somebody are in a relation that can have policies: no materialized view, no foreign table.
struct RelationKindRule: SafetyRule {
    let code = SafetyCode.relationCannotHavePolicies

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.compactMap { relation, scope in
            guard scope != .public else { return nil }
            switch relation.kind {
            case .table, .partitionedTable, .view:
                return nil
            case .materializedView, .foreignTable:
                return Finding(
                    code: code, severity: .error, object: relation.object,
                    message:
                        "A \(relation.sqlKind) cannot have policies, so it shows the rows of every \(scope.rawValue). "
                        + "Map a table or a security_invoker view, or declare PUBLIC what is for everybody.")
            }
        }
    }
}
