// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// A row as a JSON expression.
struct JSONExpression {
    var sql: SQLFragment
    var shape: JSONShape
    /// True where the JSON breaks a promise of the schema; nil where it cannot.
    var fault: SQLFragment?
    /// Whether it holds cursors.
    var mustBeShaped: Bool
}

/// Writes rows as JSON made by Postgres.
struct JSONEmitter {
    /// PostgreSQL's functions take up to 100 arguments: 50 pairs.
    private static let pairsPerCall = 50

    static func object(_ row: RowNode) -> JSONExpression {
        let values = row.fields.map { (key: $0.key, value: value($0.field)) }
        let faults = values.compactMap(\.value.fault)
        return JSONExpression(
            sql: object(of: values.map { ($0.key, $0.value.sql) }),
            shape: .object(values.map { ShapedField(key: $0.key, shape: $0.value.shape) }, isNonNull: true),
            fault: faults.isEmpty ? nil : faults.joined(by: " or "),
            mustBeShaped: values.contains { $0.value.mustBeShaped })
    }

    /// `json_build_object` of pairs; more than one call can take are made in several and put together as text.
    static func object(of pairs: [(key: String, value: SQLFragment)]) -> SQLFragment {
        let calls = stride(from: 0, to: pairs.count, by: pairsPerCall).map { start -> SQLFragment in
            let chunk = pairs[start..<min(start + pairsPerCall, pairs.count)]
            let arguments = chunk.map { "\(SQLFragment(constant: $0.key)), \($0.value)" as SQLFragment }
            return "json_build_object(\(arguments.joined(by: ", ")))"
        }
        guard calls.count > 1 else { return calls.first ?? "json_build_object()" }
        let bodies = calls.map { "left(substr(\($0)::text, 2), -1)" as SQLFragment }
        return "('{' || \(bodies.joined(by: " || ',' || ")) || '}')::json"
    }

    private static func value(_ field: RowField) -> JSONExpression {
        switch field {
        case .typename(let name):
            return JSONExpression(
                sql: SQLFragment(constant: name), shape: .leaf(isNonNull: true), fault: nil, mustBeShaped: false)
        case .column(let column):
            return JSONExpression(
                sql: column.json, shape: .leaf(isNonNull: column.column.isNonNull && !column.holdsJSON),
                fault: columnFault(column), mustBeShaped: false)
        case .object(let row, let presence, let isNonNull):
            let object = object(row)
            let absence: SQLFragment? = isNonNull ? "(\(presence)) is not true" : nil
            // Parts of a row that is not there cannot break anything.
            let inner: SQLFragment? = object.fault.map { "(\(presence) and (\($0)))" }
            return JSONExpression(
                sql: "case when \(presence) then \(object.sql) end",
                shape: object.shape.nullability(isNonNull: isNonNull),
                fault: absence.map { absence in inner.map { "\(absence) or \($0)" } ?? absence } ?? inner,
                mustBeShaped: object.mustBeShaped)
        case .part(let row):
            return object(row)
        case .null:
            return JSONExpression(sql: "null", shape: .leaf(isNonNull: false), fault: nil, mustBeShaped: false)
        case .lateral(let lateral):
            return JSONExpression(
                sql: lateral.value, shape: lateral.shape, fault: lateral.fault, mustBeShaped: lateral.mustBeShaped)
        }
    }

    private static func columnFault(_ column: ColumnSQL) -> SQLFragment? {
        guard column.column.isNonNull else { return nil }
        // A text that is no value of the enum has become null.
        if let labels = column.storedLabels {
            let isUnknown: SQLFragment = "\(column.reference) not in (\(labels.joined(by: ", ")))"
            return column.column.isNotNull ? isUnknown : "coalesce(\(isUnknown), true)"
        }
        return column.column.isNotNull ? nil : "\(column.reference) is null"
    }
}

extension JSONShape {
    /// An object's shape with its nullability replaced.
    func nullability(isNonNull: Bool) -> JSONShape {
        if case .object(let fields, _) = self { return .object(fields, isNonNull: isNonNull) }
        return self
    }
}
