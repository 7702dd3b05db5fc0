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
        var literal = InputLiteral(schema: schema, suggestions: suggestions)
        literal.check(value, as: TypeRef(input.type), limits: &faults)
        for fault in literal.faults {
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
    private(set) var faults: [Fault] = []

    init(schema: Schema, suggestions: Suggestions) {
        self.schema = schema
        self.suggestions = suggestions
    }

    struct Fault {
        let message: String
        /// Where within the literal, for the message: ` at .items[2]`; empty for the literal itself.
        let path: String
        let range: SourceRange
    }

    /// One literal has at most so many: each prints a part of it.
    private static let faultLimit = 100

    mutating func check(_ value: Value, as type: TypeRef, limits: inout FaultCollector) {
        check(value, as: type, at: "", limits: &limits)
    }

    /// Recurses as deep as the value and its type nest, which the parser limits.
    private mutating func check(_ value: Value, as type: TypeRef, at path: String, limits: inout FaultCollector) {
        guard faults.count < Self.faultLimit else { return }
        switch (type, value) {
        case (_, .variable):
            break
        case (.nonNull, .null):
            report("Expected value of non-null type \"\(type)\" not to be null.", at: path, value.range)
        case (.nonNull(let nullable), _):
            check(value, as: nullable, at: path, limits: &limits)
        case (_, .null):
            break
        case (.list(let item), .list(let values, _)):
            for (index, value) in values.enumerated() {
                check(value, as: item, at: "\(path)[\(index)]", limits: &limits)
            }
        case (.list(let item), _):
            check(value, as: item, at: path, limits: &limits)
        case (.named(let name), _):
            check(value, as: schema.type(named: name), at: path, limits: &limits)
        }
    }

    private mutating func check(
        _ value: Value, as type: NamedType?, at path: String, limits: inout FaultCollector
    ) {
        switch (type, value) {
        case (.inputObject(let type), .object(let fields, _)):
            check(fields, of: value, as: type, at: path, limits: &limits)
        case (.inputObject(let type), _):
            report(
                "Expected value of type \"\(type.name)\" to be an object, found: \(excerpt(of: value)).", at: path,
                value.range)
        case (.enum(let type), _):
            if case .enum(let name, _) = value, type.value(named: name) != nil { return }
            let suggestions = limits.limited(suggestions, names: type.values.count)
            if let message = LeafLiteral.fault(in: value, as: .enum(type), suggestions: suggestions) {
                report(message, at: path, value.range)
            }
        case (.scalar(let type), _):
            if let message = LeafLiteral.fault(in: value, as: .scalar(type), suggestions: suggestions) {
                report(message, at: path, value.range)
            }
        case (.object, _), (.interface, _), (.union, _), (nil, _):
            // No input types: another rule's concern.
            break
        }
    }

    private mutating func check(
        _ fields: [ObjectField], of value: Value, as type: InputObjectType, at path: String,
        limits: inout FaultCollector
    ) {
        let given = Dictionary(fields.map { ($0.name.value, $0.value) }, uniquingKeysWith: { _, last in last })
        for field in type.fields {
            if let value = given[field.name] {
                check(value, as: field.type, at: "\(path).\(field.name)", limits: &limits)
            } else if field.isRequired {
                guard faults.count < Self.faultLimit else { return }
                report(
                    "Expected value of type \"\(type.name)\" to include required field \"\(field.name)\", "
                        + "found: \(excerpt(of: value)).",
                    at: path, value.range)
            }
        }

        for field in fields where type.field(named: field.name.value) == nil {
            guard faults.count < Self.faultLimit else { return }
            let suggestion = limits.limited(suggestions, names: type.fields.count)
                .didYouMean(field.name.value, among: type.fields.map(\.name))
            report(
                "Expected value of type \"\(type.name)\" not to include unknown field \"\(field.name.value)\""
                    + (suggestion.isEmpty ? ", found" : ".\(suggestion) Found") + ": \(excerpt(of: value)).",
                at: path, field.range)
        }

        guard type.isOneOf else { return }
        let message =
            "Within OneOf Input Object type \"\(type.name)\", exactly one field must be specified, "
            + "and the value for that field must be non-null."
        let known = fields.filter { type.field(named: $0.name.value) != nil }
        if known.count != 1 {
            report(message, at: path, value.range)
        } else if let only = known.first, case .null = only.value {
            report(message, at: "\(path).\(only.name.value)", value.range)
        }
    }

    private mutating func report(_ message: String, at path: String, _ range: SourceRange) {
        faults.append(Fault(message: message, path: path.isEmpty ? "" : " at \(path)", range: range))
    }

    /// The literal as it is written, or the beginning of a very long one.
    private func excerpt(of value: Value) -> String {
        let text = Printer.print(value)
        let most = 1_000
        return text.utf8.count > most ? text.prefix(most) + "…" : text
    }
}
