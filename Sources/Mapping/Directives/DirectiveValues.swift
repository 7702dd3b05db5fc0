// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage

/// Holds the values that an author gives to the mapping language's directives against their definitions.
///
/// The rules of GraphQL for schemas look at the names of arguments alone. What is of another type would be read as if it
/// were not there.
struct DirectiveValues {
    private let arguments: [String: [InputValueDefinition]]
    private let objects: [String: [InputValueDefinition]]
    private let enums: [String: [String]]

    /// - Parameter definitions: those of the directives and of the types of their arguments.
    init(_ definitions: Document) {
        var arguments: [String: [InputValueDefinition]] = [:]
        var objects: [String: [InputValueDefinition]] = [:]
        var enums: [String: [String]] = [:]
        for definition in definitions.definitions {
            switch definition {
            case .directive(let directive): arguments[directive.name.value] = directive.arguments
            case .type(let type):
                switch type.kind {
                case .inputObject(let fields): objects[type.name.value] = fields
                case .enum(let values): enums[type.name.value] = values.map(\.name.value)
                case .scalar, .object, .interface, .union: break
                }
            case .typeExtension, .operation, .fragment, .schema, .schemaExtension: break
            }
        }
        self.arguments = arguments
        self.objects = objects
        self.enums = enums
    }

    /// A fault for each value that is not what its argument takes.
    func faults(in documents: [Document]) -> [MappingFault] {
        documents.flatMap { document in
            document.definitions.flatMap(\.appliedDirectives).flatMap { faults(in: $0, source: document.source) }
        }
    }

    private func faults(in directive: Directive, source: Source?) -> [MappingFault] {
        guard let definitions = arguments[directive.name.value] else { return [] }
        return directive.arguments.compactMap { argument in
            guard let definition = definitions.first(where: { $0.name.value == argument.name.value }) else {
                return nil
            }
            return problem(argument.value, as: definition.type).map { problem in
                MappingFault(
                    "Argument '\(argument.name.value)' of @\(directive.name.value) \(problem.text).",
                    hint: problem.hint,
                    at: Origin(source: source, range: problem.range))
            }
        }
    }

    private struct Problem {
        var text: String
        var hint: String?
        var range: SourceRange
    }

    /// The first thing that is wrong with a value; a value alone counts as a list of one, as everywhere in GraphQL.
    private func problem(_ value: Value, as type: TypeReference) -> Problem? {
        switch (type, value) {
        case (.nonNull(_, _), .null(let range)):
            return Problem(text: "may not be null", hint: nil, range: range)
        case (.nonNull(let inner, _), _): return problem(value, as: inner)
        case (_, .null): return nil
        case (.list(_, _), .list(let items, let range)) where items.isEmpty:
            return Problem(text: "is an empty list", hint: "Name something, or take the argument away.", range: range)
        case (.list(let inner, _), .list(let items, _)):
            return items.lazy.compactMap { problem($0, as: inner) }.first
        case (.list(let inner, _), _): return problem(value, as: inner)
        case (.named(let named), _): return problem(value, asNamed: named.name.value)
        }
    }

    private func problem(_ value: Value, asNamed name: String) -> Problem? {
        if let values = enums[name] {
            if case .enum(let text, _) = value, values.contains(text) { return nil }
            return Problem(
                text: "has a value that it does not know", hint: "Write \(values.joined(separator: ", or ")).",
                range: value.range)
        }
        switch (name, value) {
        case ("String", .string), ("Int", .int), ("Boolean", .boolean): return nil
        case (_, .object(let fields, _)) where objects[name] != nil:
            return fields.lazy.compactMap { problem($0, in: objects[name] ?? []) }.first
        default:
            let hint =
                switch name {
                case "String": "Write a text in double quotes."
                case "Int": "Write a whole number, without quotes."
                case "Boolean": "Write true or false, without quotes."
                default: "Write { … }."
                }
            return Problem(text: "takes another kind of value", hint: hint, range: value.range)
        }
    }

    private func problem(_ field: ObjectField, in definitions: [InputValueDefinition]) -> Problem? {
        guard let definition = definitions.first(where: { $0.name.value == field.name.value }) else {
            return Problem(
                text: "has no field '\(field.name.value)'",
                hint: "Its fields are \(definitions.map { "'\($0.name.value)'" }.joined(separator: ", ")).",
                range: field.name.range)
        }
        return problem(field.value, as: definition.type)
    }
}

extension Definition {
    /// The directives on a type, on its fields and on an enum's values: where those of the mapping language stand.
    package var appliedDirectives: [Directive] {
        switch self {
        case .type(let type), .typeExtension(let type):
            switch type.kind {
            case .object(_, let fields), .interface(_, let fields): type.directives + fields.flatMap(\.directives)
            case .enum(let values): type.directives + values.flatMap(\.directives)
            case .inputObject(let fields): type.directives + fields.flatMap(\.directives)
            case .scalar, .union: type.directives
            }
        case .operation, .fragment, .schema, .schemaExtension, .directive: []
        }
    }
}
