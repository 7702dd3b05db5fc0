// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
package import SQL

extension Mapping {
    /// The part of the API that neither reads nor writes these relations, nor calls these functions.
    package func without(_ relations: Set<QualifiedName>, functions: Set<QualifiedName>) -> Mapping {
        let closed = tables.values.filter { relations.contains($0.relation) }.map(\.typeName)
        var hiddenFields = self.fields(over: relations, calling: functions)
        guard !closed.isEmpty || !functions.isEmpty || !hiddenFields.isEmpty else { return self }
        var hiddenTypes = Set(closed)
        for type in closed {
            hiddenTypes.formUnion(GeneratedTypes.readingRows.map { type + $0 })
            hiddenTypes.formUnion(
                schema.types.map(\.name).filter {
                    GeneratedTypes.isCreateInput($0, of: type) || GeneratedTypes.isUpdateInput($0, of: type)
                })
        }
        let fields = rootFields.filter { field in
            field.function.map(functions.contains) == true || field.target.map(hiddenTypes.contains) == true
                || !hiddenTypes.isDisjoint(with: field.members)
        }
        for field in fields { hiddenFields[field.root, default: []].insert(field.name) }
        return showing(SchemaPruner.prune(schema, hiddenFields: hiddenFields, hiddenTypes: hiddenTypes))
    }

    /// Types of what functions answer.
    private var records: [MappedTable] {
        calls.values.compactMap { call in
            if case .record(let record) = call.answer { return record }
            return nil
        }
    }

    /// Whether rows of one of the types, as far as they are to be seen, cannot be read: what is left would not be the
    /// field's answer.
    private func isClosed(_ mixed: MappedMixedRelation, by relations: Set<QualifiedName>) -> Bool {
        mixed.members.contains { member in
            guard schema.isPossibleType(member.targetType, of: mixed.targetType) else { return false }
            return tables[member.targetType].map { relations.contains($0.relation) } ?? false
                || member.through.map { relations.contains($0.relation) } ?? false
        }
    }

    /// Type → fields that read one of these as a join table or among rows of several types, or that one of these
    /// functions makes.
    private func fields(
        over relations: Set<QualifiedName>, calling functions: Set<QualifiedName>
    ) -> [String: Set<String>] {
        var hidden: [String: Set<String>] = [:]
        for table in Array(tables.values) + records {
            let names = table.fields.filter { _, field in
                switch field {
                case .relation(let relation), .aggregate(let relation):
                    relation.through.map { relations.contains($0.relation) } ?? false
                case .mixed(let mixed): isClosed(mixed, by: relations)
                case .computed(let call): functions.contains(call.function)
                case .column: false
                }
            }.map(\.key)
            guard !names.isEmpty else { continue }
            for suffix in [""] + GeneratedTypes.readingColumns {
                hidden[table.typeName + suffix, default: []].formUnion(names)
            }
        }
        // What `@search` and `@similar` make of tables whose rows a function finds.
        for table in tables.values {
            var names: Set<String> = []
            if table.search?.function.map(functions.contains) == true {
                names.formUnion(["search", SearchNames.rank, SearchNames.headline, "hybrid", SearchNames.score])
            }
            if table.similar?.function.map(functions.contains) == true {
                names.formUnion(["similar", SearchNames.similarity])
            }
            guard !names.isEmpty else { continue }
            for suffix in ["", "Filter", "OrderBy"] { hidden[table.typeName + suffix, default: []].formUnion(names) }
        }
        return hidden
    }

    /// Nothing of the API but its introspection.
    package func closed() -> Mapping {
        let fields = Dictionary(grouping: rootFields, by: \.root).mapValues { Set($0.map(\.name)) }
        return showing(SchemaPruner.prune(schema, hiddenFields: fields))
    }

    /// A field of a root type, with the type of the rows that it reads or writes and the function that it calls.
    private struct RootField {
        let root: String
        let name: String
        var target: String?
        /// The types of whose rows the field makes one list, which would not be the list without some of them.
        var members: [String] = []
        var function: QualifiedName?
    }

    private func listedTypes(of field: MappedRootField) -> [String] {
        switch field.kind {
        case .connection, .list: schema.possibleTypes(of: field.targetType)
        case .find, .aggregate, .node: []
        }
    }

    private var rootFields: [RootField] {
        let query = schema.queryTypeName ?? "Query"
        let mutation = schema.mutationTypeName ?? "Mutation"
        return queryFields.map { name, field in
            RootField(root: query, name: name, target: field.targetType, members: listedTypes(of: field))
        }
            + mutationFields.map { RootField(root: mutation, name: $0.key, target: $0.value.targetType) }
            + calls.compactMap { place, call in
                // Fields of tables are called as well; those go with their type, or with the function.
                guard let dot = place.firstIndex(of: ".") else { return nil }
                let target: String? =
                    switch call.answer {
                    case .rows(let table, _), .record(let table): table.typeName
                    case .nothing, .value, .values: nil
                    }
                return RootField(
                    root: String(place[..<dot]), name: String(place[place.index(after: dot)...]), target: target,
                    function: call.function)
            }
    }
}
