// SPDX-License-Identifier: Apache-2.0

public import GraphQLLanguage

/// A named type of a schema. Specification: "Types".
///
/// Indirect, because types are looked up and copied all the time, and each is many words wide.
public indirect enum NamedType: Sendable {
    case scalar(ScalarType)
    case object(ObjectType)
    case interface(InterfaceType)
    case union(UnionType)
    case `enum`(EnumType)
    case inputObject(InputObjectType)

    public var name: String {
        switch self {
        case .scalar(let type): type.name
        case .object(let type): type.name
        case .interface(let type): type.name
        case .union(let type): type.name
        case .enum(let type): type.name
        case .inputObject(let type): type.name
        }
    }

    /// Specification: "Input and Output Types", `IsInputType`.
    public var isInput: Bool {
        switch self {
        case .scalar, .enum, .inputObject: true
        case .object, .interface, .union: false
        }
    }

    /// Specification: "Input and Output Types", `IsOutputType`.
    public var isOutput: Bool {
        switch self {
        case .scalar, .object, .interface, .union, .enum: true
        case .inputObject: false
        }
    }

    /// Whether a selection of this type takes no selection set.
    public var isLeaf: Bool {
        switch self {
        case .scalar, .enum: true
        case .object, .interface, .union, .inputObject: false
        }
    }

    /// Whether a selection of this type needs a selection set.
    public var isComposite: Bool {
        switch self {
        case .object, .interface, .union: true
        case .scalar, .enum, .inputObject: false
        }
    }

    /// Whether a value's object type is known only when the value is.
    public var isAbstract: Bool {
        switch self {
        case .interface, .union: true
        case .object, .scalar, .enum, .inputObject: false
        }
    }
}

/// A type with its wrappers, as fields, arguments and variables have it. Specification: "Wrapping Types".
public indirect enum TypeRef: Sendable, Hashable {
    case named(String)
    case list(TypeRef)
    /// The wrapped type is never itself non-null.
    case nonNull(TypeRef)

    /// The type that an AST reference writes.
    public init(_ reference: TypeReference) {
        switch reference {
        case .named(let named): self = .named(named.name.value)
        case .list(let inner, _): self = .list(TypeRef(inner))
        case .nonNull(let inner, _): self = .nonNull(TypeRef(inner))
        }
    }

    /// The name inside all wrappers.
    public var namedType: String {
        switch self {
        case .named(let name): name
        case .list(let inner), .nonNull(let inner): inner.namedType
        }
    }

    public var isNonNull: Bool {
        if case .nonNull = self { return true }
        return false
    }

    /// The type without its outermost non-null wrapper, if it has one.
    public var nullable: TypeRef {
        if case .nonNull(let inner) = self { return inner }
        return self
    }
}

extension TypeRef: CustomStringConvertible {
    /// As SDL writes it: `[String!]!`.
    public var description: String {
        switch self {
        case .named(let name): name
        case .list(let inner): "[\(inner)]"
        case .nonNull(let inner): "\(inner)!"
        }
    }
}
