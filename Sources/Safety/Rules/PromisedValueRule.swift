// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// A field that promises a value (`!`, `required`) has a column that rules out NULL.
struct PromisedValueRule: SafetyRule {
    let code = SafetyCode.promisedValueNullable

    func findings(in context: SafetyContext) -> [Finding] {
        context.declaredColumns.compactMap { declaration, column, relation in
            guard declaration.promisesValue, !column.isNotNull else { return nil }
            return Finding(
                code: code, severity: .warning, object: .column(column.name, of: relation.name),
                message: "\(declaration.place) promises a value, but the column may be null: such a row is answered "
                    + "with an error. Take the promise back, or let the column keep it.",
                mend: "alter table \(relation.name.sql) alter column \(column.name.sqlName) set not null;")
        }
    }
}
