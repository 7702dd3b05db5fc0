// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// No two variables of an operation have the same name.
///
/// Specification: "Variable Uniqueness".
struct UniqueVariableNamesRule: ValidationRule {
    static let name = "UniqueVariableNames"
    static let interests: Set<NodeKind> = [.operation]

    func enter(_ operation: OperationDefinition, in context: inout ValidationContext) {
        for names in repeated(operation.variables.map(\.variable.name)) {
            context.report(
                Self.self, "There can be only one variable named \"$\(names[0].value)\".", at: names.map(\.range))
        }
    }
}
