// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// Gives rows an id among those of all types.
extension Expander {
    /// A type whose rows are found by an id, with its field and with `Node`; an interface of such types with the field.
    func expandNode(_ type: TypeDefinition) -> TypeDefinition {
        var type = type
        switch type.kind {
        case .object(let interfaces, let fields):
            guard let table = mapping.table(forType: type.name.value), mapping.isNode(table) else { return type }
            type.kind = .object(
                interfaces: interfaces
                    + (mapping.servesNodes ? [NamedTypeReference(Name(NodeNames.interface))] : []),
                fields: [NodeNames.nodeID] + fields)
        case .interface(let interfaces, let fields):
            guard mapping.isNode(interface: type.name.value, implementing: interfaces.map(\.name.value)) else {
                return type
            }
            type.kind = .interface(interfaces: interfaces, fields: [NodeNames.nodeID] + fields)
        case .scalar, .union, .enum, .inputObject: break
        }
        return type
    }

    /// `node(nodeId: ID!): Node`.
    mutating func expandNodeField(_ field: inout FieldDefinition) {
        if mapping.abstractTypes[field.type.innermost.name.value] == nil {
            add(NodeNames.interface) { NodeNames.definition }
        }
        field.arguments = [input(NodeNames.field, nonNull(named("ID")), "The id that a row of the API has.")]
    }
}
