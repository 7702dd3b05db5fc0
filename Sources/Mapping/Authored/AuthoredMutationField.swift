// SPDX-License-Identifier: Apache-2.0

/// A field of the mutation root.
package struct AuthoredMutationField: Sendable {
    /// What the field does, and of how many rows.
    package enum Kind: Sendable, Hashable {
        /// `@insert` of one row, or of a list.
        case insert, insertMany
        /// `@update` by the key, or by a filter.
        case update, updateMany
        /// `@delete` by the key, or by a filter.
        case delete, deleteMany
        /// `@upsert(key:)`: names of fields.
        case upsert(key: [String])

        /// Whether the field answers a list payload.
        package var isMany: Bool {
            switch self {
            case .insertMany, .updateMany, .deleteMany: true
            case .insert, .update, .delete, .upsert: false
            }
        }

        /// Whether the field makes rows.
        package var makesRows: Bool {
            switch self {
            case .insert, .insertMany, .upsert: true
            case .update, .updateMany, .delete, .deleteMany: false
            }
        }

        /// The directive's name.
        package var directive: String {
            switch self {
            case .insert, .insertMany: "insert"
            case .update, .updateMany: "update"
            case .delete, .deleteMany: "delete"
            case .upsert: "upsert"
            }
        }
    }

    package var name: String
    package var kind: Kind
    package var targetType: String
    package var origin: Origin
}
