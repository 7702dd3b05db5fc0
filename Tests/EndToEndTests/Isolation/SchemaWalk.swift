// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import Mapping
import SQL

/// Operations that read every field of a schema that a role may read: generated from the mapping, so that a field that
/// is added is walked too.
struct SchemaWalk {
    /// How many relations are followed from a root field.
    private static let depth = 3

    private let mapping: Mapping
    private let readable: ReadableColumns

    /// - Parameter role: a database role; nil for one that may read everything.
    init(_ mapping: Mapping, catalog: Catalog, role: String?) {
        self.mapping = mapping
        readable = ReadableColumns(catalog: catalog, role: role)
    }

    /// The types with a column that the role may read.
    var readableTypes: Set<String> {
        Set(mapping.tables.values.filter { hasReadableField($0) }.map(\.typeName))
    }

    /// Operations for each root field that the role may read: one for each relation that leads on from it, since all
    /// of them at once would be more SQL than an operation may have.
    ///
    /// - Parameters:
    ///   - types: the types to begin at; nil for all.
    ///   - keys: values of a table's key columns to find rows by, as GraphQL literals.
    func operations(of types: Set<String>? = nil, keys: (MappedTable, [FindKey]) -> [[String]]) -> [String] {
        mapping.queryFields.sorted { $0.key < $1.key }.flatMap { name, root -> [String] in
            guard types?.contains(root.targetType) ?? true, let table = mapping.tables[root.targetType],
                hasReadableField(table),
                table.orderingKey.allSatisfy({ readable.includes($0.name, of: table.relation) })
            else { return [] }
            // Both ends of each page, since an order may put one tenant's rows before another's.
            let ways = relations(of: table).map { [$0] }
            return (ways.isEmpty ? [[]] : ways).flatMap { way in ["first", "last"].map { (way, $0) } }.flatMap {
                way, end -> [String] in
                let selection = selection(of: table, depth: Self.depth, end: end, by: way)
                switch root.kind {
                case .list: return ["{ \(name) { \(selection) } }"]
                case .node: return []
                case .aggregate: return ["{ \(name) { \(figures(of: table)) } }"]
                case .connection:
                    return [
                        "{ \(name)(\(end): 10) { totalCount edges { cursor node { \(selection) } } pageInfo { endCursor } } }"
                    ]
                case .find(let findKeys):
                    return keys(table, findKeys).map { values in
                        let arguments = zip(findKeys, values).map { "\($0.argument): \($1)" }.joined(separator: ", ")
                        return "{ \(name)(\(arguments)) { \(selection) } }"
                    }
                }
            }
        }
    }

    /// The type's fields that lead to other types.
    private func relations(of table: MappedTable) -> [String] {
        table.fields.compactMap { name, field in
            guard case .relation = field else { return nil }
            return name
        }.sorted()
    }

    /// - Parameter way: the relations to follow; nil for all.
    private func selection(of table: MappedTable, depth: Int, end: String, by way: [String]? = nil) -> String {
        guard case .object(let type)? = mapping.schema.type(named: table.typeName) else { return "__typename" }
        let fields = type.fields.compactMap { field -> String? in
            switch table.fields[field.name] {
            case .column(let column)?:
                return readable.includes(column.name, of: table.relation) ? field.name : nil
            case .relation(let relation)?:
                guard depth > 0, way?.contains(field.name) ?? true, let target = mapping.tables[relation.targetType],
                    hasReadableField(target),
                    mayJoin(relation, from: table, to: target)
                else { return nil }
                let inner = selection(of: target, depth: depth - 1, end: end)
                switch relation.shape {
                case .one, .list: return "\(field.name) { \(inner) }"
                case .connection:
                    return "\(field.name)(\(end): 2) { totalCount edges { cursor node { \(inner) } } }"
                }
            case .aggregate(let relation)?:
                // Of the root field's rows only: each type is one's, and the SQL has a bound.
                guard depth == Self.depth, let target = mapping.tables[relation.targetType], hasReadableField(target),
                    mayJoin(relation, from: table, to: target)
                else { return nil }
                return "\(field.name) { \(figures(of: target)) }"
            case .mixed?, .computed?, nil: return nil
            }
        }
        return (["__typename"] + fields).joined(separator: " ")
    }

    private func mayJoin(_ relation: MappedRelation, from table: MappedTable, to target: MappedTable) -> Bool {
        relation.ownColumns.allSatisfy { readable.includes($0, of: table.relation) }
            && relation.targetColumns.allSatisfy { readable.includes($0, of: target.relation) }
            && (relation.through?.columns ?? []).allSatisfy { column in
                relation.through.map { readable.includes(column, of: $0.relation) } ?? true
            }
    }

    /// Everything that an aggregate tells of a table's readable columns: its figures, and the keys of its groups.
    private func figures(of table: MappedTable) -> String {
        func columns(_ typeName: String) -> [String] {
            guard case .object(let type)? = mapping.schema.type(named: typeName) else { return [] }
            return type.fields.map(\.name).filter { name in
                guard case .column(let column)? = table.fields[name] else { return false }
                return readable.includes(column.name, of: table.relation)
            }
        }
        let names = AggregateNames(table.typeName)
        var parts = ["__typename count"]
        for (measure, type) in [
            ("countDistinct", names.counts), ("sum", names.sums), ("avg", names.floats), ("min", names.extremes),
            ("max", names.extremes), ("any", names.booleans),
        ] {
            let fields = columns(type)
            if !fields.isEmpty { parts.append("\(measure) { \(fields.joined(separator: " ")) }") }
        }
        guard case .inputObject(let groupBy)? = mapping.schema.type(named: names.groupBy) else {
            return parts.joined(separator: " ")
        }
        for name in columns(names.groupKey) {
            let type = groupBy.fields.first { $0.name == name }?.type.description
            let choice = type == "Boolean" ? "true" : "{unit: DAY}"
            parts.append("by_\(name): groups(by: {\(name): \(choice)}, first: 100) { key { \(name) } count }")
        }
        return parts.joined(separator: " ")
    }

    private func hasReadableField(_ table: MappedTable) -> Bool {
        table.fields.values.contains { field in
            guard case .column(let column) = field else { return false }
            return readable.includes(column.name, of: table.relation)
        }
    }
}

/// Which columns a role may read by its grants.
private struct ReadableColumns {
    private let relations: [QualifiedName: Relation]
    private let role: String?

    init(catalog: Catalog, role: String?) {
        relations = Dictionary(catalog.relations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.role = role
    }

    func includes(_ column: String, of relation: QualifiedName) -> Bool {
        guard let role else { return true }
        return (relations[relation]?.grants ?? []).contains { grant in
            [role, "public"].contains(grant.role) && grant.privilege == "SELECT"
                && (grant.column == nil || grant.column == column)
        }
    }
}
