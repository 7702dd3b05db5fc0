// SPDX-License-Identifier: Apache-2.0

/// The three kinds of operation. Specification: "OperationType".
public enum OperationType: String, Sendable, Hashable, CaseIterable {
    case query, mutation, subscription
}

/// An operation of an executable document. Specification: "OperationDefinition".
public struct OperationDefinition: Sendable {
    public var description: Description?
    public var type: OperationType
    public var name: Name?
    public var variables: [VariableDefinition]
    public var directives: [Directive]
    public var selectionSet: SelectionSet
    public var range: SourceRange

    public init(
        description: Description? = nil, type: OperationType, name: Name? = nil, variables: [VariableDefinition] = [],
        directives: [Directive] = [], selectionSet: SelectionSet, range: SourceRange = .none
    ) {
        self.description = description
        self.type = type
        self.name = name
        self.variables = variables
        self.directives = directives
        self.selectionSet = selectionSet
        self.range = range
    }
}

/// A variable that an operation takes. Specification: "VariableDefinition".
public struct VariableDefinition: Sendable {
    public var description: Description?
    public var variable: Variable
    public var type: TypeReference
    public var defaultValue: Value?
    public var directives: [Directive]
    public var range: SourceRange

    public init(
        description: Description? = nil, variable: Variable, type: TypeReference, defaultValue: Value? = nil,
        directives: [Directive] = [], range: SourceRange = .none
    ) {
        self.description = description
        self.variable = variable
        self.type = type
        self.defaultValue = defaultValue
        self.directives = directives
        self.range = range
    }
}

/// The braces after an operation, a fragment or a composite field. Specification: "SelectionSet".
public struct SelectionSet: Sendable {
    public var selections: [Selection]
    public var range: SourceRange

    public init(_ selections: [Selection], range: SourceRange = .none) {
        self.selections = selections
        self.range = range
    }
}

/// One entry of a selection set. Specification: "Selection".
public enum Selection: Sendable {
    case field(Field)
    case fragmentSpread(FragmentSpread)
    case inlineFragment(InlineFragment)
}

/// A selected field. Specification: "Field".
public struct Field: Sendable {
    public var alias: Name?
    public var name: Name
    public var arguments: [Argument]
    public var directives: [Directive]
    public var selectionSet: SelectionSet?
    public var range: SourceRange

    public init(
        alias: Name? = nil, name: Name, arguments: [Argument] = [], directives: [Directive] = [],
        selectionSet: SelectionSet? = nil, range: SourceRange = .none
    ) {
        self.alias = alias
        self.name = name
        self.arguments = arguments
        self.directives = directives
        self.selectionSet = selectionSet
        self.range = range
    }

    /// The key under which the response holds the field: its alias, else its name. Specification: "Field Alias".
    public var responseKey: String { alias?.value ?? name.value }
}

/// `...Name`. Specification: "FragmentSpread".
public struct FragmentSpread: Sendable {
    public var name: Name
    public var directives: [Directive]
    public var range: SourceRange

    public init(name: Name, directives: [Directive] = [], range: SourceRange = .none) {
        self.name = name
        self.directives = directives
        self.range = range
    }
}

/// `... on Type { }`. Specification: "InlineFragment".
public struct InlineFragment: Sendable {
    public var typeCondition: NamedTypeReference?
    public var directives: [Directive]
    public var selectionSet: SelectionSet
    public var range: SourceRange

    public init(
        typeCondition: NamedTypeReference? = nil, directives: [Directive] = [], selectionSet: SelectionSet,
        range: SourceRange = .none
    ) {
        self.typeCondition = typeCondition
        self.directives = directives
        self.selectionSet = selectionSet
        self.range = range
    }
}

/// A named fragment. Specification: "FragmentDefinition".
public struct FragmentDefinition: Sendable {
    public var description: Description?
    public var name: Name
    public var typeCondition: NamedTypeReference
    public var directives: [Directive]
    public var selectionSet: SelectionSet
    public var range: SourceRange

    public init(
        description: Description? = nil, name: Name, typeCondition: NamedTypeReference, directives: [Directive] = [],
        selectionSet: SelectionSet, range: SourceRange = .none
    ) {
        self.description = description
        self.name = name
        self.typeCondition = typeCondition
        self.directives = directives
        self.selectionSet = selectionSet
        self.range = range
    }
}

/// A directive as it is applied. Specification: "Directive".
public struct Directive: Sendable {
    public var name: Name
    public var arguments: [Argument]
    public var range: SourceRange

    public init(name: Name, arguments: [Argument] = [], range: SourceRange = .none) {
        self.name = name
        self.arguments = arguments
        self.range = range
    }
}

/// `name: value`. Specification: "Argument".
public struct Argument: Sendable {
    public var name: Name
    public var value: Value
    public var range: SourceRange

    public init(name: Name, value: Value, range: SourceRange = .none) {
        self.name = name
        self.value = value
        self.range = range
    }
}
