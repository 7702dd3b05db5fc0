// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import Mapping

extension Mapping {
    /// Of each type, the columns by which its rows are found and referred to.
    var keyColumns: [String: Set<String>] {
        var columns: [String: Set<String>] = [:]
        for table in tables.values {
            columns[table.typeName, default: []].formUnion((table.key + table.orderingKey + table.nodeKey).map(\.name))
            for field in table.fields.values {
                switch field {
                case .column(let column) where column.scalar == .id && !column.isList:
                    columns[table.typeName, default: []].insert(column.name)
                case .relation(let relation):
                    columns[relation.targetType, default: []].formUnion(relation.targetColumns)
                case .column, .mixed, .aggregate, .computed: break
                }
            }
        }
        for root in queryFields.values {
            guard case .find(let keys) = root.kind else { continue }
            columns[root.targetType, default: []].formUnion(keys.map(\.column.name))
        }
        return columns
    }
}

extension Schema {
    /// The names of types and of enums' values, which answers hold as texts whoever's rows they tell of.
    var names: Set<String> {
        types.reduce(into: []) { names, type in
            names.insert(type.name)
            if case .enum(let type) = type { names.formUnion(type.values.map(\.name)) }
        }
    }
}
