// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import GraphQLSchema

/// One traversal of a document for several rules: nodes in graphql-js's order, and at each node the rules in theirs.
///
/// Recursion is as deep as selection sets and values nest, which the parser limits. Once the error limit is reached
/// the rules are left out, but uses of variables are still noted: the errors about them may stand before the limit.
struct DocumentVisitor {
    var context: ValidationContext
    private var rules = SpecifiedRules.all()

    init(context: ValidationContext) {
        self.context = context
    }

    mutating func visit(_ document: Document) {
        notify(.document) { $0.enter(document, in: &$1) }
        for (index, definition) in document.definitions.enumerated() {
            context.definitionIndex = index
            switch definition {
            case .operation(let operation): visit(operation)
            case .fragment(let fragment): visit(fragment)
            case .schema(let schema), .schemaExtension(let schema): visit(schema)
            case .directive(let directive): visit(directive)
            case .type(let type), .typeExtension(let type): visit(type)
            }
        }
        checkVariables()
        notify(.document) { $0.leave(document, in: &$1) }
        context.finish()
    }

    private mutating func checkVariables() {
        var rules = SpecifiedRules.interested[NodeKind.operation.rawValue].map { self.rules[$0] }
        context.checkVariables { context, operation in
            for index in rules.indices where !context.isAborted { rules[index].leave(operation, in: &context) }
        }
    }

    /// Calls a hook of each rule that is interested in the kind of node.
    @inline(__always)
    mutating func notify(
        _ kind: NodeKind, _ hook: (inout any ValidationRule, inout ValidationContext) -> Void
    ) {
        for index in SpecifiedRules.interested[kind.rawValue] where !context.isAborted { hook(&rules[index], &context) }
    }

    private mutating func visit(_ operation: OperationDefinition) {
        context.types.enter(operation)
        notify(.operation) { $0.enter(operation, in: &$1) }
        for variable in operation.variables { visit(variable) }
        visit(operation.directives, at: DirectiveLocation(operation.type))
        visit(operation.selectionSet)
        context.noteEndOfOperation()
        context.types.leaveTypeScope()
    }

    private mutating func visit(_ variable: VariableDefinition) {
        context.isInVariableDefinition = true
        context.types.enter(variable)
        notify(.variableDefinition) { $0.enter(variable, in: &$1) }
        visit(variable.type)
        if let value = variable.defaultValue { visit(value) }
        visit(variable.directives, at: .variableDefinition)
        context.types.leaveVariable()
        context.isInVariableDefinition = false
    }

    private mutating func visit(_ fragment: FragmentDefinition) {
        context.types.enterFragment(on: fragment.typeCondition)
        notify(.fragmentDefinition) { $0.enter(fragment, in: &$1) }
        visit(fragment.typeCondition)
        visit(fragment.directives, at: .fragmentDefinition)
        visit(fragment.selectionSet)
        context.types.leaveTypeScope()
    }

    private mutating func visit(_ selectionSet: SelectionSet) {
        context.types.enter(selectionSet)
        notify(.selectionSet) { $0.enter(selectionSet, in: &$1) }
        for selection in selectionSet.selections {
            switch selection {
            case .field(let field): visit(field)
            case .fragmentSpread(let spread): visit(spread)
            case .inlineFragment(let fragment): visit(fragment)
            }
        }
        context.types.leaveSelectionSet()
    }

    private mutating func visit(_ field: Field) {
        context.types.enter(field)
        notify(.field) { $0.enter(field, in: &$1) }
        for argument in field.arguments { visit(argument) }
        visit(field.directives, at: .field)
        if let selectionSet = field.selectionSet { visit(selectionSet) }
        notify(.field) { $0.leave(field, in: &$1) }
        context.types.leaveField()
    }

    private mutating func visit(_ spread: FragmentSpread) {
        notify(.fragmentSpread) { $0.enter(spread, in: &$1) }
        visit(spread.directives, at: .fragmentSpread)
    }

    private mutating func visit(_ fragment: InlineFragment) {
        context.types.enterFragment(on: fragment.typeCondition)
        notify(.inlineFragment) { $0.enter(fragment, in: &$1) }
        if let condition = fragment.typeCondition { visit(condition) }
        visit(fragment.directives, at: .inlineFragment)
        visit(fragment.selectionSet)
        context.types.leaveTypeScope()
    }

    mutating func visit(_ directives: [Directive], at location: DirectiveLocation) {
        guard !directives.isEmpty else { return }
        context.directiveLocation = location
        for directive in directives {
            context.types.enter(directive)
            notify(.directive) { $0.enter(directive, in: &$1) }
            for argument in directive.arguments { visit(argument) }
            notify(.directive) { $0.leave(directive, in: &$1) }
            context.types.leaveDirective()
        }
        context.directiveLocation = nil
    }

    private mutating func visit(_ argument: Argument) {
        context.types.enter(argument)
        notify(.argument) { $0.enter(argument, in: &$1) }
        visit(argument.value)
        context.types.leaveArgument()
    }

    mutating func visit(_ reference: TypeReference) { visit(reference.innermost) }

    mutating func visit(_ reference: NamedTypeReference) {
        notify(.namedType) { $0.enter(reference, in: &$1) }
    }

    mutating func visit(_ value: Value) {
        switch value {
        case .variable(let variable):
            if !context.isInVariableDefinition { note(variable) }
        case .int, .float, .string, .boolean, .null, .enum:
            notify(.value) { $0.enter(value, in: &$1) }
        case .list(let items, _):
            context.types.enterList()
            notify(.value) { $0.enter(value, in: &$1) }
            for item in items { visit(item) }
            notify(.value) { $0.leave(value, in: &$1) }
            context.types.leaveInputScope()
        case .object(let fields, _):
            notify(.value) { $0.enter(value, in: &$1) }
            for field in fields {
                context.types.enter(field)
                notify(.objectField) { $0.enter(field, in: &$1) }
                visit(field.value)
                context.types.leaveInputScope()
            }
            notify(.value) { $0.leave(value, in: &$1) }
        }
    }

    private mutating func note(_ variable: Variable) {
        context.facts.variableUsages[context.definitionIndex].add(
            VariableUsage(
                variable: variable, type: context.types.inputType, inputObject: context.types.enclosingInputObject,
                hasDefaultValue: context.types.hasDefaultValue))
    }
}

extension DirectiveLocation {
    /// Where the directives of an operation stand.
    init(_ operation: OperationType) {
        switch operation {
        case .query: self = .query
        case .mutation: self = .mutation
        case .subscription: self = .subscription
        }
    }
}
