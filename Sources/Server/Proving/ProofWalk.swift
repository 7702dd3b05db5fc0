// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import JSON
import Mapping

/// Makes the operations of a proof from the schema that A sees: every root field, every field of its rows, every filter,
/// order and cursor, every mutation.
///
/// Generated, so that a field that is added is walked too.
struct ProofWalk {
    /// How many relations are followed from a root field.
    private static let depth = 2
    /// How many relations are asked for at once; an operation may join 100 (`PlanningSettings`).
    static let relationsAtOnce = 80
    /// How many rows of B are looked for by their keys.
    private static let sampleCount = 3

    let mapping: Mapping
    let own: GroundTruth
    let foreign: GroundTruth

    var schema: Schema { mapping.schema }

    /// What reads. Cursors are B's, by root field.
    func readings(cursors: [String: String]) -> [ProofOperation] {
        guard let root = objectType(schema.queryTypeName) else { return [] }
        return root.fields.flatMap { field -> [ProofOperation] in
            if case .node? = mapping.queryFields[field.name]?.kind { return nodes(field) }
            guard let type = rowType(of: field) else { return call(field) }
            let page = page(of: field)
            return listedRows(of: type).flatMap { rows -> [ProofOperation] in
                var operations = lists(field, rows, page)
                operations += finds(field, type)
                operations += filters(field, rows, page)
                operations += searches(field, type, page)
                operations += orders(field, rows, page)
                operations += pages(field, rows, page, cursor: cursors[field.name])
                return operations
            }
        }
    }

    /// What writes, or tries to.
    func writings() -> [ProofOperation] {
        guard let root = objectType(schema.mutationTypeName) else { return [] }
        return root.fields.compactMap { field in
            guard
                let target = mapping.tables.keys.filter({ field.type.namedType.hasPrefix($0) }).max(by: {
                    $0.count < $1.count
                }),
                let sample = samples(of: target).first
            else { return nil }
            let isOwn = isShared(sample, mapping.tables[target]?.orderingKey.map(\.name) ?? [], of: target)
            func operation(_ values: ForeignValues) -> String? {
                var arguments: [String] = []
                for argument in field.arguments where argument.type.isNonNull {
                    guard let value = values.literal(argument.name, argument.type, of: target) else { return nil }
                    arguments.append("\(argument.name): \(value)")
                }
                return "mutation { \(field.name)(\(arguments.joined(separator: ", "))) { __typename } }"
            }
            guard let attempt = operation(ForeignValues(walk: self, row: sample, isDecoy: false)),
                let decoy = operation(ForeignValues(walk: self, row: sample, isDecoy: true))
            else { return nil }
            return ProofOperation(
                type: target, title: field.name, query: attempt,
                expectation: .nothingChanged(decoy: isOwn ? nil : decoy))
        }
    }

    /// The root fields that answer pages, for the cursors.
    var pagedFields: [String] {
        objectType(schema.queryTypeName)?.fields.filter { $0.argument(named: "after") != nil }.map(\.name) ?? []
    }

    // MARK: Kinds of reading

    private func lists(_ field: FieldType, _ rows: ListedType, _ page: Page?) -> [ProofOperation] {
        guard let page else { return [] }
        let ends = page.isConnection ? ["first: 10", "last: 10"] : [nil]
        return selections(of: rows, depth: Self.depth).flatMap { selection in
            ends.map { end in
                operation(
                    rows.type, field.name,
                    "\(field.name)\(end.map { "(\($0))" } ?? "") \(page.around(selection))")
            }
        }
    }

    private func finds(_ field: FieldType, _ type: String) -> [ProofOperation] {
        guard case .find(let keys)? = mapping.queryFields[field.name]?.kind else { return [] }
        return samples(of: type).compactMap { row in
            let arguments = keys.compactMap { key in
                row[key.column.name].flatMap { literal($0, of: key.column) }.map { "\(key.argument): \($0)" }
            }
            guard arguments.count == keys.count, !isOwn(row, of: type) else { return nil }
            return operation(
                type, "\(field.name), by key",
                "\(field.name)(\(arguments.joined(separator: ", "))) { \(selection(of: type, depth: 1)) }",
                isShared(row, keys.map(\.column.name), of: type) ? .nothingForeign : .nothingAtAll)
        }
    }

    private func filters(_ field: FieldType, _ rows: ListedType, _ page: Page?) -> [ProofOperation] {
        let type = rows.type
        guard let page, let filter = inputType(field.argument(named: "where")?.type.namedType),
            let table = mapping.tables[type]
        else { return [] }
        return filter.fields.compactMap { entry in
            guard case .column(let column)? = table.fields[entry.name], !column.isList,
                let comparison = inputType(entry.type.namedType), comparison.field(named: "eq") != nil
            else { return nil }
            let known = knownValues(of: entry.name, rows)
            // Only what tells B's rows from A's proves anything.
            let value = (foreign.rows[type]?.values[column.name] ?? []).lazy.compactMap { value -> String? in
                guard case .string(let text) = value, !known.contains(value.text),
                    !rows.all.contains(where: { own.rows[$0]?.texts.contains(text) ?? false })
                else { return nil }
                return Self.literal(value)
            }.first
            guard let value, !isEnumeration(column) else { return nil }
            return operation(
                type, "\(field.name), where \(entry.name)",
                "\(field.name)(where: {\(entry.name): {eq: \(value)}}) \(page.around("__typename"))", .nothingAtAll)
        }
    }

    private func pages(_ field: FieldType, _ rows: ListedType, _ page: Page?, cursor: String?) -> [ProofOperation] {
        guard let page, page.isConnection, let cursor else { return [] }
        return [
            operation(
                rows.type, "\(field.name), after B's cursor",
                "\(field.name)(first: 5, after: \(JSON.string(cursor).text)) \(page.around(selection(of: rows, depth: 0)))"
            )
        ]
    }

    /// A field that is no list and no row of a table: aggregates, functions.
    private func call(_ field: FieldType) -> [ProofOperation] {
        guard !field.arguments.contains(where: \.isRequired) else { return [] }
        let target = mapping.tables.keys.filter { field.type.namedType.hasPrefix($0) }.max { $0.count < $1.count } ?? ""
        let selection = leaves(of: field.type.namedType, depth: 2).map { " { \($0) }" } ?? ""
        return [operation(target, field.name, field.name + selection)]
    }

    // MARK: Selections

    /// How the rows of a list stand in its answer.
    struct Page {
        let isConnection: Bool

        func around(_ selection: String) -> String {
            isConnection ? "{ totalCount edges { cursor node { \(selection) } } }" : "{ \(selection) }"
        }
    }

    private func page(of field: FieldType) -> Page? {
        switch mapping.queryFields[field.name]?.kind {
        case .connection: Page(isConnection: true)
        case .list: Page(isConnection: false)
        default: nil
        }
    }

    /// - Parameter only: the relation of this type that is followed; nil for all of them.
    func selection(of typeName: String, depth: Int, only: String? = nil) -> String {
        guard let type = objectType(typeName), let table = mapping.tables[typeName] else { return "__typename" }
        let fields = type.fields.compactMap { field -> String? in
            if let only, only != field.name, Self.isRelation(table.fields[field.name]) { return nil }
            switch table.fields[field.name] {
            case nil where field.name == NodeNames.field: return field.name
            case .column?: return field.name
            case .computed?: return field.arguments.contains(where: \.isRequired) ? nil : field.name
            case .relation(let relation)?:
                guard depth > 0 else { return nil }
                let inner = selection(of: relation.targetType, depth: depth - 1)
                switch relation.shape {
                case .one, .list: return "\(field.name) { \(inner) }"
                case .connection: return "\(field.name)(first: 2) { totalCount nodes { \(inner) } }"
                }
            case .mixed(let mixed)?:
                return depth > 0 ? selection(of: mixed, as: field.name, depth: depth - 1) : nil
            case .aggregate?, nil: return nil
            }
        }
        return (["__typename"] + fields).joined(separator: " ")
    }

    private static func isRelation(_ field: MappedField?) -> Bool {
        switch field {
        case .relation?, .mixed?: true
        case .column?, .computed?, .aggregate?, nil: false
        }
    }

    /// The relations of a type that A sees.
    func relations(of typeName: String) -> [String] {
        (objectType(typeName)?.fields ?? []).map(\.name).filter {
            Self.isRelation(mapping.tables[typeName]?.fields[$0])
        }
    }

    /// The leaves below a type that is no table's, without arguments; nil for a leaf itself.
    private func leaves(of typeName: String, depth: Int) -> String? {
        guard let type = objectType(typeName) else {
            if case .interface? = schema.type(named: typeName) { return "__typename" }
            if case .union? = schema.type(named: typeName) { return "__typename" }
            return nil
        }
        let fields = type.fields.compactMap { field -> String? in
            guard !field.arguments.contains(where: \.isRequired) else { return nil }
            switch schema.type(named: field.type.namedType) {
            case .scalar?, .enum?: return field.name
            case .object?:
                return depth > 0
                    ? leaves(of: field.type.namedType, depth: depth - 1).map { "\(field.name) { \($0) }" } : nil
            case .interface?, .union?, .inputObject?, nil: return nil
            }
        }
        return (["__typename"] + fields).joined(separator: " ")
    }

    // MARK: Values and types

    func operation(
        _ type: String, _ title: String, _ field: String,
        _ expectation: ProofOperation.Expectation = .nothingForeign
    ) -> ProofOperation {
        ProofOperation(type: type, title: title, query: "{ \(field) }", expectation: expectation)
    }

    /// The type of rows that a root field answers.
    private func rowType(of field: FieldType) -> String? {
        mapping.queryFields[field.name]?.targetType.nonEmpty(if: page(of: field) != nil || isFind(field))
    }

    private func isFind(_ field: FieldType) -> Bool {
        if case .find? = mapping.queryFields[field.name]?.kind { return true }
        return false
    }

    /// Rows of B; first those whose key no row of A has.
    func samples(of type: String) -> [JSON] {
        let rows = foreign.rows[type]?.samples ?? []
        let key = mapping.tables[type]?.orderingKey.map(\.name) ?? []
        let shared = rows.filter { isShared($0, key, of: type) }
        return Array((rows.filter { !shared.contains($0) } + shared).prefix(Self.sampleCount))
    }

    /// Whether A has a row with the same values in these columns: keys need be unique within a tenant only.
    func isShared(_ row: JSON, _ columns: [String], of type: String) -> Bool {
        let values = columns.reduce(into: [:]) { $0[$1] = row[$1] }
        return own.holds(values, of: type)
    }

    func isOwn(_ row: JSON, of type: String) -> Bool {
        own.rows[type]?.samples.contains { $0 == row } ?? false
    }

    private func isEnumeration(_ column: MappedColumn) -> Bool {
        if case .enumeration = column.scalar { return true }
        return false
    }

    func objectType(_ name: String?) -> ObjectType? {
        guard let name, case .object(let type)? = schema.type(named: name) else { return nil }
        return type
    }

    func inputType(_ name: String?) -> InputObjectType? {
        guard let name, case .inputObject(let type)? = schema.type(named: name) else { return nil }
        return type
    }

    func innermost(_ argument: InputValueType?) -> String? { argument?.type.namedType }

    /// A value of a row's column as a literal of GraphQL; of an enum, its value's name.
    func literal(_ value: JSON, of column: MappedColumn) -> String? {
        guard case .enumeration(let name) = column.scalar else { return Self.literal(value) }
        return mapping.forms.enums[name]?.first { $0.value == value.stringValue }?.key
    }

    /// A value of a row as a literal of GraphQL.
    static func literal(_ value: JSON) -> String? {
        switch value {
        case .string, .number, .boolean: value.text
        case .null, .array, .object: nil
        }
    }
}

extension String {
    fileprivate func nonEmpty(if condition: Bool) -> String? { condition ? self : nil }
}
