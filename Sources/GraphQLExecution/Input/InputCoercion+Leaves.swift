// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import JSON

// MARK: From JSON

extension InputCoercion {
    /// The value of a scalar that a variable gives. Specification: "Input Coercion" of each scalar.
    func value(of json: JSON, asScalar name: String) throws(InputFault) -> InputValue {
        let value: InputValue
        switch BuiltInScalar(rawValue: name) {
        case .int: value = try int(of: json)
        case .float: value = try float(of: json)
        case .string:
            guard case .string(let string) = json else {
                throw InputFault("String cannot represent a non string value: \(Inspection.text(for: json))")
            }
            value = .string(string)
        case .boolean:
            guard case .boolean(let boolean) = json else {
                throw InputFault("Boolean cannot represent a non boolean value: \(Inspection.text(for: json))")
            }
            value = .boolean(boolean)
        case .id: value = try id(of: json)
        case nil: value = try customScalar(named: name, untyped: InputValue(untyped: json))
        }
        try checkNullCharacter(in: value, ofScalar: name)
        return value
    }

    /// The value of an enum that a variable gives. Specification: "Enums", "Input Coercion".
    func value(of json: JSON, as type: EnumType) throws(InputFault) -> InputValue {
        guard case .string(let name) = json else {
            let shown = Inspection.text(for: json)
            throw InputFault(
                "Enum \"\(type.name)\" cannot represent non-string value: \(shown)." + didYouMean(shown, in: type))
        }
        guard type.value(named: name) != nil else {
            throw InputFault(
                "Value \"\(name)\" does not exist in \"\(type.name)\" enum." + didYouMean(name, in: type))
        }
        return .enum(name)
    }

    private func didYouMean(_ name: String, in type: EnumType) -> String {
        suggestions.didYouMean(
            "the enum value", suggesting: suggestionList(name, options: type.values.map(\.name)))
    }

    private func int(of json: JSON) throws(InputFault) -> InputValue {
        guard case .number(let text) = json, let number = Double(text), number.isWhole else {
            throw InputFault("Int cannot represent non-integer value: \(Inspection.text(for: json))")
        }
        guard let value = number.wholeInt32 else {
            throw InputFault("Int cannot represent non 32-bit signed integer value: \(Inspection.text(for: json))")
        }
        return .int(value)
    }

    private func float(of json: JSON) throws(InputFault) -> InputValue {
        guard case .number(let text) = json, let number = Double(text), number.isFinite else {
            throw InputFault("Float cannot represent non numeric value: \(Inspection.text(for: json))")
        }
        return .float(number)
    }

    private func id(of json: JSON) throws(InputFault) -> InputValue {
        switch json {
        case .string(let string): return .string(string)
        case .number(let text):
            if let digits = NumberText.integerText(ofLiteral: text) { return .string(digits) }
        case .null, .boolean, .array, .object: break
        }
        throw InputFault("ID cannot represent value: \(Inspection.text(for: json))")
    }
}

// MARK: From literals

extension InputCoercion {
    /// The value of a scalar or enum that a literal gives; it is neither null nor a variable.
    func value(
        of literal: Value, asLeaf type: NamedType, variables: [String: InputValue]
    ) throws(InputFault) -> InputValue {
        if let fault = LeafLiteral.fault(in: literal, as: type, suggestions: suggestions) { throw InputFault(fault) }
        let value: InputValue
        switch (BuiltInScalar(rawValue: type.name), literal) {
        case (.int, .int(let text, _)): value = Int32(text).map { .int($0) } ?? .null
        case (.float, .int(let text, _)), (.float, .float(let text, _)):
            value = Double(text).map { .float($0) } ?? .null
        case (nil, _):
            if case .enum = type, case .enum(let name, _) = literal { return .enum(name) }
            value = try customScalar(
                named: type.name, untyped: InputValue(untyped: literal, variables: variables) ?? .null)
        case (_, .string(let text, _, _)), (_, .int(let text, _)): value = .string(text)
        case (_, .boolean(let boolean, _)): value = .boolean(boolean)
        case (_, .variable), (_, .float), (_, .null), (_, .enum), (_, .list), (_, .object):
            throw InputFault("Expected value of type \"\(type.name)\", found \(Printer.print(literal)).")
        }
        try checkNullCharacter(in: value, ofScalar: type.name)
        return value
    }
}

// MARK: Custom scalars

extension InputCoercion {
    private func customScalar(named name: String, untyped value: InputValue) throws(InputFault) -> InputValue {
        guard let scalar = scalars[name] else { return value }
        return try scalar.parse(value)
    }

    private func checkNullCharacter(in value: InputValue, ofScalar name: String) throws(InputFault) {
        guard nullCharacter == .refused, value.containsNullCharacter else { return }
        throw InputFault("\(name) cannot represent a value with the character U+0000.")
    }
}

extension InputValue {
    /// What JSON says, for a scalar that decides itself what it means.
    init(untyped json: JSON) {
        switch json {
        case .null: self = .null
        case .boolean(let boolean): self = .boolean(boolean)
        case .number(let text): self = .number(text)
        case .string(let string): self = .string(string)
        case .array(let items): self = .list(items.map(InputValue.init(untyped:)))
        case .object(let members):
            self = .object(members.map { InputField(name: $0.name, value: InputValue(untyped: $0.value)) })
        }
    }

    /// What a literal says, for a scalar that decides itself what it means; nil for a variable that was not given.
    init?(untyped literal: Value, variables: [String: InputValue]) {
        switch literal {
        case .variable(let variable):
            guard let value = variables[variable.name.value] else { return nil }
            self = value
        case .int(let text, _), .float(let text, _): self = .number(text)
        case .string(let string, _, _): self = .string(string)
        case .boolean(let boolean, _): self = .boolean(boolean)
        case .null: self = .null
        case .enum(let name, _): self = .enum(name)
        case .list(let values, _):
            self = .list(values.map { InputValue(untyped: $0, variables: variables) ?? .null })
        case .object(let fields, _):
            self = .object(
                fields.compactMap { field in
                    InputValue(untyped: field.value, variables: variables).map {
                        InputField(name: field.name.value, value: $0)
                    }
                })
        }
    }

    /// Whether a string anywhere in it has the character U+0000.
    var containsNullCharacter: Bool {
        switch self {
        case .string(let string): string.utf8.contains(0)
        case .null, .int, .float, .boolean, .number, .enum: false
        case .list(let items): items.contains { $0.containsNullCharacter }
        case .object(let fields): fields.contains { $0.name.utf8.contains(0) || $0.value.containsNullCharacter }
        }
    }
}

extension UInt8 {
    /// Whether it is one of `0` to `9`.
    var isASCIIDigit: Bool { self &- UInt8(ascii: "0") < 10 }
}
