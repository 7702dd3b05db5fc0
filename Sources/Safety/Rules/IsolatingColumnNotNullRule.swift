// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// Each row belongs to somebody: the column that says to whom is NOT NULL.
struct IsolatingColumnNotNullRule: SafetyRule {
    let code = SafetyCode.isolatingColumnNullable

    func findings(in context: SafetyContext) -> [Finding] {
        context.reachable.compactMap { relation, scope in
            guard relation.isTable, let name = context.isolatingColumns[relation.name]?.name,
                let column = relation.column(name), !column.isNotNull
            else { return nil }
            return Finding(
                code: code, severity: .warning, object: .column(name, of: relation.name),
                message:
                    "A row without a \(scope.rawValue) is seen by nobody, and null in a foreign key keeps that key "
                    + "from being checked.",
                mend: "alter table \(relation.name.sql) alter column \(name.sqlName) set not null;")
        }
    }
}
