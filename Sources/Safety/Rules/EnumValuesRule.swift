// SPDX-License-Identifier: Apache-2.0

internal import SQL

/// An enum of the SDL and its column admit the same values.
struct EnumValuesRule: SafetyRule {
    let code = SafetyCode.enumValuesDiffer

    func findings(in context: SafetyContext) -> [Finding] {
        context.declaredColumns.compactMap { declaration, column, relation in
            guard let enumeration = declaration.enumeration else { return nil }
            let object = SafetyObject.column(column.name, of: relation.name)
            guard let admitted = relation.admittedTexts(of: column) else {
                return Finding(
                    code: code, severity: .warning, object: object,
                    message: "\(declaration.place) is the enum \(enumeration.name), but the column admits any text: "
                        + "a row with another one is answered with an error.",
                    mend: relation.limit(column, to: enumeration.storedTexts))
            }
            let undeclared = admitted.filter { !enumeration.storedTexts.contains($0) }
            if !undeclared.isEmpty {
                return Finding(
                    code: code, severity: .warning, object: object,
                    message:
                        "The column admits \(undeclared.literals), which \(enumeration.name) (\(declaration.place)) "
                        + "does not have: such a row is answered with an error. Add it to the enum.")
            }
            let refused = enumeration.storedTexts.subtracting(admitted).sorted()
            guard !refused.isEmpty else { return nil }
            return Finding(
                code: code, severity: .warning, object: object,
                message:
                    "\(enumeration.name) (\(declaration.place)) has \(refused.literals), which the column does not "
                    + "admit: a write of it fails. Take it out of the enum, or let the column admit it.")
        }
    }
}
