// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Writes a schema as SDL, laid out as the reference implementation does.
///
/// Built-in types and directives are left out, and of applied directives all but the built-in ones, since only those
/// are a part of the type system. A default value is written as `Schema.canonicalDefault(of:)` has it.
public struct SchemaPrinter {
    private let schema: Schema

    private init(_ schema: Schema) {
        self.schema = schema
    }

    /// The whole schema, without a newline at its end.
    public static func print(_ schema: Schema) -> String {
        SchemaPrinter(schema).text
    }

    /// The definition of one type.
    public static func print(_ type: NamedType, of schema: Schema) -> String {
        SchemaPrinter(schema).text(of: type)
    }

    /// The definition of one directive.
    public static func print(_ directive: DirectiveType, of schema: Schema) -> String {
        SchemaPrinter(schema).text(of: directive)
    }

    private var text: String {
        let directives = schema.directives.filter { BuiltInDirective(rawValue: $0.name) == nil }
        let types = schema.types.filter { BuiltInTypes.byName[$0.name] == nil }
        let all = [schemaDefinition].compactMap { $0 } + directives.map(text(of:)) + types.map(text(of:))
        return all.joined(separator: "\n\n")
    }

    /// The `schema` block; nil if it would say nothing that is not so by default.
    private var schemaDefinition: String? {
        let roots = OperationType.allCases.compactMap { operation in
            schema.rootTypeName(for: operation).map { (operation, typeName: $0) }
        }
        if schema.description == nil, roots.allSatisfy({ $0.0.defaultTypeName == $0.typeName }) { return nil }
        let lines = roots.map { "  \($0.0.rawValue): \($0.typeName)\n" }
        return description(schema.description) + "schema {\n" + lines.joined() + "}"
    }

    private func text(of directive: DirectiveType) -> String {
        description(directive.description) + "directive @\(directive.name)" + arguments(directive.arguments)
            + (directive.isRepeatable ? " repeatable" : "") + " on "
            + directive.locations.map(\.rawValue).joined(separator: " | ")
    }

    private func text(of type: NamedType) -> String {
        switch type {
        case .scalar(let type):
            let specifiedBy = type.specifiedByURL.map { " @specifiedBy(url: \(StringLiteral.text(for: $0)))" } ?? ""
            return description(type.description) + "scalar \(type.name)" + specifiedBy
        case .object(let type):
            return description(type.description) + "type \(type.name)" + interfaces(type.interfaces)
                + fields(type.fields)
        case .interface(let type):
            return description(type.description) + "interface \(type.name)" + interfaces(type.interfaces)
                + fields(type.fields)
        case .union(let type):
            let members = type.memberTypes.isEmpty ? "" : " = " + type.memberTypes.joined(separator: " | ")
            return description(type.description) + "union \(type.name)" + members
        case .enum(let type):
            return description(type.description) + "enum \(type.name)"
                + block(type.values) { ($0.description, $0.name + deprecated($0.deprecationReason)) }
        case .inputObject(let type):
            return description(type.description) + "input \(type.name)" + (type.isOneOf ? " @oneOf" : "")
                + block(type.fields) { ($0.description, inputValue($0)) }
        }
    }

    private func interfaces(_ names: [String]) -> String {
        names.isEmpty ? "" : " implements " + names.joined(separator: " & ")
    }

    private func fields(_ fields: [FieldType]) -> String {
        block(fields) { field in
            let arguments = arguments(field.arguments, indentation: "  ")
            return (
                field.description, "\(field.name)\(arguments): \(field.type)\(deprecated(field.deprecationReason))"
            )
        }
    }

    /// The parts of a type in braces; nothing for no parts.
    private func block<Part>(_ parts: [Part], _ entry: (Part) -> (description: String?, text: String)) -> String {
        guard !parts.isEmpty else { return "" }
        return " {\n" + entries(parts, indentation: "  ", entry) + "}"
    }

    /// On one line if no argument has a description.
    private func arguments(_ arguments: [InputValueType], indentation: String = "") -> String {
        if arguments.isEmpty { return "" }
        if arguments.allSatisfy({ $0.description ?? "" == "" }) {
            return "(" + arguments.map(inputValue).joined(separator: ", ") + ")"
        }
        return "(\n" + entries(arguments, indentation: "  " + indentation) { ($0.description, inputValue($0)) }
            + indentation + ")"
    }

    /// One part to a line, an empty line before each described one but the first.
    private func entries<Part>(
        _ parts: [Part], indentation: String, _ entry: (Part) -> (description: String?, text: String)
    ) -> String {
        var text = ""
        for (index, part) in parts.enumerated() {
            let entry = entry(part)
            if index > 0, entry.description != nil { text += "\n" }
            text += description(entry.description, indentation: indentation) + indentation + entry.text + "\n"
        }
        return text
    }

    private func inputValue(_ value: InputValueType) -> String {
        let defaultValue = schema.canonicalDefault(of: value).map { " = \(Printer.print($0))" } ?? ""
        return "\(value.name): \(value.type)\(defaultValue)\(deprecated(value.deprecationReason))"
    }

    private func deprecated(_ reason: String?) -> String {
        guard let reason else { return "" }
        if reason == BuiltInDirective.defaultDeprecationReason { return " @deprecated" }
        return " @deprecated(reason: \(StringLiteral.text(for: reason)))"
    }

    private func description(_ description: String?, indentation: String = "") -> String {
        guard let description else { return "" }
        let literal =
            BlockString.isPrintable(description)
            ? BlockString.text(for: description) : StringLiteral.text(for: description)
        let newline = UInt8(ascii: "\n")
        let indent = Array(indentation.utf8)
        // Lines are looked for in bytes: a character may be made of a newline and what precedes it.
        let lines = literal.utf8.split(separator: newline, omittingEmptySubsequences: false)
        return String(decoding: lines.flatMap { indent + $0 + [newline] }, as: UTF8.self)
    }
}
