// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// A value of an input on its way into a column.
struct WrittenValue {
    let scope: StatementScope
    let column: MappedColumn

    /// - Parameters:
    ///   - name: of the input's field, for messages.
    ///   - path: its place within the arguments.
    func sql(_ value: SourcedValue, name: String, path: [PathSegment]) throws(PlanningError) -> SQLFragment {
        if case .null = value.content {
            guard !column.isNonNull && !column.isNotNull else {
                throw PlanningError(
                    .badUserInput, "Field '\(name)' may not be null.", hint: "Leave it out, or give a value.",
                    inputPath: WriteScope.inputPath(of: value, argument: path))
            }
            return "null"
        }
        let target = ColumnSQL(column, alias: SQLIdentifier(""), forms: scope.mapping.forms)
        let source = scope.source(of: value)
        if column.isList {
            let parameter = Parameter(source: source, conversion: .array(target.conversion), inputPath: path)
            return target.arrayParameter(scope.placeholder(for: parameter, as: column.type))
        }
        let parameter = Parameter(source: source, conversion: target.conversion, inputPath: path)
        let placeholder = scope.placeholder(for: parameter, as: column.type)
        guard target.holdsJSON else { return target.parameter(placeholder) }
        if column.type.isArray {
            var item = column.type
            item.isArray = false
            return "(select array_agg(item::\(item) order by position) "
                + "from jsonb_array_elements_text(\(placeholder)::jsonb) with ordinality as items (item, position))"
        }
        if column.type.kind == .composite {
            return "jsonb_populate_record(null::\(column.type), \(placeholder)::jsonb)"
        }
        return target.parameter(placeholder)
    }
}
