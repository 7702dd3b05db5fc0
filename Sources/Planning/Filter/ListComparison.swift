// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

extension ComparisonPlanner {
    /// A condition on an array.
    func listComparison(
        _ name: String, _ value: SourcedValue, on column: ColumnSQL, path: [PathSegment]
    ) -> SQLFragment? {
        let reference = column.reference
        switch name {
        case "eq": return "\(reference) = \(items(value, column, path))"
        case "contains": return "\(reference) \(itemsOperator("@>", on: column)) \(items(value, column, path))"
        case "containedBy": return "\(reference) \(itemsOperator("<@", on: column)) \(items(value, column, path))"
        case "overlaps": return "\(reference) \(itemsOperator("&&", on: column)) \(items(value, column, path))"
        case "isEmpty":
            guard case .leaf(.boolean(let isEmpty)) = value.content else { return nil }
            return isEmpty ? "cardinality(\(reference)) = 0" : "cardinality(\(reference)) > 0"
        case "isNull": return Self.isNull(value, reference)
        default: return nil
        }
    }

    /// The operator, by its schema where the extension intarray has another one of the name for arrays of int4, which
    /// refuses arrays with nulls.
    private func itemsOperator(_ name: SQLFragment, on column: ColumnSQL) -> SQLFragment {
        column.column.type.serving == "int4" ? "operator(pg_catalog.\(name))" : name
    }
}
