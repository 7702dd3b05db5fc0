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
        if name == "count" {
            try scope.budget.takeField(of: selection.rowCount)
            return .column(columns.column(measures.count(filter: try filter(arguments))))
        }
        let objectName = objectName(of: name)
        let collected = try selection.operation.collect(collected.selectionSets, on: objectName)
        var (filter, share) = (SQLFragment?.none, SQLFragment?.none)
        let figureCount = collected.count { $0.name != "__typename" }
        // A parameter that no figure refers to would have no type.
        if figureCount > 0 {
            let aliasCount = scope.aliasCount
            filter = try self.filter(arguments)
            if figureCount > 1, scope.aliasCount > aliasCount { filter = filter.map(columns.conditions.add) }
            if name == "percentile" { share = arguments["p"].map(self.share) }
        }
        var row = RowNode()
        for entry in collected {
            try scope.budget.takeField(of: selection.rowCount)
            if entry.name == "__typename" {
                row.fields.append(RowEntry(key: entry.responseKey, field: .typename(objectName)))
            } else if let measure = measures.call(name, entry.name, filter: filter, share: share) {
                row.fields.append(RowEntry(key: entry.responseKey, field: .column(columns.column(measure))))
            }
        }
        return .part(row)
    }

    /// The condition that a figure's rows meet; nil for all rows.
    private func filter(_ arguments: [String: SourcedValue]) throws(PlanningError) -> SQLFragment? {
        try arguments["where"]?.unlessNull.flatMap { (filter) throws(PlanningError) in
            try FilterPlanner(scope: scope).condition(filter, on: table, alias: alias, path: [.key("where")])
        }
    }

    /// Of `percentile`.
    private func share(_ value: SourcedValue) -> SQLFragment {
        let parameter = Parameter(source: scope.source(of: value), conversion: .share, inputPath: [.key("p")])
        return "\(scope.placeholder(for: parameter, as: .builtIn("float8")))::float8"
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
