// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// What `@default` lets be left out, the column fills in, or a trigger may.
struct DeclaredDefaultRule: SafetyRule {
    let code = SafetyCode.declaredDefaultMissing

    func findings(in context: SafetyContext) -> [Finding] {
        context.declaredColumns.compactMap { declaration, column, relation in
            guard declaration.hasDefault, !column.hasDefault, !column.isGenerated, relation.triggerFunctions.isEmpty
            else { return nil }
            let outcome = column.isNotNull ? "an insert without it fails" : "it is null where it is left out"
            return Finding(
                code: code, severity: .warning, object: .column(column.name, of: relation.name),
                message: "\(declaration.place) has @default, but the column has no default: \(outcome). "
                    + "Take @default away, or give the column one.")
        }
    }
}
