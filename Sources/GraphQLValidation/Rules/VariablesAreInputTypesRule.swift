// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// A variable's type is a scalar, an enum or an input object, or a list of them.
///
/// Specification: "Variables Are Input Types".
struct VariablesAreInputTypesRule: ValidationRule {
    static let name = "VariablesAreInputTypes"
    static let interests: Set<NodeKind> = [.variableDefinition]

    func enter(_ variable: VariableDefinition, in context: inout ValidationContext) {
        guard context.schema.type(named: variable.type.innermost.name.value)?.isInput == false else { return }
        context.report(
            Self.self,
            "Variable \"$\(variable.variable.name.value)\" cannot be non-input type \"\(TypeRef(variable.type))\".",
            at: variable.type.range)
    }
}
