// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

extension ComparisonPlanner {
    /// A condition on a JSON document.
    func documentComparison(
        _ name: String, _ value: SourcedValue, on column: ColumnSQL, path: [PathSegment]
    ) throws(PlanningError) -> SQLFragment? {
        let document = column.document
        switch name {
        case "contains": return "\(document) @> \(json(value, path))"
        case "hasKey": return "\(document) ? \(text(value, path))"
        case "at": return try part(value, of: document, path: path)
        case "isNull": return Self.isNull(value, column.reference)
        default: return nil
        }
    }

    /// Conditions on what stands at a path.
    private func part(
        _ value: SourcedValue, of document: SQLFragment, path: [PathSegment]
    ) throws(PlanningError) -> SQLFragment? {
        guard case .object(let fields) = value.content, let steps = value["path"] else { return nil }
        let parameter = Parameter(
            source: scope.source(of: steps), conversion: .array(.text), inputPath: path + [.key("path")])
        let text = ColumnType.builtIn("text", isArray: true)
        let part: SQLFragment = "(\(document) #> \(scope.placeholder(for: parameter, as: text))::text[])"
        var conditions: [SQLFragment] = []
        for field in fields where field.name != "path" {
            let place = path + [.key(field.name)]
            if case .null = field.value.content { throw .nullOperand(path: place) }
            switch field.name {
            case "eq": conditions.append("\(part) = \(json(field.value, place))")
            case "ne": conditions.append("\(part) <> \(json(field.value, place))")
            case "in": conditions.append("\(part) = any (\(jsonItems(field.value, place)))")
            case "lt": conditions.append(ordered(part, "<", field.value, place))
            case "lte": conditions.append(ordered(part, "<=", field.value, place))
            case "gt": conditions.append(ordered(part, ">", field.value, place))
            case "gte": conditions.append(ordered(part, ">=", field.value, place))
            case "isNull":
                guard case .leaf(.boolean(let isNull)) = field.value.content else { continue }
                conditions.append("coalesce(\(part), 'null') \(isNull ? "=" as SQLFragment : "<>") 'null'::jsonb")
            default: continue
            }
        }
        return conditions.isEmpty ? nil : conditions.joined(by: " and ")
    }

    /// PostgreSQL orders values of different kinds too, which nobody means who asks for more than 5.
    private func ordered(
        _ part: SQLFragment, _ comparison: SQLFragment, _ value: SourcedValue, _ path: [PathSegment]
    ) -> SQLFragment {
        let operand = json(value, path)
        return "(jsonb_typeof(\(part)) = jsonb_typeof(\(operand)) and \(part) \(comparison) \(operand))"
    }

    private func json(_ value: SourcedValue, _ path: [PathSegment]) -> SQLFragment {
        let parameter = Parameter(source: scope.source(of: value), conversion: .json, inputPath: path)
        return "\(scope.placeholder(for: parameter, as: .builtIn("jsonb")))::jsonb"
    }

    private func jsonItems(_ value: SourcedValue, _ path: [PathSegment]) -> SQLFragment {
        let parameter = Parameter(source: scope.source(of: value), conversion: .array(.json), inputPath: path)
        return "\(scope.placeholder(for: parameter, as: .builtIn("jsonb", isArray: true)))::jsonb[]"
    }
}

extension ColumnSQL {
    /// The column as a document of type jsonb.
    fileprivate var document: SQLFragment {
        switch column.type.isArray ? "" : column.type.serving {
        case "jsonb": reference
        case "json": "\(reference)::jsonb"
        default: "to_jsonb(\(reference))"
        }
    }
}
