// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Turns the fields of an aggregate or of a group that are figures into calls of aggregate functions.
struct MeasurePlanner {
    let selection: SelectionPlanner
    let table: MappedTable
    /// The rows.
    let alias: SQLIdentifier
    let columns: MeasureColumns

    private var scope: StatementScope { selection.scope }

    /// - Parameter typeName: the aggregate's or the group's type.
    func field(_ collected: CollectedField, on typeName: String) throws(PlanningError) -> RowField {
        guard let field = collected.fields.first else { return .null }
        let name = field.name.value
        if name == "__typename" { return .typename(typeName) }
        let arguments = try selection.operation.arguments(of: field, on: typeName)
        let measures = Measures(table: table, alias: alias, scope: scope)
        let filter = try arguments["where"]?.unlessNull.flatMap { (filter) throws(PlanningError) in
            try FilterPlanner(scope: scope).condition(filter, on: table, alias: alias, path: [.key("where")])
        }
        if name == "count" {
            try scope.budget.takeField(of: selection.rowCount)
            return .column(columns.column(measures.count(filter: filter)))
        }
        var share: SQLFragment?
        if name == "percentile", let value = arguments["p"] {
            let parameter = Parameter(source: scope.source(of: value), conversion: .share, inputPath: [.key("p")])
            share = "\(scope.placeholder(for: parameter, as: .builtIn("float8")))::float8"
        }
        var row = RowNode()
        let objectName = objectName(of: name)
        for entry in try selection.operation.collect(collected.selectionSets, on: objectName) {
            guard let inner = entry.fields.first?.name.value else { continue }
            try scope.budget.takeField(of: selection.rowCount)
            if inner == "__typename" {
                row.fields.append(RowEntry(key: entry.responseKey, field: .typename(objectName)))
            } else if let measure = measures.call(name, inner, filter: filter, share: share) {
                row.fields.append(RowEntry(key: entry.responseKey, field: .column(columns.column(measure))))
            }
        }
        return .part(row)
    }

    private func objectName(of measure: String) -> String {
        let names = AggregateNames(table.typeName)
        return switch measure {
        case "countDistinct": names.counts
        case "sum": names.sums
        case "min", "max": names.extremes
        case "any", "all": names.booleans
        default: names.floats
        }
    }
}
