// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema
import JSON

/// Values for the variables that an operation must be given, to plan it without a client.
enum SampleVariables {
    /// How deep required fields of input objects are followed.
    private static let maximumDepth = 8

    /// An object with the variables that are required; the others are left out, or have their defaults.
    static func json(for operation: OperationDefinition, schema: Schema) -> JSON {
        .object(
            operation.variables.compactMap { definition -> JSONMember? in
                let type = TypeRef(definition.type)
                guard type.isNonNull, definition.defaultValue == nil else { return nil }
                return JSONMember(
                    name: definition.variable.name.value, value: value(of: type, schema: schema, depth: 0))
            })
    }

    private static func value(of type: TypeRef, schema: Schema, depth: Int) -> JSON {
        switch type {
        case .nonNull(let inner): return value(of: inner, schema: schema, depth: depth)
        case .list(let inner): return .array([value(of: inner, schema: schema, depth: depth)])
        case .named(let name):
            switch schema.type(named: name) {
            case .enum(let type): return type.values.first.map { .string($0.name) } ?? .null
            case .inputObject(let type):
                guard depth < maximumDepth else { return .null }
                let given = type.isOneOf ? Array(type.fields.prefix(1)) : type.fields.filter(\.isRequired)
                return .object(
                    given.map {
                        JSONMember(name: $0.name, value: value(of: $0.type, schema: schema, depth: depth + 1))
                    })
            case .scalar, .object, .interface, .union, nil: return scalar(name)
            }
        }
    }

    private static func scalar(_ name: String) -> JSON {
        switch name {
        case "Int", "Float": JSON(1)
        case "Boolean": .boolean(true)
        case "BigInt", "Decimal": .string("1")
        case "DateTime": .string("2026-01-01T00:00:00Z")
        case "Date": .string("2026-01-01")
        case "Time": .string("08:00:00")
        case "ID", "UUID": .string("00000000-0000-4000-8000-000000000000")
        default: .string("x")
        }
    }
}
