// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// The order of rows of several types: by what the request names, then by their type, then by the type's own key.
struct MixedOrder {
    /// A field that all types have as a column.
    struct SharedKey {
        let field: String
        /// What values of all types are compared as.
        let type: ColumnType
        let direction: Direction

        /// The column of one of the types.
        func column(of table: MappedTable) -> MappedColumn? {
            guard case .column(let column)? = table.fields[field] else { return nil }
            return column
        }

        /// That column, as values of all types are compared.
        func compared(_ column: MappedColumn) -> MappedColumn {
            MappedColumn(
                name: column.name, type: type, scalar: column.scalar, isNotNull: column.isNotNull,
                isNonNull: column.isNonNull)
        }
    }

    let shared: [SharedKey]

    /// Type and key go on in the direction of the last key: one index of a table then serves all of its part.
    var completion: Direction { shared.last?.direction.ofCompletion ?? .ascending }

    /// Names the keys and directions: a part of what a cursor is bound to.
    var fingerprint: String {
        shared.map { "\($0.field) \($0.direction.fingerprint)," }.joined()
    }

    init(_ orderBy: SourcedValue?, of type: MappedAbstractType, scope: StatementScope) throws(PlanningError) {
        guard case .list(let items)? = orderBy?.content else {
            shared = []
            return
        }
        try OrderPlanner.checkCount(items.count, settings: scope.settings)
        var keys: [SharedKey] = []
        for (index, item) in items.enumerated() {
            guard case .object(let fields) = item.content, let field = fields.first,
                let columnType = type.columnTypes[field.name]
            else { continue }
            let path: [PathSegment] = [.key("orderBy"), .index(index), .key(field.name)]
            guard let direction = Direction(field.value) else { throw .noDirection(path) }
            try ComparisonPlanner.checkSortable(columnType, path: path)
            // A second mention could not change the order any more.
            guard !keys.contains(where: { $0.field == field.name }) else { continue }
            keys.append(SharedKey(field: field.name, type: columnType, direction: direction))
        }
        shared = keys
    }
}
