// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Where a node stands: in which of the documents, and where within it.
struct Place: Sendable {
    /// Position in `SDL.sources`.
    var document: Int
    var range: SourceRange
}

/// A node with the document that its ranges refer to.
struct Located<Node: Sendable>: Sendable {
    var node: Node
    /// Position in `SDL.sources`.
    var document: Int
}

/// The documents of one schema, read as if they were one.
struct SDL: Sendable {
    let definitions: [Located<Definition>]
    let sources: [Source?]
    /// Type definitions by name; of equal names the last, as in the reference implementation.
    let types: [String: Located<TypeDefinition>]
    /// Names of the type definitions in source order.
    let typeNames: [String]
    /// The directives that may be applied, by name: the SDL's own, of equal names the last, and the built-in ones that
    /// it does not define.
    let directives: [String: KnownDirective]

    init(_ documents: [Document], extendsMissingRootTypes: Bool) {
        var definitions = documents.enumerated().flatMap { position, document in
            document.definitions.map { Located(node: $0, document: position) }
        }
        if extendsMissingRootTypes { Self.defineMissingRootTypes(in: &definitions) }

        var types: [String: Located<TypeDefinition>] = [:]
        var typeNames: [String] = []
        var directives = Dictionary(
            uniqueKeysWithValues: BuiltInDirective.allCases.map { ($0.rawValue, KnownDirective($0.type)) })
        for definition in definitions {
            switch definition.node {
            case .type(let type):
                types[type.name.value] = Located(node: type, document: definition.document)
                typeNames.append(type.name.value)
            case .directive(let directive):
                directives[directive.name.value] = KnownDirective(directive)
            case .operation, .fragment, .schema, .schemaExtension, .typeExtension:
                break
            }
        }
        self.definitions = definitions
        self.sources = documents.map(\.source)
        self.types = types
        self.typeNames = typeNames
        self.directives = directives
    }

    /// Turns the first extension of each root type that no document defines into its definition.
    private static func defineMissingRootTypes(in definitions: inout [Located<Definition>]) {
        var missing: Set<String> = []
        for definition in definitions {
            switch definition.node {
            case .schema(let schema), .schemaExtension(let schema):
                missing.formUnion(schema.operationTypes.map(\.type.name.value))
            case .operation, .fragment, .directive, .type, .typeExtension:
                break
            }
        }
        let namesRoots = definitions.contains { if case .schema = $0.node { true } else { false } }
        if !namesRoots { missing.formUnion(OperationType.allCases.map(\.defaultTypeName)) }
        for case .type(let type) in definitions.map(\.node) { missing.remove(type.name.value) }

        for index in definitions.indices {
            guard !missing.isEmpty else { return }
            if case .typeExtension(let type) = definitions[index].node, missing.remove(type.name.value) != nil {
                definitions[index].node = .type(type)
            }
        }
    }
}

extension OperationType {
    /// The name that a root type has unless a schema definition says otherwise.
    /// Specification: "Default Root Operation Type Names".
    var defaultTypeName: String {
        switch self {
        case .query: "Query"
        case .mutation: "Mutation"
        case .subscription: "Subscription"
        }
    }
}
