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
    /// The interfaces and unions of which rows are found by an id.
    private var nodeTypes: Set<String> { Set(queryFields.filter(\.kind.isNode).map(\.targetType)) }

    /// Whether rows have ids among those of all types: where the author wrote `node: Node @find`, and means the engine's.
    var servesNodes: Bool {
        nodeTypes.contains(NodeNames.interface) && abstractTypes[NodeNames.interface] == nil
    }

    /// Whether an interface of the author's has the field of the id.
    func isNode(interface name: String, implementing interfaces: [String]) -> Bool {
        !nodeTypes.isDisjoint(with: [name] + interfaces)
    }

    /// Whether rows of a type have an id: where a field finds them by it, and the type has the fields of its key.
    func isNode(_ table: AuthoredTable) -> Bool { (servesNodes || isMember(table)) && hasKeyFields(table) }

    /// Whether the type is of an interface or union of the author's whose rows are found by an id.
    private func isMember(_ table: AuthoredTable) -> Bool {
        nodeTypes.contains { abstractTypes[$0]?.members.contains(table.typeName) ?? false }
    }

    private func hasKeyFields(_ table: AuthoredTable) -> Bool {
        !table.keyFieldNames.isEmpty && table.keyFieldNames.allSatisfy { table.field(named: $0)?.column != nil }
    }

    /// Fields that have the name of the one that the engine adds, and types that cannot have it.
    var nodeFaults: [MappingFault] {
        tables.compactMap { table in
            if isMember(table) && !hasKeyFields(table) {
                return MappingFault(
                    "Type '\(table.typeName)' is found by an id, but it has no field "
                        + table.keyFieldNames.map { "'\($0)'" }.joined(separator: ", ") + " to make it of.",
                    hint: "Add the field, or name the key's fields in @table(key: […]).", at: table.origin)
            }
            guard isNode(table), let field = table.field(named: NodeNames.field) else { return nil }
            return MappingFault(
                "Field '\(table.typeName).\(field.name)' has the name of a field that the engine makes for types that "
                    + "are found by an id.",
                hint: "Rename it; a column keeps its name with @column(name: \"…\").", at: field.origin)
        }
    }
}

extension AuthoredRootField.Kind {
    fileprivate var isNode: Bool {
        if case .node = self { return true }
        return false
    }
}
