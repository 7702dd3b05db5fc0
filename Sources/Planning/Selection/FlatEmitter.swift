// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// Lays a row out as columns of the select list, from which the server writes the response.
struct FlatEmitter {
    private(set) var columns: [SQLFragment] = []
    private var indexes: [SQLFragment: Int] = [:]

    /// The position of an expression in the select list; the same expression stands there once.
    mutating func add(_ expression: SQLFragment) -> Int {
        if let index = indexes[expression] { return index }
        indexes[expression] = columns.count
        columns.append(expression)
        return columns.count - 1
    }

    mutating func object(_ row: RowNode) -> ObjectShape {
        var fields: [ShapedField<ValueShape>] = []
        for entry in row.fields { fields.append(ShapedField(key: entry.key, shape: value(entry.field))) }
        return ObjectShape(fields: fields)
    }

    /// The object that a row of a list becomes.
    mutating func row(_ row: SelectedRow) -> RowShape {
        switch row {
        case .row(let row): return .object(object(row))
        case .variants(let variants): return .variants(shapes(of: variants))
        }
    }

    private mutating func shapes(of variants: [RowVariant]) -> [VariantShape] {
        var shapes: [VariantShape] = []
        for variant in variants {
            shapes.append(VariantShape(presence: add(variant.presence), object: object(variant.row)))
        }
        return shapes
    }

    private mutating func value(_ field: RowField) -> ValueShape {
        switch field {
        case .typename(let name):
            return .constant(Array("\"\(name)\"".utf8))
        case .column(let column):
            let (expression, encoding) = column.plain
            return .column(index: add(expression), encoding: encoding, isNonNull: column.column.isNonNull)
        case .object(let row, let presence, let isNonNull):
            return .object(object(row), presence: add(presence), isNonNull: isNonNull)
        case .variants(let variants, let isNonNull):
            return .variants(shapes(of: variants), isNonNull: isNonNull)
        case .part(let row):
            return .object(object(row), presence: nil, isNonNull: true)
        case .null:
            return .constant(Array("null".utf8))
        case .lateral(let lateral):
            return .json(
                JSONColumn(
                    index: add(lateral.value), fault: lateral.fault.map { add($0) },
                    mustBeShaped: lateral.mustBeShaped, shape: lateral.shape))
        }
    }

    /// The select list, one expression a line.
    var selectList: SQLFragment { columns.joined(by: ",\n    ") }
}
