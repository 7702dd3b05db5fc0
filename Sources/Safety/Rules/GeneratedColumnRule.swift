// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// A column that PostgreSQL computes is offered in no input.
struct GeneratedColumnRule: SafetyRule {
    let code = SafetyCode.generatedColumnOffered

    func findings(in context: SafetyContext) -> [Finding] {
        context.declaredColumns.compactMap { declaration, column, relation in
            guard column.isGenerated, !declaration.isServerMade else { return nil }
            return Finding(
                code: code, severity: .warning, object: .column(column.name, of: relation.name),
                message: "PostgreSQL makes the column's values, so a write that gives \(declaration.place) fails. "
                    + "Add @readOnly to the field.")
        }
    }
}
