// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// A column that names the type which another column refers to holds nothing but names of types of the API.
struct TypeColumnValuesRule: SafetyRule {
    let code = SafetyCode.typeColumnAdmitsOthers

    func findings(in context: SafetyContext) -> [Finding] {
        context.declaredColumns.compactMap { declaration, column, relation in
            guard let values = declaration.typeValues, !Self.isNumber(column) else { return nil }
            let object = SafetyObject.column(column.name, of: relation.name)
            guard let admitted = relation.admittedTexts(of: column) else {
                return Finding(
                    code: code, severity: .warning, object: object,
                    message: "\(declaration.place) leads to a row by the type that the column names, but the column "
                        + "admits any text: of one that names none, the row is answered as absent.",
                    mend: relation.limit(column, to: values))
            }
            let others = admitted.filter { !values.contains($0) }
            guard !others.isEmpty else { return nil }
            return Finding(
                code: code, severity: .warning, object: object,
                message: "The column admits \(others.literals), which names no type of \(declaration.place): such a "
                    + "row is answered as absent. Add the type, or say in 'members' that this is its value.")
        }
    }

    private static func isNumber(_ column: Column) -> Bool {
        ["int2", "int4", "int8"].contains((column.type.base ?? column.type.name).name)
    }
}
