// SPDX-License-Identifier: Apache-2.0

/// A parsed GraphQL document. Specification: "Document".
public struct Document: Sendable {
    /// The definitions in source order; a parsed document has at least one.
    public var definitions: [Definition]
    /// The text that the ranges of this document's nodes refer to; nil for a document made by a program.
    public var source: Source?

    public init(definitions: [Definition], source: Source? = nil) {
        self.definitions = definitions
        self.source = source
    }
}

/// A top-level definition. Specification: "Definition".
public enum Definition: Sendable {
    case operation(OperationDefinition)
    case fragment(FragmentDefinition)
    case schema(SchemaDefinition)
    case schemaExtension(SchemaDefinition)
    case directive(DirectiveDefinition)
    case type(TypeDefinition)
    case typeExtension(TypeDefinition)
}

/// A name with its place. Specification: "Name".
public struct Name: Sendable {
    public var value: String
    public var range: SourceRange

    public init(_ value: String, range: SourceRange = .none) {
        self.value = value
        self.range = range
    }
}

/// Documentation of a definition, from a string or block string literal. Specification: "Description".
public struct Description: Sendable {
    public var value: String
    /// Whether the source wrote a block string.
    public var isBlock: Bool
    public var range: SourceRange

    public init(_ value: String, isBlock: Bool = true, range: SourceRange = .none) {
        self.value = value
        self.isBlock = isBlock
        self.range = range
    }
}
