// SPDX-License-Identifier: Apache-2.0

public import GraphQLLanguage
public import GraphQLSchema

extension InputCoercion {
    /// The arguments that a field or directive is given, with where each part came from.
    /// Specification: "Coercing Field Arguments".
    ///
    /// - Parameters:
    ///   - nodes: the arguments as they are written.
    ///   - definitions: the arguments that there are.
    ///   - owner: where the field or directive stands, for the location of an argument that is missing.
    ///   - variables: coerced values; a variable without one is absent.
    ///   - source: the text that the nodes were parsed from.
    /// - Returns: the present arguments in the order of their definitions.
    public func arguments(
        _ nodes: [Argument], of definitions: [InputValueType], at owner: SourceRange,
        variables: [String: InputValue], source: Source?
    ) throws(GraphQLError) -> [SourcedArgument] {
        if definitions.isEmpty { return [] }
        var arguments: [SourcedArgument] = []
        for definition in definitions {
            let node = nodes.last { $0.name.value == definition.name }
            let value = try argument(node, definition, at: owner, variables: variables, source: source)
            if let value { arguments.append(SourcedArgument(name: definition.name, value: value)) }
        }
        return arguments
    }

    /// The value of one argument; nil if it is absent.
    private func argument(
        _ node: Argument?, _ definition: InputValueType, at owner: SourceRange,
        variables: [String: InputValue], source: Source?
    ) throws(GraphQLError) -> SourcedValue? {
        func fault(_ what: String, at range: SourceRange) -> GraphQLError {
            GraphQLError("Argument \"\(definition.name)\" \(what)", locations: source?.locations(of: range) ?? [])
        }
        guard let node else {
            if let value = defaultValue(of: definition) { return value }
            if definition.type.isNonNull {
                throw fault("of required type \"\(definition.type)\" was not provided.", at: owner)
            }
            return nil
        }
        var isNull = false
        switch node.value {
        case .null: isNull = true
        case .variable(let variable):
            guard let value = variables[variable.name.value] else {
                if let value = defaultValue(of: definition) { return value }
                if definition.type.isNonNull {
                    throw fault(
                        "of required type \"\(definition.type)\" was provided the variable "
                            + "\"$\(variable.name.value)\" which was not provided a runtime value.",
                        at: node.value.range)
                }
                return nil
            }
            isNull = value == .null
        case .int, .float, .string, .boolean, .enum, .list, .object: break
        }
        if isNull, definition.type.isNonNull {
            throw fault("of non-null type \"\(definition.type)\" must not be null.", at: node.value.range)
        }
        do throws(LiteralFault) {
            return try value(of: node.value, as: definition.type, variables: variables)
        } catch {
            throw fault(
                "has invalid value \(Printer.print(node.value))." + error.explanation, at: node.value.range)
        }
    }
}
