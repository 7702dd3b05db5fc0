// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage
import Mapping

/// Names of the variables that are given to an argument `nodeId` anywhere in a document.
///
/// The type that an id names decides which table is read.
package func nodeVariables(of document: Document) -> Set<String> {
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
                for argument in field.arguments where argument.name.value == NodeNames.field {
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
