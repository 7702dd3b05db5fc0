// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// A value that PostgreSQL makes JSON of.
struct JSONExpression {
    var text: JSONText
    var shape: JSONShape
    /// True where the JSON breaks a promise of the schema; nil where it cannot.
    var fault: SQLFragment?
    /// Whether it holds cursors.
    var mustBeShaped: Bool
}

/// Writes rows as JSON made by Postgres.
struct JSONEmitter {
    /// The row of a list, which is never null.
    static func row(_ row: SelectedRow) -> JSONExpression {
        switch row {
        case .row(let row): object(row)
        case .variants(let variants): self.variants(variants, isNonNull: true)
        }
    }

    static func object(_ row: RowNode) -> JSONExpression {
        let values = row.fields.map { (key: $0.key, value: value($0.field)) }
        let faults = values.compactMap(\.value.fault)
        return JSONExpression(
            text: .object(values.map { ($0.key, $0.value.text) }),
            shape: .object(values.map { ShapedField(key: $0.key, shape: $0.value.shape) }, isNonNull: true),
            fault: faults.isEmpty ? nil : faults.joined(by: " or "),
            mustBeShaped: values.contains { $0.value.mustBeShaped })
    }

    static func value(_ field: RowField) -> JSONExpression {
        switch field {
        case .typename(let name):
            return .leaf(.fixed("\"\(name)\""))
        case .column(let column):
            let isNonNull = column.column.isNonNull && !column.holdsJSON
            return JSONExpression(
                text: column.json,
                shape: column.promisesItems ? .items(isNonNull: isNonNull) : .leaf(isNonNull: isNonNull),
                fault: columnFault(column), mustBeShaped: false)
        case .object(let row, let presence, let isNonNull):
            let object = object(row)
            let absence: SQLFragment? = isNonNull ? "(\(presence)) is not true" : nil
            // Parts of a row that is not there cannot break anything.
            let inner: SQLFragment? = object.fault.map { "(\(presence) and (\($0)))" }
            return JSONExpression(
                text: .value("case when \(presence) then \(object.text.sql) else 'null' end"),
                shape: object.shape.nullability(isNonNull: isNonNull),
                fault: absence.map { absence in inner.map { "\(absence) or \($0)" } ?? absence } ?? inner,
                mustBeShaped: object.mustBeShaped)
        case .variants(let variants, let isNonNull):
            return self.variants(variants, isNonNull: isNonNull)
        case .part(let row):
            return object(row)
        case .null:
            return JSONExpression(
                text: .fixed("null"), shape: .leaf(isNonNull: false), fault: nil, mustBeShaped: false)
        case .lateral(let lateral):
            return JSONExpression(
                text: .value(lateral.value), shape: lateral.shape, fault: lateral.fault,
                mustBeShaped: lateral.mustBeShaped)
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
