// SPDX-License-Identifier: Apache-2.0

/// How the rows of a statement become a root field's value.
package enum RootShape: Sendable {
    /// One row or none. `@find`.
    case row(ObjectShape, isNonNull: Bool)
    /// All rows; more than `limit` are an error.
    case list(RowShape, limit: Int)
    case connection(ConnectionShape)
    /// An aggregate of which nothing is asked but its groups, each a row.
    case groups([ShapedField<GroupsField>])
    /// The first row's value; null without a row. What a function answers.
    case value(ValueShape, isNonNull: Bool)
    /// The value of each row; more than `limit` are an error.
    case values(ValueShape, limit: Int, isNonNull: Bool)
}

/// A field of an aggregate whose groups are the statement's rows.
package enum GroupsField: Sendable {
    case constant([UInt8])
    /// The groups; more than `limit` are an error.
    case rows(ObjectShape, limit: Int)
}

/// The object that a row of a list becomes.
package enum RowShape: Sendable {
    case object(ObjectShape)
    /// Rows of several types: of each row the first object that is present.
    case variants([VariantShape])
}

/// The object of one of several types. `presence` is a column that says whether the row is of it.
package struct VariantShape: Sendable {
    package let presence: Int
    package let object: ObjectShape
}

/// An object whose parts are columns of one row.
package struct ObjectShape: Sendable {
    package let fields: [ShapedField<ValueShape>]
}

/// A value under its response key.
package struct ShapedField<Shape: Sendable>: Sendable {
    package let key: String
    /// The key as the response has it: after a comma, quoted, with its colon.
    package let encodedKey: [UInt8]
    package let shape: Shape

    package init(key: String, shape: Shape) {
        self.key = key
        // Response keys are names of GraphQL: ASCII letters, digits and underscores.
        encodedKey = Array(",\"\(key)\":".utf8)
        self.shape = shape
    }
}

extension ShapedField: Hashable, Equatable where Shape: Hashable {}

/// A field's value within a row.
///
/// Not `indirect`, since it is looked at for each value of each row: what nests is held by an array.
package enum ValueShape: Sendable {
    /// JSON that is the same for all rows.
    case constant([UInt8])
    case column(index: Int, encoding: ColumnEncoding, isNonNull: Bool)
    /// A to-one relation. `presence` is a column that says whether the row is there; nil where the object always is.
    case object(ObjectShape, presence: Int?, isNonNull: Bool)
    /// A row of one of several types: the first that is present.
    case variants([VariantShape], isNonNull: Bool)
    /// JSON that Postgres made.
    case json(JSONColumn)
}

/// A column of JSON that Postgres made of many rows.
package struct JSONColumn: Sendable {
    package let index: Int
    /// A boolean column that says whether the JSON breaks a promise of the schema (a null under a `!`, a list over its
    /// limit), so that it must be walked; nil where it cannot. Values that have no form show by themselves.
    package let fault: Int?
    /// Whether it must be walked in any case: it holds cursors, which only the server can make.
    package let mustBeShaped: Bool
    package let shape: JSONShape
}

/// The shape of JSON that Postgres made, for the cases in which it must be walked.
package indirect enum JSONShape: Sendable, Hashable {
    case leaf(isNonNull: Bool)
    /// An array's values, each of which is promised.
    case items(isNonNull: Bool)
    case object([ShapedField<JSONShape>], isNonNull: Bool)
    /// An object of one of several types, which its keys tell; where `isTagged`, a number that stands before them under
    /// the empty key, and is not answered.
    case variants([[ShapedField<JSONShape>]], isTagged: Bool, isNonNull: Bool)
    /// A list of non-null items; more than `limit` are an error.
    case list(JSONShape, limit: Int?)
    /// The keys of a cursor as an array of texts; null stands for no cursor.
    case cursor(CursorOrder)
}

/// A page of rows.
package struct ConnectionShape: Sendable {
    package let fields: [ShapedField<ConnectionField>]
    /// How many rows the page holds at most; the statement answers one more where `hasMore` is asked for.
    package let pageSize: Int
    /// Whether the page counts from the end: its rows then come in reverse.
    package let isBackward: Bool
    /// The row of a cursor stands before the page's rows.
    package let hasAfter: Bool
    /// The row of a cursor stands behind them.
    package let hasBefore: Bool
    /// Columns of the keys.
    package let cursorColumns: [Int]
    package let cursorOrder: CursorOrder
    /// A column that tells a row from the filler that carries `totalCount` over an empty page.
    package let presence: Int?
}

/// A field of a connection.
package enum ConnectionField: Sendable {
    case constant([UInt8])
    case edges([ShapedField<EdgeField>])
    case nodes(RowShape)
    case pageInfo([ShapedField<PageInfoField>])
    case totalCount(column: Int)
}

/// A field of an edge.
package enum EdgeField: Sendable {
    case constant([UInt8])
    case cursor
    case node(RowShape)
}

/// A field of `PageInfo`.
package enum PageInfoField: Sendable, Hashable {
    case constant([UInt8])
    case hasNextPage, hasPreviousPage, startCursor, endCursor
}

/// How the text of a column becomes JSON.
package enum ColumnEncoding: Sendable, Hashable {
    /// Digits, as they are.
    case number
    /// `t` or `f`.
    case boolean
    case string
    /// `2026-03-01 08:30:00.5+00` → `"2026-03-01T08:30:00.5Z"`.
    case dateTime
    /// `2026-03-01`, as it is.
    case date
    case json
    /// A JSON array whose items are all promised; where one is missing stands the byte of `MissedValue`.
    case items
    /// Stored text → JSON of the API's name.
    case enumeration([String: [UInt8]])

    /// Whether PostgreSQL has values of the type that the API has no form for. They count as null: JSON has no infinite
    /// numbers, RFC 3339 no years but those of four digits.
    package var hasFormlessValues: Bool {
        switch self {
        case .number, .dateTime, .date: true
        case .boolean, .string, .json, .items, .enumeration: false
        }
    }
}
