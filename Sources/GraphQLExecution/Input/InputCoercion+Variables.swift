// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage
package import GraphQLSchema
package import JSON

/// What a request's variables came to: values to execute with, or what is wrong with them.
package enum VariableCoercion: Sendable {
    /// The variables that have a value, given or by default; the others are absent.
    case values([String: InputValue])
    /// At least one error, at most `InputCoercion.maximumVariableErrors` and one that says that there are more.
    case errors([GraphQLError])
}

extension InputCoercion {
    /// How many faults of variables are reported before the rest is left unread.
    package static let maximumVariableErrors = 50

    /// The values of an operation's variables. Specification: "Coercing Variable Values".
    ///
    /// - Parameters:
    ///   - json: the request's `variables`: an object or null. Names that the operation does not declare are ignored.
    ///   - source: the text that the operation was parsed from, for the errors' locations.
    package func variables(
        of operation: OperationDefinition, from json: JSON, source: Source?
    ) -> VariableCoercion {
        let members: [JSONMember]
        switch json {
        case .object(let given): members = given
        case .null: members = []
        case .boolean, .number, .string, .array:
            return .errors([GraphQLError("Variables must be provided as an object.", kind: .variables)])
        }
        let given = Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        var values: [String: InputValue] = [:]
        var faults = VariableFaults(source: source)
        do throws(VariableFaults.LimitReached) {
            for definition in operation.variables {
                let name = definition.variable.name.value
                values[name] = try value(ofVariable: definition, given: given[name], faults: &faults)
            }
        } catch {
            faults.addLimit()
        }
        return faults.errors.isEmpty ? .values(values) : .errors(faults.errors)
    }

    private func value(
        ofVariable definition: VariableDefinition, given: JSON?, faults: inout VariableFaults
    ) throws(VariableFaults.LimitReached) -> InputValue? {
        let name = definition.variable.name.value
        let type = TypeRef(definition.type)
        guard schema.type(named: type.namedType)?.isInput == true else {
            try faults.add(
                "Variable \"$\(name)\" expected value of type \"\(type)\" which cannot be used as an input type.",
                at: definition.type.range)
            return nil
        }
        guard let given else {
            if let literal = definition.defaultValue {
                do throws(LiteralFault) {
                    return try value(of: literal, as: type, variables: [:]).value
                } catch {
                    try faults.add(
                        "Variable \"$\(name)\" has invalid default value \(Printer.print(literal))."
                            + error.explanation, at: literal.range)
                }
            } else if type.isNonNull {
                try faults.add(
                    "Variable \"$\(name)\" of required type \"\(type)\" was not provided.", at: definition.range)
            }
            return nil
        }
        if given.isNull, type.isNonNull {
            try faults.add(
                "Variable \"$\(name)\" of non-null type \"\(type)\" must not be null.", at: definition.range)
            return nil
        }
        faults.begin(definition)
        return try value(of: given, as: type, faults: &faults)
    }
}
