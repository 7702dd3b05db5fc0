// SPDX-License-Identifier: Apache-2.0

package import SQL

/// An interface or union of the author's whose rows fields answer.
package struct MappedAbstractType: Sendable {
    package let typeName: String
    /// Its object types, by name. A role may see fewer of them.
    package let members: [String]
    /// The fields of an interface; a type that loses one for a role is none of it any more.
    let fields: [String]
    /// The type in which values of all members' columns are compared: by the name of the interface's field. Empty where
    /// there are no lists of it.
    package let columnTypes: [String: ColumnType]
}
