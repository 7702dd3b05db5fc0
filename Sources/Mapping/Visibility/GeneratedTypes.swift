// SPDX-License-Identifier: Apache-2.0

/// The types that the engine makes for a table, as far as they show its columns. One list, which every new kind of
/// generated type must be added to: what it does not name shows a role more than it may see.
struct GeneratedTypes {
    /// Types whose fields are named like the table's own, for reading.
    static let readingColumns = [
        "Filter", "OrderBy", "GroupBy", "GroupKey", "Counts", "Sums", "Floats", "Extremes", "Booleans", "FloatsFilter",
        "FloatsOrderBy",
    ]

    /// Types that mean nothing where no row may be read.
    static let readingRows =
        readingColumns + [
            "Connection", "Edge", "ListFilter", "Aggregate", "Group", "AggregateFilter", "AggregateOrderBy",
            "GroupOrderBy",
        ]

    /// Whether a type holds the columns of a new row of the table: `TraineeCreateInput`,
    /// `TrainingSessionCreateWithoutTraineeInput`.
    static func isCreateInput(_ name: String, of typeName: String) -> Bool {
        name == typeName + "CreateInput"
            || name.hasPrefix(typeName + "CreateWithout") && name.hasSuffix("Input")
    }

    /// Whether a type says what becomes of rows of the table that belong to another row.
    static func isChangesInput(_ name: String, of typeName: String) -> Bool {
        name.hasPrefix(typeName + "ChangesWithout") && name.hasSuffix("Input")
    }

    /// Whether a type holds the key and the columns of a row that is changed with another.
    static func isChildUpdateInput(_ name: String, of typeName: String) -> Bool {
        name.hasPrefix(typeName + "UpdateWithout") && name.hasSuffix("Input")
    }

    /// Whether a type holds the columns of a row that is changed.
    static func isUpdateInput(_ name: String, of typeName: String) -> Bool {
        name == typeName + "UpdateInput"
            || name.hasPrefix(typeName + "UpdateWithout") && name.hasSuffix("Input")
    }
}
