// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage

/// Names of the variables that are given to `first`, `last` or `atMost` anywhere in a document.
///
/// A page's size stands in the SQL as a number, so that PostgreSQL plans for it.
package func pagingVariables(of document: Document) -> Set<String> {
    variables(givenTo: ["first", "last", "atMost"], in: document)
}

/// Names of the variables that are given to arguments of these names anywhere in a document.
func variables(givenTo arguments: Set<String>, in document: Document) -> Set<String> {
    var names: Set<String> = []
    var pending: [SelectionSet] = document.definitions.compactMap { definition in
        switch definition {
        case .operation(let operation): operation.selectionSet
        case .fragment(let fragment): fragment.selectionSet
        case .schema, .schemaExtension, .directive, .type, .typeExtension: nil
        }
    }
    while let selectionSet = pending.popLast() {
        for selection in selectionSet.selections {
            switch selection {
            case .field(let field):
                for argument in field.arguments where arguments.contains(argument.name.value) {
                    if case .variable(let variable) = argument.value { names.insert(variable.name.value) }
                }
                if let inner = field.selectionSet { pending.append(inner) }
            case .inlineFragment(let fragment): pending.append(fragment.selectionSet)
            case .fragmentSpread: break
            }
        }
    }
    return names
}
