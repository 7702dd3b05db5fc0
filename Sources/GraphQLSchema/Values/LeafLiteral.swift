// SPDX-License-Identifier: Apache-2.0

public import GraphQLLanguage

/// Literals of scalars and enums. Specification: "Input Coercion" of each.
public enum LeafLiteral {
    /// Why a literal other than null or a variable is no value of a scalar or enum; nil if it is one.
    ///
    /// A custom scalar takes any literal: what it means is for the service to say. For other kinds of type there is
    /// nothing to tell: nil.
    public static func fault(in value: Value, as type: NamedType, suggestions: Suggestions) -> String? {
        switch type {
        case .scalar(let scalar): BuiltInScalar(rawValue: scalar.name).flatMap { fault(in: value, as: $0) }
        case .enum(let type): fault(in: value, as: type, suggestions: suggestions)
        case .object, .interface, .union, .inputObject: nil
        }
    }

    private static func fault(in value: Value, as scalar: BuiltInScalar) -> String? {
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

    private static func fault(in value: Value, as type: EnumType, suggestions: Suggestions) -> String? {
        if case .enum(let name, _) = value, type.value(named: name) != nil { return nil }
        let text = Printer.print(value)
        let suggestion = suggestions.didYouMean(
            "the enum value", suggesting: suggestionList(text, options: type.values.map(\.name)))
        if case .enum = value { return "Value \"\(text)\" does not exist in \"\(type.name)\" enum.\(suggestion)" }
        return "Enum \"\(type.name)\" cannot represent non-enum value: \(text).\(suggestion)"
    }
}
