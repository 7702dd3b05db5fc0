// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Literals fit the types of their positions.
///
/// Specification: "Values of Correct Type", with "All Variable Usages Are Allowed" for OneOf input objects.
struct ValuesOfCorrectTypeRule: ValidationRule {
    static let name = "ValuesOfCorrectType"
    static let interests: Set<NodeKind> = [.operation, .value, .objectField]

    /// Variables of the operation that was entered last, and where it stands.
    private var variables: [String: VariableDefinition] = [:]
    private var operationIndex = 0
    /// Lists and objects open inside one that was judged as a whole; what they hold is not looked at.
    private var judgedDepth = 0

    mutating func enter(_ operation: OperationDefinition, in context: inout ValidationContext) {
        operationIndex = context.definitionIndex
        variables = Dictionary(
            operation.variables.map { ($0.variable.name.value, $0) }, uniquingKeysWith: { _, last in last })
    }

    mutating func enter(_ value: Value, in context: inout ValidationContext) {
        switch value {
        case .list:
            if judgedDepth > 0 {
                judgedDepth += 1
            } else if case .list? = context.types.parentInputType?.nullable {
                break
            } else {
                judge(value, in: &context)
                judgedDepth = 1
            }
        case .object(let fields, _):
            if judgedDepth > 0 {
                judgedDepth += 1
            } else if case .inputObject(let type)? = context.types.namedInputType {
                check(fields, of: value, as: type, in: &context)
            } else {
                judge(value, in: &context)
                judgedDepth = 1
            }
        case .null:
            guard judgedDepth == 0, let type = context.types.inputType, type.isNonNull else { break }
            context.report(Self.self, "Expected value of type \"\(type)\", found null.", at: value.range)
        case .int, .float, .string, .boolean, .enum:
            if judgedDepth == 0 { judge(value, in: &context) }
        case .variable:
            break
        }
    }

    mutating func leave(_ value: Value, in context: inout ValidationContext) {
        switch value {
        case .list, .object: judgedDepth = max(0, judgedDepth - 1)
        case .variable, .int, .float, .string, .boolean, .null, .enum: break
        }
    }

    func enter(_ field: ObjectField, in context: inout ValidationContext) {
        guard judgedDepth == 0, context.types.inputType == nil, let parent = context.types.parentInputType,
            case .inputObject(let type)? = context.schema.type(named: parent.namedType)
        else { return }
        let name = field.name.value
        let suggestions = context.options.suggestions
        context.report(
            Self.self,
            "Field \"\(name)\" is not defined by type \"\(type.name)\"."
                + suggestions.didYouMean(name, among: type.fields.map(\.name)),
            at: field.range)
    }

    /// Reports a literal that is not one of the leaf type expected.
    private func judge(_ value: Value, in context: inout ValidationContext) {
        guard let expected = context.types.inputType, let type = context.types.namedInputType,
            let fault = LiteralFault(value, as: type, at: expected, context.options.suggestions)
        else { return }
        context.report(Self.self, fault.message, at: value.range)
    }

    private func check(
        _ fields: [ObjectField], of value: Value, as type: InputObjectType, in context: inout ValidationContext
    ) {
        var given: [String: Value] = [:]
        var firstName: String?
        for field in fields {
            firstName = firstName ?? field.name.value
            given[field.name.value] = field.value
        }
        for field in type.fields where field.isRequired && given[field.name] == nil {
            context.report(
                Self.self,
                "Field \"\(type.name).\(field.name)\" of required type \"\(field.type)\" was not provided.",
                at: value.range)
        }
        guard type.isOneOf else { return }
        guard given.count == 1, let name = firstName, let only = given[name] else {
            context.report(
                Self.self, "OneOf Input Object \"\(type.name)\" must specify exactly one key.", at: value.range)
            return
        }
        switch only {
        case .null:
            context.report(Self.self, "Field \"\(type.name).\(name)\" must be non-null.", at: value.range)
        case .variable(let variable):
            guard isNullable(variable.name.value, in: context) else { break }
            context.report(
                Self.self,
                "Variable \"\(variable.name.value)\" must be non-nullable to be used for OneOf Input Object "
                    + "\"\(type.name)\".",
                at: value.range)
        case .int, .float, .string, .boolean, .enum, .list, .object:
            break
        }
    }

    /// Whether the variable is a nullable one of the operation at hand: in a fragment, of the last operation, if that
    /// spreads the fragment. `VariablesInAllowedPosition` looks at every operation.
    private func isNullable(_ variable: String, in context: ValidationContext) -> Bool {
        guard let definition = variables[variable], !TypeRef(definition.type).isNonNull else { return false }
        return operationIndex == context.definitionIndex
            || context.facts.fragmentsReached(from: [operationIndex]).contains(context.definitionIndex)
    }
}
