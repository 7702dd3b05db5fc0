// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Every variable that an operation uses, also in fragments, is one that it defines.
///
/// Specification: "All Variable Uses Defined".
struct NoUndefinedVariablesRule: ValidationRule {
    static let name = "NoUndefinedVariables"
    static let interests: Set<NodeKind> = [.operation]

    func leave(_ operation: OperationDefinition, in context: inout ValidationContext) {
        let defined = Set(operation.variables.map(\.variable.name.value))
        for index in context.scopeOfOperation() {
            let usages = context.facts.variableUsages[index]
            if usages.names.isSubset(of: defined) { continue }
            for usage in usages.all where !defined.contains(usage.variable.name.value) {
                let name = usage.variable.name.value
                context.report(
                    Self.self,
                    operation.name.map { "Variable \"$\(name)\" is not defined by operation \"\($0.value)\"." }
                        ?? "Variable \"$\(name)\" is not defined.",
                    at: usage.variable.range, operation.range)
            }
        }
    }
}
