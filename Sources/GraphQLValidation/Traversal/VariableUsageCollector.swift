// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// One place where a variable stands for a value, and what the schema expects there.
struct VariableUsage {
    var variable: Variable
    var type: TypeRef?
    /// The input object type whose field the variable gives; nil for arguments and items of lists.
    var inputObject: String?
    var hasDefaultValue: Bool
}

/// The uses of variables in one definition.
struct VariableUsages {
    private(set) var all: [VariableUsage] = []
    /// The names of the variables used.
    private(set) var names: Set<String> = []

    mutating func add(_ usage: VariableUsage) {
        all.append(usage)
        names.insert(usage.variable.name.value)
    }
}

/// Notes every use of a variable under its definition, before the rules run: an operation's variables are used in
/// fragments that stand after it, and its errors come at its own end.
struct VariableUsageCollector: ValidationRule {
    static let name = "VariableUsageCollector"
    static let interests: Set<NodeKind> = [.document, .value]

    mutating func enter(_ document: Document, in context: inout ValidationContext) {
        context.facts.variableUsages = Array(
            repeating: VariableUsages(), count: document.definitions.count)
    }

    mutating func enter(_ value: Value, in context: inout ValidationContext) {
        guard case .variable(let variable) = value, !context.isInVariableDefinition else { return }
        context.facts.variableUsages[context.definitionIndex].add(
            VariableUsage(
                variable: variable, type: context.types.inputType, inputObject: context.types.enclosingInputObject,
                hasDefaultValue: context.types.hasDefaultValue))
    }
}
