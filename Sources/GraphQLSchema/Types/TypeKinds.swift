// SPDX-License-Identifier: Apache-2.0

public import GraphQLLanguage

/// Specification: "Scalars".
public struct ScalarType: Sendable {
    public var name: String
    public var description: String?
    /// `@specifiedBy(url:)`.
    public var specifiedByURL: String?
    public var appliedDirectives: [Directive]

    public init(
        name: String, description: String? = nil, specifiedByURL: String? = nil, appliedDirectives: [Directive] = []
    ) {
        self.name = name
        self.description = description
        self.specifiedByURL = specifiedByURL
        self.appliedDirectives = appliedDirectives
    }
}

/// Specification: "Objects".
public struct ObjectType: Sendable {
    public var name: String
    public var description: String?
    /// Names of the interfaces it declares to implement, in order.
    public var interfaces: [String]
    public private(set) var fields: [FieldType]
    public var appliedDirectives: [Directive]
    private let fieldIndexes: [String: Int]

    public init(
        name: String, description: String? = nil, interfaces: [String] = [], fields: [FieldType],
        appliedDirectives: [Directive] = []
    ) {
        self.name = name
        self.description = description
        self.interfaces = interfaces
        self.fields = fields
        self.appliedDirectives = appliedDirectives
        fieldIndexes = indexes(of: fields.map(\.name))
    }

    /// The field of this name; nil if there is none.
    public func field(named name: String) -> FieldType? { fieldIndexes[name].map { fields[$0] } }
}

/// Specification: "Interfaces".
public struct InterfaceType: Sendable {
    public var name: String
    public var description: String?
    /// Names of the interfaces it declares to implement, in order.
    public var interfaces: [String]
    public private(set) var fields: [FieldType]
    public var appliedDirectives: [Directive]
    private let fieldIndexes: [String: Int]

    public init(
        name: String, description: String? = nil, interfaces: [String] = [], fields: [FieldType],
        appliedDirectives: [Directive] = []
    ) {
        self.name = name
        self.description = description
        self.interfaces = interfaces
        self.fields = fields
        self.appliedDirectives = appliedDirectives
        fieldIndexes = indexes(of: fields.map(\.name))
    }

    /// The field of this name; nil if there is none.
    public func field(named name: String) -> FieldType? { fieldIndexes[name].map { fields[$0] } }
}

/// Specification: "Unions".
public struct UnionType: Sendable {
    public var name: String
    public var description: String?
    /// Names of the object types, in order.
    public var memberTypes: [String]
    public var appliedDirectives: [Directive]

    public init(
        name: String, description: String? = nil, memberTypes: [String], appliedDirectives: [Directive] = []
    ) {
        self.name = name
        self.description = description
        self.memberTypes = memberTypes
        self.appliedDirectives = appliedDirectives
    }
}

/// Specification: "Enums".
public struct EnumType: Sendable {
    public var name: String
    public var description: String?
    public private(set) var values: [EnumValueType]
    public var appliedDirectives: [Directive]
    private let valueIndexes: [String: Int]

    public init(
        name: String, description: String? = nil, values: [EnumValueType], appliedDirectives: [Directive] = []
    ) {
        self.name = name
        self.description = description
        self.values = values
        self.appliedDirectives = appliedDirectives
        valueIndexes = indexes(of: values.map(\.name))
    }

    /// The value of this name; nil if there is none.
    public func value(named name: String) -> EnumValueType? { valueIndexes[name].map { values[$0] } }
}

/// One value of an enum.
public struct EnumValueType: Sendable {
    public var name: String
    public var description: String?
    /// `@deprecated(reason:)`; nil where it is not deprecated.
    public var deprecationReason: String?
    public var appliedDirectives: [Directive]

    public init(
        name: String, description: String? = nil, deprecationReason: String? = nil,
        appliedDirectives: [Directive] = []
    ) {
        self.name = name
        self.description = description
        self.deprecationReason = deprecationReason
        self.appliedDirectives = appliedDirectives
    }
}

/// Specification: "Input Objects".
public struct InputObjectType: Sendable {
    public var name: String
    public var description: String?
    /// `@oneOf`: exactly one field must be given, and not null. Specification: "OneOf Input Objects".
    public var isOneOf: Bool
    public private(set) var fields: [InputValueType]
    public var appliedDirectives: [Directive]
    private let fieldIndexes: [String: Int]

    public init(
        name: String, description: String? = nil, isOneOf: Bool = false, fields: [InputValueType],
        appliedDirectives: [Directive] = []
    ) {
        self.name = name
        self.description = description
        self.isOneOf = isOneOf
        self.fields = fields
        self.appliedDirectives = appliedDirectives
        fieldIndexes = indexes(of: fields.map(\.name))
    }

    /// The field of this name; nil if there is none.
    public func field(named name: String) -> InputValueType? { fieldIndexes[name].map { fields[$0] } }
}

/// Positions by name, the first of equal names winning.
func indexes(of names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
}
