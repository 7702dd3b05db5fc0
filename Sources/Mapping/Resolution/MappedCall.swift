// SPDX-License-Identifier: Apache-2.0

package import SQL

/// A root field that a function answers, held against the catalog.
package struct MappedCall: Sendable {
    /// What the function answers.
    package enum Answer: Sendable {
        /// RETURNS void: the field answers true.
        case nothing
        /// One value, which may be an array.
        case value(MappedColumn)
        /// A value in each row.
        case values(MappedColumn)
        /// Columns of what the function answers.
        case record(MappedTable)
        /// Rows of a table, which are read once more by these columns of the answer and of the table.
        case rows(MappedTable, key: [String])
    }

    package let function: QualifiedName
    /// Which of the functions of the name, as `pg_get_function_identity_arguments` writes its arguments.
    package let identityArguments: String
    package let arguments: [MappedArgument]
    package let answer: Answer
    /// Whether the function answers any number of rows.
    package let returnsSet: Bool
    /// Whether it answers an array of rows.
    package let returnsArray: Bool
    /// The columns that it answers; none where it answers a value.
    package let columns: [Column]
    package let isList: Bool
    /// Whether the API promises a value.
    package let isNonNull: Bool
    package let limit: AuthoredLimit?
}

/// An argument of a field and the parameter that it is given to.
package struct MappedArgument: Sendable {
    /// What is passed to the parameter.
    package enum Value: Sendable {
        case scalar(ScalarKind)
        /// An input object, as a document: JSON of a parameter of type json or jsonb, or the columns of a composite.
        case document(InputDocument)
    }

    package let name: String
    package let parameter: String
    package let type: ColumnType
    package let hasDefault: Bool
    package let isVariadic: Bool
    package let isList: Bool
    package let value: Value
}

/// How a value of the API becomes JSON for a function.
package struct InputDocument: Sendable, Hashable {
    /// What stands at the root, or in each item of a list there.
    package let root: AuthoredArgument.Kind
    /// Members are named like columns, for a composite type; else as clients write them.
    package let namesColumns: Bool
    package let types: InputTypes
}

/// The input objects and enums of an API. One for each mapping, so that identity is equality.
package final class InputTypes: Sendable, Hashable {
    private let members: [String: [String: AuthoredArgument.Kind]]
    private let enums: [String: [String: String]]

    init(_ inputs: [AuthoredInput], enums: [String: [String: String]]) {
        members = Dictionary(
            inputs.map { input in
                (
                    input.typeName,
                    Dictionary(input.members.map { ($0.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
                )
            }, uniquingKeysWith: { first, _ in first })
        self.enums = enums
    }

    /// What a member of an input object holds.
    package func kind(of member: String, in typeName: String) -> AuthoredArgument.Kind? { members[typeName]?[member] }

    /// The stored text of an enum's value.
    package func storedText(of value: String, in enumName: String) -> String? { enums[enumName]?[value] }

    package static func == (left: InputTypes, right: InputTypes) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
