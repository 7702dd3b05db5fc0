// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import JSON
import Mapping
import Planning

extension ProofWalk {
    /// The ids of B's rows, of every type: each must be a row that is not there.
    func nodes(_ field: FieldType) -> [ProofOperation] {
        schema.possibleTypes(of: field.type.namedType).flatMap { type -> [ProofOperation] in
            guard let table = mapping.tables[type] else { return [] }
            return samples(of: type).compactMap { row in
                let key = table.nodeKey.compactMap { row[$0.name].flatMap(Self.text) }
                guard !key.isEmpty, key.count == table.nodeKey.count, !isOwn(row, of: type) else { return nil }
                let isShared = isShared(row, table.nodeKey.map(\.name), of: type)
                let id = JSON.string(NodeID(typeName: type, key: key).text).text
                return operation(
                    type, "\(field.name), by the id of a row of B",
                    "\(field.name)(\(NodeNames.field): \(id)) { ... on \(type) { \(selection(of: type, depth: 1)) } }",
                    isShared ? .nothingForeign : .nothingAtAll)
            }
        }
    }

    /// The text of a column in a row that was read as JSON.
    private static func text(_ value: JSON) -> String? {
        switch value {
        case .string(let text): text
        case .number, .boolean: value.text
        case .null, .array, .object: nil
        }
    }
}
