// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Reads conditions and orders over figures: `…AggregateFilter` and `…AggregateOrderBy`.
struct FigurePlanner {
    let scope: StatementScope

    /// The conditions, all of which must hold.
    ///
    /// - Parameter column: where a figure stands.
    func conditions(
        _ filter: SourcedValue, path: [PathSegment], column: (Figure) -> ColumnSQL
    ) throws(PlanningError) -> [SQLFragment] {
        guard case .object(let fields) = filter.content else { throw .nullOperand(path: path) }
        let comparisons = ComparisonPlanner(scope: scope)
        var conditions: [SQLFragment] = []
        for field in fields {
            let place = path + [.key(field.name)]
            if field.name == "count" {
                if let condition = try comparisons.condition(field.value, on: column(.count), path: place) {
                    conditions.append(condition)
                }
                continue
            }
            guard case .object(let columns) = field.value.content else { throw .nullOperand(path: place) }
            for inner in columns {
                let figure: Figure = field.name == "sum" ? .sum(inner.name) : .avg(inner.name)
                if let condition = try comparisons.condition(
                    inner.value, on: column(figure), path: place + [.key(inner.name)])
                {
                    conditions.append(condition)
                }
            }
        }
        return conditions
    }

    /// The figure and the direction that an order names; `@oneOf` leaves one field at each step.
    func order(_ order: SourcedValue, path: [PathSegment]) throws(PlanningError) -> FigureOrder {
        guard case .object(let fields) = order.content, let field = fields.first else { throw .noDirection(path) }
        let place = path + [.key(field.name)]
        if let direction = Direction(field.value) {
            return FigureOrder(figure: .count, name: field.name, direction: direction)
        }
        guard case .object(let columns) = field.value.content, let column = columns.first,
            let direction = Direction(column.value)
        else { throw .noDirection(place) }
        return FigureOrder(
            figure: field.name == "sum" ? .sum(column.name) : .avg(column.name), name: "\(field.name).\(column.name)",
            direction: direction)
    }
}

/// An order by a figure.
struct FigureOrder {
    let figure: Figure
    /// Where it stands in the argument: `avg.score`.
    let name: String
    let direction: Direction
}
