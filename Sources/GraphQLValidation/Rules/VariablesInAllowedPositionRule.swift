// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// A variable's type fits the positions in which it is used.
///
/// Specification: "All Variable Usages Are Allowed".
struct VariablesInAllowedPositionRule: ValidationRule {
    static let name = "VariablesInAllowedPosition"
    static let interests: Set<NodeKind> = [.operation]

    /// A variable with its type, if the schema has that.
    private struct Definition {
        var node: VariableDefinition
        var type: TypeRef
    }

    func leave(_ operation: OperationDefinition, in context: inout ValidationContext) {
        guard !operation.variables.isEmpty else { return }
        var definitions: [String: Definition] = [:]
        for variable in operation.variables {
            definitions[variable.variable.name.value] = context.types.type(of: variable.type)
                .map { Definition(node: variable, type: $0) }
        }
        for index in context.scopeOfOperation() {
            let usages = context.facts.variableUsages[index]
            let areAllowed = usages.distinct.allSatisfy { usage in
                definitions[usage.variable.name.value].map { faults(of: usage, of: $0, context.schema).isEmpty } ?? true
            }
            if areAllowed { continue }
            for usage in usages.all {
                guard let definition = definitions[usage.variable.name.value] else { continue }
                report(usage, of: definition, in: &context)
            }
        }
    }

    private struct Faults: OptionSet {
        let rawValue: UInt8
        static let position = Faults(rawValue: 1)
        static let nullableInOneOf = Faults(rawValue: 2)
    }

    private func faults(of usage: VariableUsage, of definition: Definition, _ schema: Schema) -> Faults {
        guard let expected = usage.type else { return [] }
        var faults: Faults = []
        if !isAllowed(definition.type, definition.node.defaultValue, in: expected, usage.hasDefaultValue, schema) {
            faults.insert(.position)
        }
        if !definition.type.isNonNull, let parent = usage.inputObject,
            case .inputObject(let object)? = schema.type(named: parent), object.isOneOf
        {
            faults.insert(.nullableInOneOf)
        }
        return faults
    }

    private func report(_ usage: VariableUsage, of definition: Definition, in context: inout ValidationContext) {
        let faults = faults(of: usage, of: definition, context.schema)
        let (name, type) = (usage.variable.name.value, definition.type)
        if faults.contains(.position), let expected = usage.type {
            context.report(
                Self.self,
                "Variable \"$\(name)\" of type \"\(type)\" used in position expecting type \"\(expected)\".",
                at: definition.node.range, usage.variable.range)
        }
        if faults.contains(.nullableInOneOf), let parent = usage.inputObject {
            context.report(
                Self.self,
                "Variable \"$\(name)\" is of type \"\(type)\" but must be non-nullable to be used for "
                    + "OneOf Input Object \"\(parent)\".",
                at: definition.node.range, usage.variable.range)
        }
    }

    /// Specification: `IsVariableUsageAllowed`. A nullable variable may stand at a non-null position if one of the two
    /// has a default value, since a null that is given explicitly is found at execution.
    private func isAllowed(
        _ type: TypeRef, _ defaultValue: Value?, in expected: TypeRef, _ positionHasDefault: Bool, _ schema: Schema
    ) -> Bool {
        guard expected.isNonNull, !type.isNonNull else { return schema.isTypeSubTypeOf(type, expected) }
        let variableHasDefault: Bool
        switch defaultValue {
        case .null, nil: variableHasDefault = false
        case .some: variableHasDefault = true
        }
        return (variableHasDefault || positionHasDefault) && schema.isTypeSubTypeOf(type, expected.nullable)
    }
}
