// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import JSON

extension IntrospectionResolver {
    /// Specification: "The __Type Type".
    func value(of field: String, in type: TypeRef, _ includesDeprecated: Bool) -> ResolvedValue {
        switch type {
        case .nonNull(let inner): wrapper(field, kind: "NON_NULL", of: inner)
        case .list(let inner): wrapper(field, kind: "LIST", of: inner)
        case .named(let name):
            schema.type(named: name).map { value(of: field, in: $0, includesDeprecated) } ?? .null
        }
    }

    private func wrapper(_ field: String, kind: String, of inner: TypeRef) -> ResolvedValue {
        switch field {
        case "kind": .json(.string(kind))
        case "ofType": .introspection(.type(inner))
        default: .null
        }
    }

    private func value(of field: String, in type: NamedType, _ includesDeprecated: Bool) -> ResolvedValue {
        switch field {
        case "kind": .json(.string(type.introspectionKind))
        case "name": .json(.string(type.name))
        case "description": .optionalString(type.documentation)
        case "specifiedByURL": .optionalString(type.specifiedByURL)
        case "fields":
            .optionalList(
                type.outputFields?.filter { includesDeprecated || $0.deprecationReason == nil }
                    .map { .introspection(.field($0)) })
        case "interfaces":
            .optionalList(type.declaredInterfaces?.map { .introspection(.type(.named($0))) })
        case "possibleTypes":
            type.isAbstract
                ? .list(schema.possibleTypes(of: type.name).map { .introspection(.type(.named($0))) }) : .null
        case "enumValues":
            .optionalList(
                type.enumValues?.filter { includesDeprecated || $0.deprecationReason == nil }
                    .map { .introspection(.enumValue($0)) })
        case "inputFields":
            if case .inputObject(let object) = type { inputValues(object.fields, includesDeprecated) } else { .null }
        case "isOneOf":
            if case .inputObject(let object) = type { .json(.boolean(object.isOneOf)) } else { .null }
        default: .null
        }
    }
}

extension NamedType {
    /// The value of `__TypeKind`.
    fileprivate var introspectionKind: String {
        switch self {
        case .scalar: "SCALAR"
        case .object: "OBJECT"
        case .interface: "INTERFACE"
        case .union: "UNION"
        case .enum: "ENUM"
        case .inputObject: "INPUT_OBJECT"
        }
    }

    fileprivate var documentation: String? {
        switch self {
        case .scalar(let type): type.description
        case .object(let type): type.description
        case .interface(let type): type.description
        case .union(let type): type.description
        case .enum(let type): type.description
        case .inputObject(let type): type.description
        }
    }

    fileprivate var specifiedByURL: String? {
        if case .scalar(let type) = self { return type.specifiedByURL }
        return nil
    }

    fileprivate var outputFields: [FieldType]? {
        switch self {
        case .object(let type): type.fields
        case .interface(let type): type.fields
        case .scalar, .union, .enum, .inputObject: nil
        }
    }

    fileprivate var declaredInterfaces: [String]? {
        switch self {
        case .object(let type): type.interfaces
        case .interface(let type): type.interfaces
        case .scalar, .union, .enum, .inputObject: nil
        }
    }

    fileprivate var enumValues: [EnumValueType]? {
        if case .enum(let type) = self { return type.values }
        return nil
    }
}
