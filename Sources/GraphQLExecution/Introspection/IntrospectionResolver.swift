// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import JSON

/// Answers the fields of the introspection types from a schema. Specification: "Schema Introspection".
struct IntrospectionResolver {
    let schema: Schema

    /// The value of a field of a part of the schema; null for a field that the part does not have.
    func value(of field: String, in node: IntrospectionNode, arguments: [SourcedArgument]) -> ResolvedValue {
        // The only argument of these types' fields.
        let includesDeprecated = arguments.first { $0.name == "includeDeprecated" }?.value.value == .boolean(true)
        return switch node {
        case .schema: value(ofSchema: field)
        case .type(let type): value(of: field, in: type, includesDeprecated)
        case .field(let definition): value(of: field, in: definition, includesDeprecated)
        case .inputValue(let definition): value(of: field, in: definition)
        case .enumValue(let definition): value(of: field, in: definition)
        case .directive(let definition): value(of: field, in: definition, includesDeprecated)
        }
    }

    private func value(ofSchema field: String) -> ResolvedValue {
        switch field {
        case "description": .optionalString(schema.description)
        case "types": .list(schema.types.map { .introspection(.type(.named($0.name))) })
        case "queryType": type(named: schema.queryTypeName)
        case "mutationType": type(named: schema.mutationTypeName)
        case "subscriptionType": type(named: schema.subscriptionTypeName)
        case "directives": .list(schema.directives.map { .introspection(.directive($0)) })
        default: .null
        }
    }

    private func value(
        of field: String, in definition: FieldType, _ includesDeprecated: Bool
    ) -> ResolvedValue {
        switch field {
        case "name": .json(.string(definition.name))
        case "description": .optionalString(definition.description)
        case "args": inputValues(definition.arguments, includesDeprecated)
        case "type": .introspection(.type(definition.type))
        case "isDeprecated": .json(.boolean(definition.deprecationReason != nil))
        case "deprecationReason": .optionalString(definition.deprecationReason)
        default: .null
        }
    }

    private func value(of field: String, in definition: InputValueType) -> ResolvedValue {
        switch field {
        case "name": .json(.string(definition.name))
        case "description": .optionalString(definition.description)
        case "type": .introspection(.type(definition.type))
        case "defaultValue": .optionalString(schema.canonicalDefault(of: definition).map(Printer.print))
        case "isDeprecated": .json(.boolean(definition.deprecationReason != nil))
        case "deprecationReason": .optionalString(definition.deprecationReason)
        default: .null
        }
    }

    private func value(of field: String, in definition: EnumValueType) -> ResolvedValue {
        switch field {
        case "name": .json(.string(definition.name))
        case "description": .optionalString(definition.description)
        case "isDeprecated": .json(.boolean(definition.deprecationReason != nil))
        case "deprecationReason": .optionalString(definition.deprecationReason)
        default: .null
        }
    }

    private func value(
        of field: String, in definition: DirectiveType, _ includesDeprecated: Bool
    ) -> ResolvedValue {
        switch field {
        case "name": .json(.string(definition.name))
        case "description": .optionalString(definition.description)
        case "isRepeatable": .json(.boolean(definition.isRepeatable))
        case "locations": .list(definition.locations.map { .json(.string($0.rawValue)) })
        case "args": inputValues(definition.arguments, includesDeprecated)
        default: .null
        }
    }

    private func type(named name: String?) -> ResolvedValue {
        name.map { .introspection(.type(.named($0))) } ?? .null
    }

    func inputValues(_ definitions: [InputValueType], _ includesDeprecated: Bool) -> ResolvedValue {
        .list(
            definitions.filter { includesDeprecated || $0.deprecationReason == nil }
                .map { .introspection(.inputValue($0)) })
    }
}
