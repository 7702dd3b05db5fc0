// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The arguments of lists of an interface or union.
extension Expander {
    /// `where` and `orderBy` over what the types have in common; nothing of a union, and of an interface what it can.
    mutating func sharedArguments(_ typeName: String) -> [InputValueDefinition] {
        let columns = mapping.sharedColumns(of: typeName)
        var arguments: [InputValueDefinition] = []
        let conditions = columns.compactMap { shared in
            FilterExpansion.filterName(of: shared.column).map { input(shared.name, named($0), shared.description) }
        }
        if !conditions.isEmpty {
            add(FilterExpansion.filterName(typeName)) { FilterExpansion.filter(typeName, conditions) }
            for shared in columns { requestFilter(of: shared.column) }
            arguments.append(ConnectionExpansion.filterArgument(typeName))
        }
        let keys = columns.filter { OrderExpansion.isKey($0.column) }.map { shared in
            input(shared.name, named(OrderExpansion.directionName), shared.description)
        }
        if !keys.isEmpty {
            add(OrderExpansion.orderName(typeName)) { OrderExpansion.order(typeName, keys) }
            add(OrderExpansion.directionName) { OrderExpansion.direction() }
            arguments.append(ConnectionExpansion.orderArgument(typeName))
        }
        return arguments
    }
}
