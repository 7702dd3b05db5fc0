// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import JSON
import Mapping
import SQL

/// What can be asked of one root field that answers rows, and values that a row of it has.
struct OddTable {
    let root: String
    let table: MappedTable
    let isConnection: Bool
    private let schema: Schema

    /// The root fields that answer many rows, in the order of the schema.
    static func all(of mapping: Mapping) -> [OddTable] {
        guard case .object(let query)? = mapping.schema.queryTypeName.flatMap({ mapping.schema.type(named: $0) }) else {
            return []
        }
        return query.fields.compactMap { field in
            guard let root = mapping.queryFields[field.name], let table = mapping.tables[root.targetType] else {
                return nil
            }
            switch root.kind {
            case .connection:
                return OddTable(root: field.name, table: table, isConnection: true, schema: mapping.schema)
            case .list:
                return OddTable(root: field.name, table: table, isConnection: false, schema: mapping.schema)
            case .find, .aggregate, .node: return nil
            }
        }
    }

    /// The columns that a client sees.
    var columns: [(name: String, column: MappedColumn)] {
        guard case .object(let type)? = schema.type(named: table.typeName) else { return [] }
        return type.fields.compactMap { field in
            guard case .column(let column)? = table.fields[field.name] else { return nil }
            return (field.name, column)
        }
    }

    /// The rows of the root field with the arguments: `things(first: 1) { nodes { … } }`.
    func reading(_ selection: String, _ arguments: String = "") -> String {
        isConnection
            ? "\(root)\(arguments) { totalCount nodes { \(selection) } }" : "\(root)\(arguments) { \(selection) }"
    }

    /// The rows of an answer.
    func rows(_ answer: JSON) -> [JSON]? {
        (isConnection ? answer["data"]?[root]?["nodes"] : answer["data"]?[root])?.arrayValue
    }

    /// A condition on one field by one operator.
    struct Condition {
        let field: String
        let column: MappedColumn
        let comparison: String
        let type: TypeRef
    }

    /// Every operator of every column in the filter.
    var conditions: [Condition] {
        inputFields(table.typeName + "Filter").flatMap { entry -> [Condition] in
            guard case .column(let column)? = table.fields[entry.name] else { return [] }
            return inputFields(entry.type.namedType).map {
                Condition(field: entry.name, column: column, comparison: $0.name, type: $0.type)
            }
        }
    }

    /// Filters over relations, which ask for what every row has.
    var relationFilters: [String] {
        inputFields(table.typeName + "Filter").flatMap { entry -> [String] in
            guard case .relation(let relation)? = table.fields[entry.name] else { return [] }
            switch relation.shape {
            case .one: return ["{\(entry.name): {}}", "{not: {\(entry.name): {}}}"]
            case .list, .connection: return ["some", "none", "every"].map { "{\(entry.name): {\($0): {}}}" }
            }
        }
    }

    /// The fields that an order can begin with: columns, and the first column of rows that they refer to.
    var orders: [(_ direction: String) -> String] {
        inputFields(table.typeName + "OrderBy").compactMap { entry -> ((String) -> String)? in
            switch table.fields[entry.name] {
            case .column?: return { "{\(entry.name): \($0)}" }
            case .relation?:
                guard
                    let first = inputFields(entry.type.namedType).first(where: {
                        $0.type.namedType == "OrderDirection"
                    })
                else { return nil }
                return { "{\(entry.name): {\(first.name): \($0)}}" }
            case .mixed?, .aggregate?, .computed?, nil: return nil
            }
        }
    }

    private func inputFields(_ name: String) -> [InputValueType] {
        guard case .inputObject(let type)? = schema.type(named: name) else { return [] }
        return type.fields
    }
}
