// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Executable definitions are no part of a schema, but the rules that do not need one are applied to them too.
extension SDLWalker {
    mutating func visit(_ operation: OperationDefinition) {
        for variable in operation.variables {
            enter(variable.directives, on: .member)
            visit(variable.type.innermost, in: .executable)
            if let value = variable.defaultValue { call { $0.enter(value, faults: &$1) } }
            visitEach(variable.directives, at: .variableDefinition)
        }
        visitEach(operation.directives, at: operation.type.directiveLocation)
        visit(operation.selectionSet)
    }

    mutating func visit(_ fragment: FragmentDefinition) {
        visit(fragment.typeCondition, in: .executable)
        visitEach(fragment.directives, at: .fragmentDefinition)
        visit(fragment.selectionSet)
    }

    /// Recurses as deep as selection sets nest, which the parser limits.
    private mutating func visit(_ selectionSet: SelectionSet) {
        for selection in selectionSet.selections {
            switch selection {
            case .field(let field):
                enter(field.directives, on: .member)
                call { $0.enter(field, faults: &$1) }
                for argument in field.arguments { call { $0.enter(argument.value, faults: &$1) } }
                visitEach(field.directives, at: .field)
                if let selectionSet = field.selectionSet { visit(selectionSet) }
            case .fragmentSpread(let spread):
                visit(spread.directives, on: .member, at: .fragmentSpread)
            case .inlineFragment(let fragment):
                enter(fragment.directives, on: .member)
                if let type = fragment.typeCondition { visit(type, in: .executable) }
                visitEach(fragment.directives, at: .inlineFragment)
                visit(fragment.selectionSet)
            }
        }
    }
}

extension OperationType {
    fileprivate var directiveLocation: DirectiveLocation {
        switch self {
        case .query: .query
        case .mutation: .mutation
        case .subscription: .subscription
        }
    }
}
