// SPDX-License-Identifier: Apache-2.0

public import GraphQLLanguage

/// A field of an object or interface type.
public struct FieldType: Sendable {
    public var name: String
    public var description: String?
    public var arguments: [InputValueType]
    public var type: TypeRef
    /// `@deprecated(reason:)`; nil where it is not deprecated.
    public var deprecationReason: String?
    public var appliedDirectives: [Directive]
    /// The definition in the SDL, for messages about it.
    public var range: SourceRange

    public init(
        name: String, description: String? = nil, arguments: [InputValueType] = [], type: TypeRef,
        deprecationReason: String? = nil, appliedDirectives: [Directive] = [], range: SourceRange = .none
    ) {
        self.name = name
        self.description = description
        self.arguments = arguments
        self.type = type
        self.deprecationReason = deprecationReason
        self.appliedDirectives = appliedDirectives
        self.range = range
    }

    /// The argument of this name; nil if there is none.
    public func argument(named name: String) -> InputValueType? { arguments.first { $0.name == name } }

    /// The meta-field `__typename: String!`. Specification: "Type Name Introspection".
    public static let typename = FieldType(
        name: "__typename", description: "The name of the current Object type at runtime.",
        type: .nonNull(.named("String")))

    /// The meta-field `__schema: __Schema!`. Specification: "Schema Introspection".
    public static let schema = FieldType(
        name: "__schema", description: "Access the current type schema of this server.",
        type: .nonNull(.named("__Schema")))

    /// The meta-field `__type(name: String!): __Type`. Specification: "Schema Introspection".
    public static let type = FieldType(
        name: "__type", description: "Request the type information of a single type.",
        arguments: [InputValueType(name: "name", type: .nonNull(.named("String")))], type: .named("__Type"))
}

/// An argument of a field or directive, or a field of an input object.
public struct InputValueType: Sendable {
    public var name: String
    public var description: String?
    public var type: TypeRef
    /// As it is written; its coerced form is computed where it is used.
    public var defaultValue: Value?
    /// `@deprecated(reason:)`; nil where it is not deprecated.
    public var deprecationReason: String?
    public var appliedDirectives: [Directive]
    /// The definition in the SDL, for messages about it.
    public var range: SourceRange

    public init(
        name: String, description: String? = nil, type: TypeRef, defaultValue: Value? = nil,
        deprecationReason: String? = nil, appliedDirectives: [Directive] = [], range: SourceRange = .none
    ) {
        self.name = name
        self.description = description
        self.type = type
        self.defaultValue = defaultValue
        self.deprecationReason = deprecationReason
        self.appliedDirectives = appliedDirectives
        self.range = range
    }

    /// Whether a value must be given. Specification: "Required Arguments".
    public var isRequired: Bool { type.isNonNull && defaultValue == nil }
}

/// A directive's definition. Specification: "Type System Directives".
public struct DirectiveType: Sendable {
    public var name: String
    public var description: String?
    public var arguments: [InputValueType]
    public var isRepeatable: Bool
    public var locations: [DirectiveLocation]

    public init(
        name: String, description: String? = nil, arguments: [InputValueType] = [], isRepeatable: Bool = false,
        locations: [DirectiveLocation]
    ) {
        self.name = name
        self.description = description
        self.arguments = arguments
        self.isRepeatable = isRepeatable
        self.locations = locations
    }

    /// The argument of this name; nil if there is none.
    public func argument(named name: String) -> InputValueType? { arguments.first { $0.name == name } }
}

/// Where a directive may stand. Specification: "DirectiveLocation".
public enum DirectiveLocation: String, Sendable, Hashable, CaseIterable {
    case query = "QUERY"
    case mutation = "MUTATION"
    case subscription = "SUBSCRIPTION"
    case field = "FIELD"
    case fragmentDefinition = "FRAGMENT_DEFINITION"
    case fragmentSpread = "FRAGMENT_SPREAD"
    case inlineFragment = "INLINE_FRAGMENT"
    case variableDefinition = "VARIABLE_DEFINITION"
    case schema = "SCHEMA"
    case scalar = "SCALAR"
    case object = "OBJECT"
    case fieldDefinition = "FIELD_DEFINITION"
    case argumentDefinition = "ARGUMENT_DEFINITION"
    case interface = "INTERFACE"
    case union = "UNION"
    case `enum` = "ENUM"
    case enumValue = "ENUM_VALUE"
    case inputObject = "INPUT_OBJECT"
    case inputFieldDefinition = "INPUT_FIELD_DEFINITION"
}
