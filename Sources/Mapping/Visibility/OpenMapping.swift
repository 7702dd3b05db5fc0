// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
package import SQL

extension Mapping {
    /// The part of the API that neither reads nor writes these relations, nor calls these functions.
    package func without(_ relations: Set<QualifiedName>, functions: Set<QualifiedName>) -> Mapping {
        let closed = tables.values.filter { relations.contains($0.relation) }.map(\.typeName)
        guard !closed.isEmpty || !functions.isEmpty else { return self }
        var hiddenTypes = Set(closed)
        for type in closed {
            hiddenTypes.formUnion(GeneratedTypes.readingRows.map { type + $0 })
            hiddenTypes.formUnion(
                schema.types.map(\.name).filter {
                    GeneratedTypes.isCreateInput($0, of: type) || GeneratedTypes.isUpdateInput($0, of: type)
                })
        }
        let fields = rootFieldTargets.filter { hiddenTypes.contains($0.target) }
        return showing(
            SchemaPruner.prune(
                schema,
                hiddenFields: Dictionary(grouping: fields, by: \.root).mapValues { Set($0.map(\.field)) },
                hiddenTypes: hiddenTypes))
    }

    /// Nothing of the API but its introspection.
    package func closed() -> Mapping {
        let fields = Dictionary(grouping: rootFieldTargets, by: \.root).mapValues { Set($0.map(\.field)) }
        return showing(SchemaPruner.prune(schema, hiddenFields: fields))
    }

    /// Each field of a root type, and the type of the rows that it reads or writes.
    private var rootFieldTargets: [(root: String, field: String, target: String)] {
        let query = schema.queryTypeName ?? "Query"
        return queryFields.map { (query, $0.key, $0.value.targetType) }
    }
}
