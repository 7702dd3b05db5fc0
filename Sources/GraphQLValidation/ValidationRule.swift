// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// One rule of validation: what it looks at while the document is traversed.
///
/// A rule says in `interests` which nodes it wants to see; hooks for other nodes are not called. It reports into the
/// context and goes on, so that one run shows every fault. `context.types` tells what the schema has at the node.
protocol ValidationRule {
    /// The rule's name in graphql-js, without "Rule".
    static var name: String { get }
    /// The nodes whose hooks the rule implements.
    static var interests: Set<NodeKind> { get }

    mutating func enter(_ document: Document, in context: inout ValidationContext)
    mutating func leave(_ document: Document, in context: inout ValidationContext)
    mutating func enter(_ operation: OperationDefinition, in context: inout ValidationContext)
    /// Called when the whole document has been visited, since fragments that the operation spreads use its variables
    /// and may stand after it; what it reports stands where the operation ends.
    mutating func leave(_ operation: OperationDefinition, in context: inout ValidationContext)
    mutating func enter(_ fragment: FragmentDefinition, in context: inout ValidationContext)
    mutating func enter(_ variable: VariableDefinition, in context: inout ValidationContext)
    mutating func enter(_ selectionSet: SelectionSet, in context: inout ValidationContext)
    mutating func enter(_ field: Field, in context: inout ValidationContext)
    mutating func leave(_ field: Field, in context: inout ValidationContext)
    mutating func enter(_ spread: FragmentSpread, in context: inout ValidationContext)
    mutating func enter(_ fragment: InlineFragment, in context: inout ValidationContext)
    mutating func enter(_ directive: Directive, in context: inout ValidationContext)
    mutating func leave(_ directive: Directive, in context: inout ValidationContext)
    mutating func enter(_ argument: Argument, in context: inout ValidationContext)
    mutating func enter(_ reference: NamedTypeReference, in context: inout ValidationContext)
    mutating func enter(_ value: Value, in context: inout ValidationContext)
    mutating func leave(_ value: Value, in context: inout ValidationContext)
    mutating func enter(_ field: ObjectField, in context: inout ValidationContext)
    /// A node of a type system definition that directives are applied to. Such definitions are never executable, yet
    /// graphql-js reports the rest of their faults beside that one.
    mutating func enter(_ node: TypeSystemNode, in context: inout ValidationContext)
}

/// The kinds of node that rules have hooks for.
enum NodeKind: Int, CaseIterable {
    case document, operation, fragmentDefinition, variableDefinition, selectionSet, field, fragmentSpread,
        inlineFragment, directive, argument, namedType, value, objectField, typeSystemNode
}

/// A node of a type system definition with the directives applied to it.
struct TypeSystemNode {
    /// The type that the node defines or extends; nil for `schema` and for parts of a type.
    var typeName: String?
    var location: DirectiveLocation
    var directives: [Directive]
}

extension ValidationRule {
    mutating func enter(_ document: Document, in context: inout ValidationContext) {}
    mutating func leave(_ document: Document, in context: inout ValidationContext) {}
    mutating func enter(_ operation: OperationDefinition, in context: inout ValidationContext) {}
    mutating func leave(_ operation: OperationDefinition, in context: inout ValidationContext) {}
    mutating func enter(_ fragment: FragmentDefinition, in context: inout ValidationContext) {}
    mutating func enter(_ variable: VariableDefinition, in context: inout ValidationContext) {}
    mutating func enter(_ selectionSet: SelectionSet, in context: inout ValidationContext) {}
    mutating func enter(_ field: Field, in context: inout ValidationContext) {}
    mutating func leave(_ field: Field, in context: inout ValidationContext) {}
    mutating func enter(_ spread: FragmentSpread, in context: inout ValidationContext) {}
    mutating func enter(_ fragment: InlineFragment, in context: inout ValidationContext) {}
    mutating func enter(_ directive: Directive, in context: inout ValidationContext) {}
    mutating func leave(_ directive: Directive, in context: inout ValidationContext) {}
    mutating func enter(_ argument: Argument, in context: inout ValidationContext) {}
    mutating func enter(_ reference: NamedTypeReference, in context: inout ValidationContext) {}
    mutating func enter(_ value: Value, in context: inout ValidationContext) {}
    mutating func leave(_ value: Value, in context: inout ValidationContext) {}
    mutating func enter(_ field: ObjectField, in context: inout ValidationContext) {}
    mutating func enter(_ node: TypeSystemNode, in context: inout ValidationContext) {}
}
