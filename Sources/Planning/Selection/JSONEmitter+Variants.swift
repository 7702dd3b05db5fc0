// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// Rows of several types as JSON.
extension JSONEmitter {
    /// The object of the first type that is present.
    ///
    /// Where JSON must be walked, the keys of an object tell of which type it is: fields of one key have one type in all
    /// of them, null or not, as the specification's "Field Selection Merging" asks for. What else may differ under equal
    /// keys (cursors, limits of lists) has to be told by a tag.
    static func variants(_ variants: [RowVariant], isNonNull: Bool) -> JSONExpression {
        let objects = variants.map { object($0.row) }
        let shapes = objects.map(\.shape.fields)
        let isTagged = isAmbiguous(shapes)
        let branches = zip(variants, objects).enumerated().map { index, branch -> SQLFragment in
            let object = isTagged ? tagged(branch.1.text, by: index, of: branch.0.row) : branch.1.text
            return " when \(branch.0.presence) then \(object.sql)"
        }
        return JSONExpression(
            text: .value("case\(branches.joined(by: .empty)) else 'null' end"),
            shape: .variants(shapes, isTagged: isTagged, isNonNull: isNonNull),
            fault: fault(variants, objects, isNonNull: isNonNull),
            mustBeShaped: isTagged || objects.contains { $0.mustBeShaped })
    }

    /// Whether objects of two types have the same keys and not the same shape.
    private static func isAmbiguous(_ shapes: [[ShapedField<JSONShape>]]) -> Bool {
        for (index, shape) in shapes.enumerated() {
            for other in shapes[..<index] where other.map(\.key) == shape.map(\.key) && other != shape { return true }
        }
        return false
    }

    private static func tagged(_ object: JSONText, by index: Int, of row: RowNode) -> JSONText {
        .object([("", .fixed("\(index)"))] + row.fields.map { ($0.key, value($0.field).text) })
    }

    /// Of the type that is present, what breaks a promise in it; where none is, that one should be.
    private static func fault(
        _ variants: [RowVariant], _ objects: [JSONExpression], isNonNull: Bool
    ) -> SQLFragment? {
        guard isNonNull || objects.contains(where: { $0.fault != nil }) else { return nil }
        let branches = zip(variants, objects).map { variant, object -> SQLFragment in
            " when \(variant.presence) then \(object.fault.map { "coalesce(\($0), false)" } ?? "false")"
        }
        return "case\(branches.joined(by: .empty)) else \(isNonNull ? "true" : "false" as SQLFragment) end"
    }
}

extension JSONShape {
    /// The fields of an object.
    fileprivate var fields: [ShapedField<JSONShape>] {
        if case .object(let fields, _) = self { return fields }
        return []
    }
}
