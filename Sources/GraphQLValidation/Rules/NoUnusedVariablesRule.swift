// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Every variable that an operation defines is used, in itself or in a fragment that it spreads.
///
/// Specification: "All Variables Used".
struct NoUnusedVariablesRule: ValidationRule {
    static let name = "NoUnusedVariables"
    static let interests: Set<NodeKind> = [.operation]

    func leave(_ operation: OperationDefinition, in context: inout ValidationContext) {
        guard !operation.variables.isEmpty else { return }
        var unused = Set(operation.variables.map(\.variable.name.value))
        for index in context.scopeOfOperation() where !unused.isEmpty {
            unused.subtract(context.facts.variableUsages[index].names)
        }
        for variable in operation.variables where unused.contains(variable.variable.name.value) {
            let name = variable.variable.name.value
            context.report(
                Self.self,
                operation.name.map { "Variable \"$\(name)\" is never used in operation \"\($0.value)\"." }
                    ?? "Variable \"$\(name)\" is never used.",
                at: variable.range)
        }
    }
}
