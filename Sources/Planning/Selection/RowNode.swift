// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// What a selection set asks of one row, before it is decided whether the row travels as columns or as JSON.
struct RowNode {
    /// In the order of the response.
    var fields: [RowEntry] = []
}

/// A field of a row under its response key.
struct RowEntry {
    let key: String
    let field: RowField
}

/// One field of a row.
indirect enum RowField {
    /// `__typename`.
    case typename(String)
    case column(ColumnSQL)
    /// A to-one relation; `presence` is true where its row is there and may be seen.
    case object(RowNode, presence: SQLFragment, isNonNull: Bool)
    /// A row of one of several types: the first that is present.
    case variants([RowVariant], isNonNull: Bool)
    /// An object that is always there, made of the row's own columns.
    case part(RowNode)
    /// A value that the operation leaves out.
    case null
    /// A to-many relation, made to JSON by a lateral subquery.
    case lateral(LateralNode)
}

/// A lateral subquery with one row, which holds the JSON of a to-many relation.
struct LateralNode {
    let alias: SQLIdentifier
    let shape: JSONShape
    /// Whether the subquery has a column `is_faulty`.
    let canFault: Bool
    let mustBeShaped: Bool

    var value: SQLFragment { "\(alias).value" }
    var fault: SQLFragment? { canFault ? "\(alias).is_faulty" : nil }
}
