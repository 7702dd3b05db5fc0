// SPDX-License-Identifier: Apache-2.0

/// A field whose type is an interface or union: rows of several tables that belong to a row.
package struct AuthoredMixedRelation: Sendable {
    /// The interface or union.
    package var targetType: String
    package var shape: AuthoredRelation.Shape
    /// How rows of each of its types are found, by the types' names.
    package var members: [AuthoredRelation]
    /// Whether the field's type is non-null, outermost.
    package var isNonNull: Bool
    /// `@relation(required:)`: the columns that refer are NOT NULL though the row may be hidden.
    package var isRequired: Bool
    /// `@readOnly`: my columns are never written through the API.
    package var isReadOnly: Bool
    package var limit: AuthoredLimit?

    /// Whether the same columns of mine refer to rows of all types: a pair of type and key.
    var isOverOneColumn: Bool {
        guard let first = members.first, let column = first.column else { return false }
        return members.allSatisfy { $0.column == column && $0.tag?.column == first.tag?.column }
    }
}
