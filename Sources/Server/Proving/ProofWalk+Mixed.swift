// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import JSON
import Mapping

extension ProofWalk {
    /// The type whose rows an operation asks of a list, and all types that the list has rows of.
    struct ListedType {
        let type: String
        let all: [String]
        /// Whether fields are asked for by a fragment: the list is of an interface or union.
        let isFragment: Bool
    }

    /// A list of an interface or union is walked once for each of its types.
    func listedRows(of typeName: String) -> [ListedType] {
        guard mapping.abstractTypes[typeName] != nil else {
            return [ListedType(type: typeName, all: [typeName], isFragment: false)]
        }
        let types = schema.possibleTypes(of: typeName)
        return types.map { ListedType(type: $0, all: types, isFragment: true) }
    }

    /// Everything below the rows of one type: at once, or relation by relation where one operation may not join so much.
    func selections(of rows: ListedType, depth: Int) -> [String] {
        let whole = selection(of: rows, depth: depth)
        guard whole.count(where: { $0 == "{" }) > Self.relationsAtOnce else { return [whole] }
        return relations(of: rows.type).map { selection(of: rows, depth: depth, only: $0) }
    }

    /// The fields of the rows of one type.
    func selection(of rows: ListedType, depth: Int, only relation: String? = nil) -> String {
        let fields = selection(of: rows.type, depth: depth, only: relation)
        return rows.isFragment ? "__typename ... on \(rows.type) { \(fields) }" : fields
    }

    /// The fields of rows of each type that a relation leads to. The relation is asked for once for each type, since
    /// fields of one name may differ between types.
    func selection(of mixed: MappedMixedRelation, as field: String, depth: Int) -> String {
        schema.possibleTypes(of: mixed.targetType).map { type in
            let inner = "__typename ... on \(type) { \(selection(of: type, depth: depth)) }"
            switch mixed.shape {
            case .one, .list: return "\(field)_\(type): \(field) { \(inner) }"
            case .connection: return "\(field)_\(type): \(field)(first: 2) { totalCount nodes { \(inner) } }"
            }
        }.joined(separator: " ")
    }

    /// Values that A's rows have in the column of a field.
    func knownValues(of field: String, _ rows: ListedType) -> Set<String> {
        Set(
            rows.all.flatMap { type -> [String] in
                guard case .column(let column)? = mapping.tables[type]?.fields[field] else { return [] }
                return (own.rows[type]?.values[column.name] ?? []).map(\.text)
            })
    }
}
