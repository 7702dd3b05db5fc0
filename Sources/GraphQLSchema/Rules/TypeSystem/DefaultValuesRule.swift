// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// A default value is one of its type. Specification: "Field Arguments", "Input Objects", "Input Coercion".
struct DefaultValuesRule: SchemaRule {
    private let schema: Schema
    private let suggestions: Suggestions

    init(_ context: SchemaRuleContext) {
        schema = context.schema
        suggestions = context.suggestions
    }

    mutating func check(_ input: InputValueDefinition, of owner: InputValueOwner, faults: inout FaultCollector) {
        guard let value = input.defaultValue else { return }
        let coordinate = owner.coordinate(of: input.name)
        let literal = InputLiteral(schema: schema, suggestions: suggestions)
        for fault in literal.faults(in: value, as: TypeRef(input.type)) {
            faults.report(
                "\(coordinate) has invalid default value\(fault.path): \(fault.message)", at: fault.range,
                by: Self.name)
        }
    }
}

/// Finds what keeps a literal without variables from being a value of an input type.
private struct InputLiteral {
    let schema: Schema
    let suggestions: Suggestions

    struct Fault {
        let message: String
        /// Where within the literal, for the message: ` at .items[2]`; empty for the literal itself.
        let path: String
        let range: SourceRange
    }

    private static let faultLimit = 100

    func faults(in value: Value, as type: TypeRef) -> [Fault] {
        var faults: [Fault] = []
        check(value, as: type, at: "", faults: &faults)
        return faults
    }

    /// Recurses as deep as the value and its type nest, which the parser limits.
    private func check(_ value: Value, as type: TypeRef, at path: String, faults: inout [Fault]) {
        func report(_ message: String) {
            faults.append(Fault(message: message, path: path.isEmpty ? "" : " at \(path)", range: value.range))
        }

        // Each fault prints a part of the literal: any number of them would make that quadratic.
        guard faults.count < Self.faultLimit else { return }
        switch (type, value) {
        case (_, .variable):
            break
        case (.nonNull, .null):
            report("Expected value of non-null type \"\(type)\" not to be null.")
        case (.nonNull(let nullable), _):
            check(value, as: nullable, at: path, faults: &faults)
        case (_, .null):
            break
        case (.list(let item), .list(let values, _)):
            for (index, value) in values.enumerated() {
                check(value, as: item, at: "\(path)[\(index)]", faults: &faults)
            }
        case (.list(let item), _):
            check(value, as: item, at: path, faults: &faults)
        case (.named(let name), _):
            guard let named = schema.type(named: name) else { return }
            guard case .inputObject(let inputObject) = named else {
                // Scalars and enums; a type that is no input type is another rule's concern.
                if let message = LeafLiteral.fault(in: value, as: named, suggestions: suggestions) { report(message) }
                return
            }
            guard case .object(let fields, _) = value else {
                report("Expected value of type \"\(type)\" to be an object, found: \(Printer.print(value)).")
                return
            }
            check(fields, of: value, as: inputObject, at: path, faults: &faults)
        }
    }

    private func check(
        _ fields: [ObjectField], of value: Value, as type: InputObjectType, at path: String, faults: inout [Fault]
    ) {
        let place = path.isEmpty ? "" : " at \(path)"
        func report(_ message: String, at range: SourceRange, path: String = place) {
            faults.append(Fault(message: message, path: path, range: range))
        }

        let given = Dictionary(fields.map { ($0.name.value, $0.value) }, uniquingKeysWith: { _, last in last })
        for field in type.fields {
            if let value = given[field.name] {
                check(value, as: field.type, at: "\(path).\(field.name)", faults: &faults)
            } else if field.isRequired {
                report(
                    "Expected value of type \"\(type.name)\" to include required field \"\(field.name)\", "
                        + "found: \(Printer.print(value)).",
                    at: value.range)
            }
        }

        for field in fields where type.field(named: field.name.value) == nil {
            guard faults.count < Self.faultLimit else { return }
            let suggestion = suggestions.didYouMean(field.name.value, among: type.fields.map(\.name))
            report(
                "Expected value of type \"\(type.name)\" not to include unknown field \"\(field.name.value)\""
                    + (suggestion.isEmpty ? ", found" : ".\(suggestion) Found") + ": \(Printer.print(value)).",
                at: field.range)
        }

        guard type.isOneOf else { return }
        let message =
            "Within OneOf Input Object type \"\(type.name)\", exactly one field must be specified, "
            + "and the value for that field must be non-null."
        let known = fields.filter { type.field(named: $0.name.value) != nil }
        if known.count != 1 {
            report(message, at: value.range)
        } else if let only = known.first, case .null = only.value {
            report(message, at: value.range, path: " at \(path).\(only.name.value)")
        }
    }
}
