// SPDX-License-Identifier: Apache-2.0

/// `schema { query: Query }`, also as an extension. Specification: "SchemaDefinition", "SchemaExtension".
public struct SchemaDefinition: Sendable {
    public var description: Description?
    public var directives: [Directive]
    public var operationTypes: [OperationTypeDefinition]
    public var range: SourceRange

    public init(
        description: Description? = nil, directives: [Directive] = [], operationTypes: [OperationTypeDefinition] = [],
        range: SourceRange = .none
    ) {
        self.description = description
        self.directives = directives
        self.operationTypes = operationTypes
        self.range = range
    }
}

/// `query: Query`. Specification: "RootOperationTypeDefinition".
public struct OperationTypeDefinition: Sendable {
    public var operation: OperationType
    public var type: NamedTypeReference
    public var range: SourceRange

    public init(operation: OperationType, type: NamedTypeReference, range: SourceRange = .none) {
        self.operation = operation
        self.type = type
        self.range = range
    }
}

/// What follows the keyword of a type definition: the six kinds of named type.
/// Specification: "TypeDefinition". An extension has the same parts, without a description.
public struct TypeDefinition: Sendable {
    public var description: Description?
    public var name: Name
    public var directives: [Directive]
    public var kind: Kind
    public var range: SourceRange

    public init(
        description: Description? = nil, name: Name, directives: [Directive] = [], kind: Kind,
        range: SourceRange = .none
    ) {
        self.description = description
        self.name = name
        self.directives = directives
        self.kind = kind
        self.range = range
    }

    /// The part in which the kinds differ.
    public enum Kind: Sendable {
        case scalar
        case object(interfaces: [NamedTypeReference], fields: [FieldDefinition])
        case interface(interfaces: [NamedTypeReference], fields: [FieldDefinition])
        case union(members: [NamedTypeReference])
        case `enum`(values: [EnumValueDefinition])
        case inputObject(fields: [InputValueDefinition])
    }
}

/// A field of an object or interface type. Specification: "FieldDefinition".
public struct FieldDefinition: Sendable {
    public var description: Description?
    public var name: Name
    public var arguments: [InputValueDefinition]
    public var type: TypeReference
    public var directives: [Directive]
    public var range: SourceRange

    public init(
        description: Description? = nil, name: Name, arguments: [InputValueDefinition] = [], type: TypeReference,
        directives: [Directive] = [], range: SourceRange = .none
    ) {
        self.description = description
        self.name = name
        self.arguments = arguments
        self.type = type
        self.directives = directives
        self.range = range
    }
}

/// An argument's or an input field's definition. Specification: "InputValueDefinition".
public struct InputValueDefinition: Sendable {
    public var description: Description?
    public var name: Name
    public var type: TypeReference
    public var defaultValue: Value?
    public var directives: [Directive]
    public var range: SourceRange

    public init(
        description: Description? = nil, name: Name, type: TypeReference, defaultValue: Value? = nil,
        directives: [Directive] = [], range: SourceRange = .none
    ) {
        self.description = description
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
        self.directives = directives
        self.range = range
    }
}

/// One value of an enum. Specification: "EnumValueDefinition".
public struct EnumValueDefinition: Sendable {
    public var description: Description?
    public var name: Name
    public var directives: [Directive]
    public var range: SourceRange

    public init(
        description: Description? = nil, name: Name, directives: [Directive] = [], range: SourceRange = .none
    ) {
        self.description = description
        self.name = name
        self.directives = directives
        self.range = range
    }
}

/// `directive @name on …`. Specification: "DirectiveDefinition".
public struct DirectiveDefinition: Sendable {
    public var description: Description?
    public var name: Name
    public var arguments: [InputValueDefinition]
    public var isRepeatable: Bool
    /// Names as written; whether each is a location of the specification is checked by the parser.
    public var locations: [Name]
    public var range: SourceRange

    public init(
        description: Description? = nil, name: Name, arguments: [InputValueDefinition] = [],
        isRepeatable: Bool = false, locations: [Name], range: SourceRange = .none
    ) {
        self.description = description
        self.name = name
        self.arguments = arguments
        self.isRepeatable = isRepeatable
        self.locations = locations
        self.range = range
    }
}
