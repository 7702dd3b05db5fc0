// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The names that Relay gives to rows of all types.
package enum NodeNames {
    /// The interface.
    package static let interface = "Node"
    /// Its field, and the argument of a field that finds a row by it.
    package static let field = "nodeId"

    /// The interface itself.
    static var definition: TypeDefinition {
        TypeDefinition(
            description: Description("A row that one id names among the rows of all types."), name: Name(interface),
            kind: .interface(interfaces: [], fields: [nodeID]))
    }

    /// The interface's field, as each of its types has it.
    static var nodeID: FieldDefinition {
        FieldDefinition(
            description: Description("Opaque; a field that answers \(interface) finds the row by it."),
            name: Name(field), type: nonNull(named("ID")))
    }
}

extension AuthoredMapping {
    /// Whether rows have ids among those of all types: where the author wrote `node: Node @find`.
    var servesNodes: Bool { queryFields.contains { $0.kind.isNode } }

    /// Whether a type is one of `Node`: where there is such a field, and the type has the fields of its key.
    func isNode(_ table: AuthoredTable) -> Bool {
        servesNodes && !table.keyFieldNames.isEmpty
            && table.keyFieldNames.allSatisfy { table.field(named: $0)?.column != nil }
    }

    /// Fields that have the name of the one that the engine adds.
    var nodeFaults: [MappingFault] {
        tables.filter(isNode).compactMap { table in
            table.field(named: NodeNames.field).map { field in
                MappingFault(
                    "Field '\(table.typeName).\(field.name)' has the name of a field that the engine makes for each "
                        + "type of \(NodeNames.interface).",
                    hint: "Rename it; a column keeps its name with @column(name: \"…\").", at: field.origin)
            }
        }
    }
}

extension AuthoredRootField.Kind {
    fileprivate var isNode: Bool {
        if case .node = self { return true }
        return false
    }
}
