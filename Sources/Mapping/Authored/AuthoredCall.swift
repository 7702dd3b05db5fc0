// SPDX-License-Identifier: Apache-2.0

package import SQL

/// A field with `@call`: a function of the database answers it. On a root type; or on a table's type, of whose row the
/// function then makes a value.
package struct AuthoredCall: Sendable {
    /// What the function's answer is, in the API.
    package enum Result: Sendable {
        /// Rows of a table, by the name of its type: they are read once more by key, so that policies decide.
        case rows(String)
        /// The columns of what the function answers, by the name of a type without @table.
        case record(String)
        case value(ScalarKind)
    }

    /// The type that holds the field: its name in the API.
    package var rootType: String
    package var name: String
    /// Whether the function may write: the field is one of the mutation root.
    package var isMutation: Bool
    package var function: QualifiedName
    package var arguments: [AuthoredArgument]
    package var result: Result
    package var isList: Bool
    /// Whether the field's type is non-null, outermost.
    package var isNonNull: Bool
    /// Whether an item of the list is non-null; as `isNonNull` where the field is no list.
    package var isItemNonNull: Bool
    package var limit: AuthoredLimit?
    package var origin: Origin

    /// `Query.findTrainees`.
    package var place: String { "\(rootType).\(name)" }
}

/// An argument that the author declared.
package struct AuthoredArgument: Sendable {
    /// What its values are.
    package enum Kind: Sendable, Hashable {
        case scalar(ScalarKind)
        /// An input object, by the name of its type.
        case input(String)
    }

    package var name: String
    package var kind: Kind
    package var isList: Bool
    /// Whether it is always there and never null.
    package var isRequired: Bool
    package var origin: Origin

    /// The parameter that it is given to.
    package var parameter: String { snakeCase(name) }
}

/// An object type without @table: the columns of what functions answer. Its fields are those of a table's type.
package struct AuthoredRecord: Sendable {
    package var typeName: String
    package var fields: [AuthoredField]
    package var origin: Origin
}

/// An input object that an author declared, as an argument of functions.
package struct AuthoredInput: Sendable {
    /// A field of the input object.
    package struct Member: Sendable {
        package var name: String
        package var kind: AuthoredArgument.Kind
    }

    package var typeName: String
    package var members: [Member]
}
