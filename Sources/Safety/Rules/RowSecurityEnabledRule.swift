// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// A table whose rows belong to somebody has row-level security switched on.
///
/// Policies without ENABLE are silently without effect. PostgreSQL: "Row Security Policies".
struct RowSecurityEnabledRule: SafetyRule {
    let code = SafetyCode.rowSecurityDisabled

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.compactMap { relation, scope in
            guard relation.isTable, scope != .public, !relation.hasRowSecurity else { return nil }
            return Finding(
                code: code, severity: .error, object: relation.object,
                message:
                    "Row-level security is off: whoever may read the table sees the rows of every \(scope.rawValue).",
                mend: "alter table \(relation.name.sql) enable row level security;")
        }
    }
}
