// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The definitions of a valid SDL, each with its extensions: what the schema is assembled from.
struct SchemaParts: Sendable {
    /// The schema definition, if there is one, then its extensions.
    private(set) var schemaDefinitions: [Located<SchemaDefinition>] = []
    /// The definition that names the root types; without one they are known by convention.
    private(set) var schemaDefinition: Located<SchemaDefinition>?
    private(set) var directives: [Located<DirectiveDefinition>] = []
    /// Types in the order of their definitions.
    private(set) var types: [TypeParts] = []
    private var typeIndexes: [String: Int] = [:]

    init(_ sdl: SDL) {
        var schemaExtensions: [Located<SchemaDefinition>] = []
        var extensions: [String: [Located<TypeDefinition>]] = [:]
        for definition in sdl.definitions {
            let document = definition.document
            switch definition.node {
            case .schema(let schema):
                schemaDefinitions.append(Located(node: schema, document: document))
                schemaDefinition = Located(node: schema, document: document)
            case .schemaExtension(let schema):
                schemaExtensions.append(Located(node: schema, document: document))
            case .directive(let directive):
                directives.append(Located(node: directive, document: document))
            case .type(let type):
                typeIndexes[type.name.value] = types.count
                types.append(TypeParts(definition: Located(node: type, document: document)))
            case .typeExtension(let type):
                extensions[type.name.value, default: []].append(Located(node: type, document: document))
            case .operation, .fragment:
                break
            }
        }
        schemaDefinitions += schemaExtensions
        for index in types.indices {
            types[index].extensions = extensions[types[index].name] ?? []
        }
    }

    func type(named name: String) -> TypeParts? { typeIndexes[name].map { types[$0] } }

    /// The name of the root type for a kind of operation: what the schema definition says; where there is none, the
    /// type with the default name, or what an extension of the schema says.
    func rootTypeName(for operation: OperationType) -> String? {
        if schemaDefinition == nil, typeIndexes[operation.defaultTypeName] != nil { return operation.defaultTypeName }
        return rootTypeMention(for: operation)?.node.name.value
    }

    /// Where a schema definition or extension names the root type for a kind of operation.
    func rootTypeMention(for operation: OperationType) -> Located<NamedTypeReference>? {
        for definition in schemaDefinitions {
            if let mention = definition.node.operationTypes.first(where: { $0.operation == operation }) {
                return Located(node: mention.type, document: definition.document)
            }
        }
        return nil
    }
}

/// The definition of a type with its extensions.
struct TypeParts: Sendable {
    var definition: Located<TypeDefinition>
    /// Of the same kind as the definition.
    var extensions: [Located<TypeDefinition>] = []

    init(definition: Located<TypeDefinition>) {
        self.definition = definition
    }

    var name: String { definition.node.name.value }

    /// The definition, then its extensions.
    var all: [Located<TypeDefinition>] { [definition] + extensions }

    /// The places of the definition and its extensions.
    var places: [Place] { all.map { Place(document: $0.document, range: $0.node.range) } }

    /// The fields of an object or interface type.
    var fields: [Located<FieldDefinition>] {
        all.flatMap { part in part.node.fields.map { Located(node: $0, document: part.document) } }
    }

    /// The interfaces that an object or interface type declares to implement.
    var interfaces: [Located<NamedTypeReference>] {
        all.flatMap { part in part.node.interfaces.map { Located(node: $0, document: part.document) } }
    }

    /// The members of a union.
    var members: [Located<NamedTypeReference>] {
        all.flatMap { part in part.node.members.map { Located(node: $0, document: part.document) } }
    }

    /// The values of an enum.
    var values: [Located<EnumValueDefinition>] {
        all.flatMap { part in part.node.values.map { Located(node: $0, document: part.document) } }
    }

    /// The fields of an input object.
    var inputFields: [Located<InputValueDefinition>] {
        all.flatMap { part in part.node.inputFields.map { Located(node: $0, document: part.document) } }
    }

    var appliedDirectives: [Directive] { all.flatMap(\.node.directives) }
}

extension TypeDefinition {
    /// The fields of an object or interface type; none for another kind.
    var fields: [FieldDefinition] {
        switch kind {
        case .object(_, let fields), .interface(_, let fields): fields
        case .scalar, .union, .enum, .inputObject: []
        }
    }

    /// The interfaces of an object or interface type; none for another kind.
    var interfaces: [NamedTypeReference] {
        switch kind {
        case .object(let interfaces, _), .interface(let interfaces, _): interfaces
        case .scalar, .union, .enum, .inputObject: []
        }
    }

    /// The members of a union; none for another kind.
    var members: [NamedTypeReference] {
        switch kind {
        case .union(let members): members
        case .scalar, .object, .interface, .enum, .inputObject: []
        }
    }

    /// The values of an enum; none for another kind.
    var values: [EnumValueDefinition] {
        switch kind {
        case .enum(let values): values
        case .scalar, .object, .interface, .union, .inputObject: []
        }
    }

    /// The fields of an input object; none for another kind.
    var inputFields: [InputValueDefinition] {
        switch kind {
        case .inputObject(let fields): fields
        case .scalar, .object, .interface, .union, .enum: []
        }
    }
}
