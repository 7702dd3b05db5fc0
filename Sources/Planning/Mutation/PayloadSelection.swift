// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// What an operation selects of a payload.
struct PayloadSelection {
    enum Part {
        case typename
        case affectedCount
        /// The row, or the rows.
        case rows([SelectionSet])
    }

    let parts: [(key: String, part: Part)]
    private let typeName: String
    private let isMany: Bool

    init(
        _ collected: CollectedField, of table: MappedTable, isMany: Bool, operation: OperationReader
    ) throws(PlanningError) {
        typeName = table.typeName + (isMany ? "ListPayload" : "Payload")
        self.isMany = isMany
        parts = try operation.collect(collected.selectionSets, on: typeName).compactMap { entry in
            switch entry.fields.first?.name.value {
            case nil: nil
            case "__typename"?: (entry.responseKey, .typename)
            case "affectedCount"?: (entry.responseKey, .affectedCount)
            default: (entry.responseKey, .rows(entry.selectionSets))
            }
        }
    }

    /// Whether rows are answered, so that they have to be read.
    var answersRows: Bool {
        parts.contains { entry in
            if case .rows = entry.part { return true }
            return false
        }
    }

    /// Whether rows are answered, and nothing of them but columns of their own.
    func answersOwnColumns(of table: MappedTable, operation: OperationReader) throws(PlanningError) -> Bool {
        var answersRows = false
        for entry in parts {
            guard case .rows(let selectionSets) = entry.part else { continue }
            answersRows = true
            for selected in try operation.collect(selectionSets, on: table.typeName) {
                switch table.fields[selected.name] {
                case .column?: continue
                case nil where selected.name == "__typename" || selected.name == NodeNames.field: continue
                default: return false
                }
            }
        }
        return answersRows
    }

    /// The payload's fields over columns of `emitter`.
    ///
    /// - Parameter presence: is true where the row may be seen.
    func fields(
        selection: SelectionPlanner, table: MappedTable, alias: SQLIdentifier, presence: SQLFragment,
        emitter: inout FlatEmitter, joins: inout [SQLFragment]
    ) throws(PlanningError) -> [ShapedField<PayloadField>] {
        var fields: [ShapedField<PayloadField>] = []
        for entry in parts {
            let field: PayloadField
            switch entry.part {
            case .typename: field = .constant(Array("\"\(typeName)\"".utf8))
            case .affectedCount: field = .affectedCount
            case .rows(let selectionSets):
                let row = try selection.row(selectionSets, of: table, alias: alias, use: { _ in }, joins: &joins)
                let isPresent = emitter.add(presence)
                let object = emitter.object(row)
                field = isMany ? .nodes(object, presence: isPresent) : .row(object, presence: isPresent)
            }
            fields.append(ShapedField(key: entry.key, shape: field))
        }
        return fields
    }

    /// The payload's fields where no rows are selected.
    var fieldsWithoutRows: [ShapedField<PayloadField>] {
        parts.map { entry in
            switch entry.part {
            case .typename: ShapedField(key: entry.key, shape: .constant(Array("\"\(typeName)\"".utf8)))
            case .affectedCount, .rows: ShapedField(key: entry.key, shape: .affectedCount)
            }
        }
    }
}
