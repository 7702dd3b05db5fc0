// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// Why a literal is none of a type. Specification: "Input Coercion" of scalars and enums.
struct LiteralFault {
    let message: String

    /// Nil if the literal is one of `type`.
    ///
    /// - Parameter expected: `type` with the wrappers of its position, for the message.
    init?(_ value: Value, as type: NamedType, at expected: TypeRef, _ suggestions: Suggestions) {
        switch type {
        case .scalar(let scalar):
            // A custom scalar takes any literal: its coercion is the server's.
            guard let builtIn = BuiltInScalar(rawValue: scalar.name),
                let message = Self.message(for: value, as: builtIn)
            else { return nil }
            self.message = message
        case .enum(let type):
            guard let message = Self.message(for: value, as: type, suggestions) else { return nil }
            self.message = message
        case .inputObject, .object, .interface, .union:
            message = "Expected value of type \"\(expected)\", found \(Printer.print(value))."
        }
    }

    private static func message(for value: Value, as scalar: BuiltInScalar) -> String? {
        switch (scalar, value) {
        case (.int, .int(let text, _)):
            Int32(text) == nil ? "Int cannot represent non 32-bit signed integer value: \(text)" : nil
        case (.int, _):
            "Int cannot represent non-integer value: \(Printer.print(value))"
        case (.float, .int(let text, _)), (.float, .float(let text, _)):
            Double(text)?.isFinite == true ? nil : "Float cannot represent non numeric value: \(text)"
        case (.float, _):
            "Float cannot represent non numeric value: \(Printer.print(value))"
        case (.string, .string), (.boolean, .boolean), (.id, .string), (.id, .int):
            nil
        case (.string, _):
            "String cannot represent a non string value: \(Printer.print(value))"
        case (.boolean, _):
            "Boolean cannot represent a non boolean value: \(Printer.print(value))"
        case (.id, _):
            "ID cannot represent a non-string and non-integer value: \(Printer.print(value))"
        }
    }

    private static func message(for value: Value, as type: EnumType, _ suggestions: Suggestions) -> String? {
        if case .enum(let name, _) = value, type.value(named: name) != nil { return nil }
        let text = Printer.print(value)
        let suggestion = suggestions.didYouMean(
            "the enum value", suggesting: suggestionList(text, options: type.values.map(\.name)))
        if case .enum = value {
            return "Value \"\(text)\" does not exist in \"\(type.name)\" enum.\(suggestion)"
        }
        return "Enum \"\(type.name)\" cannot represent non-enum value: \(text).\(suggestion)"
    }
}
