// SPDX-License-Identifier: Apache-2.0

public import GraphQLLanguage

/// A complete, immutable type system. Specification: "Type System", "Schema".
///
/// Types refer to each other by name, so that the whole is a plain value: `type(named:)` follows a reference.
/// A schema built by `SchemaBuilder` has every type that it refers to; the lookups return optionals all the same.
public final class Schema: Sendable {
    public let description: String?
    /// Applied to the `schema` definition and its extensions.
    public let appliedDirectives: [Directive]
    public let queryTypeName: String?
    public let mutationTypeName: String?
    public let subscriptionTypeName: String?
    /// Every named type, built-in and introspection types included, in the order in which introspection lists them.
    public let types: [NamedType]
    /// Every directive definition, built-in ones included, in the order in which introspection lists them.
    public let directives: [DirectiveType]

    private let typesByName: [String: NamedType]
    private let directivesByName: [String: DirectiveType]
    private let possibleTypeNames: [String: [String]]
    private let possibleTypeSets: [String: Set<String>]
    private let implementingInterfaceSets: [String: Set<String>]

    /// Takes parts that are consistent (names unique, references resolved): `SchemaBuilder` checks that.
    public init(
        description: String? = nil, appliedDirectives: [Directive] = [], queryTypeName: String?,
        mutationTypeName: String? = nil, subscriptionTypeName: String? = nil, types: [NamedType],
        directives: [DirectiveType]
    ) {
        self.description = description
        self.appliedDirectives = appliedDirectives
        self.queryTypeName = queryTypeName
        self.mutationTypeName = mutationTypeName
        self.subscriptionTypeName = subscriptionTypeName
        self.types = types
        self.directives = directives
        typesByName = Dictionary(types.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        directivesByName = Dictionary(directives.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

        // What a type says it implements is an interface only in a schema without faults, and rules ask this one as well.
        let interfaces = Set(
            types.compactMap { type in
                if case .interface(let interface) = type { interface.name } else { nil }
            })
        var possible: [String: [String]] = [:]
        var implementingInterfaces: [String: Set<String>] = [:]
        for type in types {
            switch type {
            case .object(let object):
                for interface in object.interfaces where interfaces.contains(interface) {
                    possible[interface, default: []].append(object.name)
                }
            case .union(let union):
                possible[union.name] = union.memberTypes
            case .interface(let implementing):
                for interface in implementing.interfaces where interfaces.contains(interface) {
                    implementingInterfaces[interface, default: []].insert(implementing.name)
                }
            case .scalar, .enum, .inputObject:
                break
            }
        }
        possibleTypeNames = possible
        possibleTypeSets = possible.mapValues(Set.init)
        implementingInterfaceSets = implementingInterfaces
    }

    /// The type of this name; nil if there is none.
    public func type(named name: String) -> NamedType? { typesByName[name] }

    /// The directive of this name, without its `@`; nil if there is none.
    public func directive(named name: String) -> DirectiveType? { directivesByName[name] }

    /// The root type's name for a kind of operation; nil where the schema does not offer that kind.
    public func rootTypeName(for operation: OperationType) -> String? {
        switch operation {
        case .query: queryTypeName
        case .mutation: mutationTypeName
        case .subscription: subscriptionTypeName
        }
    }

    /// The object types that a value of this composite type can have, in the order of definition.
    /// Specification: "GetPossibleTypes".
    public func possibleTypes(of name: String) -> [String] {
        if case .object = typesByName[name] { return [name] }
        return possibleTypeNames[name] ?? []
    }

    /// Whether `object` is one of the possible types of the interface or union `abstract`, or that type itself.
    public func isPossibleType(_ object: String, of abstract: String) -> Bool {
        object == abstract || possibleTypeSets[abstract]?.contains(object) == true
    }

    /// Whether the object or interface type `name` is a member of, or implements, the union or interface `abstract`.
    public func isSubtype(_ name: String, of abstract: String) -> Bool {
        possibleTypeSets[abstract]?.contains(name) == true
            || implementingInterfaceSets[abstract]?.contains(name) == true
    }

    /// The definition of a field as a selection sees it, meta-fields included where they are allowed:
    /// `__typename` on every composite type, `__schema` and `__type` on the query root.
    public func field(named name: String, on parentTypeName: String) -> FieldType? {
        switch name {
        case "__typename":
            guard let parent = typesByName[parentTypeName], parent.isComposite else { return nil }
            return .typename
        case "__schema" where parentTypeName == queryTypeName: return .schema
        case "__type" where parentTypeName == queryTypeName: return .type
        default: break
        }
        switch typesByName[parentTypeName] {
        case .object(let object): return object.field(named: name)
        case .interface(let interface): return interface.field(named: name)
        case .scalar, .union, .enum, .inputObject, nil: return nil
        }
    }
}
