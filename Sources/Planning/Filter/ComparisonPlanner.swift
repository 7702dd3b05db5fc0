// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Turns the operators on one column into a condition.
struct ComparisonPlanner {
    let scope: StatementScope

    /// The operators' conditions, all of which must hold; nil where there is none.
    func condition(
        _ operators: SourcedValue, on column: ColumnSQL, path: [PathSegment]
    ) throws(PlanningError) -> SQLFragment? {
        guard case .object(let fields) = operators.content else { throw .nullOperand(path: path) }
        var conditions: [SQLFragment] = []
        for field in fields {
            let place = path + [.key(field.name)]
            if case .null = field.value.content { throw .nullOperand(path: place) }
            let condition: SQLFragment?
            if column.column.isList {
                try checkComparable(field.name, column, path: place)
                condition = listComparison(field.name, field.value, on: column, path: place)
            } else if column.column.scalar == .json {
                condition = try documentComparison(field.name, field.value, on: column, path: place)
            } else {
                try checkComparable(field.name, column, path: place)
                condition = comparison(field.name, field.value, on: column, path: place)
            }
            if let condition { conditions.append(condition) }
        }
        return conditions.isEmpty ? nil : conditions.joined(by: " and ")
    }

    private func comparison(
        _ name: String, _ value: SourcedValue, on column: ColumnSQL, path: [PathSegment]
    ) -> SQLFragment? {
        switch name {
        case "eq": return "\(column.reference) = \(operand(value, column, path))"
        case "ne": return "\(column.reference) <> \(operand(value, column, path))"
        case "lt": return "\(column.reference) < \(operand(value, column, path))"
        case "lte": return "\(column.reference) <= \(operand(value, column, path))"
        case "gt": return "\(column.reference) > \(operand(value, column, path))"
        case "gte": return "\(column.reference) >= \(operand(value, column, path))"
        case "in": return "\(column.reference) = any (\(items(value, column, path)))"
        case "notIn": return "\(column.reference) <> all (\(items(value, column, path)))"
        case "like": return "\(column.text) like \(text(value, path))"
        case "ilike": return "\(column.text) ilike \(text(value, path))"
        case "startsWith":
            // As `like`, which knows citext; no function of PostgreSQL's does.
            return column.isCaseInsensitive
                ? "starts_with(lower(\(column.text)::text), lower(\(text(value, path))))"
                : "starts_with(\(column.text), \(text(value, path)))"
        case "isNull":
            // Structural: the variables' shape holds booleans, so that a plan is made for each.
            return Self.isNull(value, column.reference)
        default: return nil
        }
    }

    /// `is null` or `is not null`.
    static func isNull(_ value: SourcedValue, _ reference: SQLFragment) -> SQLFragment? {
        guard case .leaf(.boolean(let isNull)) = value.content else { return nil }
        return isNull ? "\(reference) is null" : "\(reference) is not null"
    }

    private func operand(_ value: SourcedValue, _ column: ColumnSQL, _ path: [PathSegment]) -> SQLFragment {
        column.parameter(
            scope.placeholder(
                for: Parameter(source: scope.source(of: value), conversion: column.conversion, inputPath: path),
                as: column.column.type))
    }

    func items(_ value: SourcedValue, _ column: ColumnSQL, _ path: [PathSegment]) -> SQLFragment {
        column.arrayParameter(
            scope.placeholder(
                for: Parameter(source: scope.source(of: value), conversion: .array(column.conversion), inputPath: path),
                as: column.column.type))
    }

    func text(_ value: SourcedValue, _ path: [PathSegment]) -> SQLFragment {
        let parameter = Parameter(source: scope.source(of: value), conversion: .text, inputPath: path)
        return "\(scope.placeholder(for: parameter, as: .builtIn("text")))::text"
    }
}
