// SPDX-License-Identifier: Apache-2.0

package import SQL

/// An interface or union of the author's, of whose rows there are lists.
package struct MappedAbstractType: Sendable {
    package let typeName: String
    /// Its object types, by name. A role may see fewer of them.
    package let members: [String]
    /// The fields of an interface; a type that loses one for a role is none of it any more.
    let fields: [String]
    /// The type in which values of all members' columns are compared: by the name of the interface's field.
    package let columnTypes: [String: ColumnType]
}
