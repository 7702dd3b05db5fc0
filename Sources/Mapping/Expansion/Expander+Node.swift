// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Gives rows an id among those of all types.
extension Expander {
    /// A type of `Node` with the interface and its field.
    func expandNode(_ type: TypeDefinition) -> TypeDefinition {
        guard let table = mapping.table(forType: type.name.value), mapping.isNode(table),
            case .object(let interfaces, let fields) = type.kind
        else { return type }
        var type = type
        type.kind = .object(
            interfaces: interfaces + [NamedTypeReference(Name(NodeNames.interface))],
            fields: [NodeNames.nodeID] + fields)
        return type
    }

    /// `node(nodeId: ID!): Node`.
    mutating func expandNodeField(_ field: inout FieldDefinition) {
        add(NodeNames.interface) { NodeNames.definition }
        field.arguments = [input(NodeNames.field, nonNull(named("ID")), "The id that a row of the API has.")]
    }
}
