// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage

/// How a field of the mutation root is answered: statements that write, then one that reads what they wrote.
package struct PlannedWrite: Sendable {
    /// In the order in which they run.
    package let statements: [WriteStatement]
    package let shape: WriteShape

    init(statements: [WriteStatement], shape: PayloadShape) {
        self.statements = statements
        self.shape = .payload(shape)
    }

    /// - Parameter answer: the shape of what the last statement answers.
    init(statements: [WriteStatement], answer: RootShape) {
        self.statements = statements
        shape = .answer(answer)
    }
}

/// How the results of a field that writes become its value.
package enum WriteShape: Sendable {
    case payload(PayloadShape)
    /// What a function answered, as the last statement has it.
    case answer(RootShape)
}

/// One statement of a field that writes.
package struct WriteStatement: Sendable {
    package let statement: PlannedStatement
    /// What the statement writes; nil for one that only reads.
    package let target: WriteTarget?
}

/// What a statement writes, for the errors that it may cause.
package struct WriteTarget: Sendable {
    /// The type whose rows are written.
    package let typeName: String
    /// Where in the request the value of each column stands; of many rows, where the list does.
    package let inputPaths: [String: [PathSegment]]
    /// Whether rows are taken away, so that a violated foreign key is another table's.
    package let removesRows: Bool
    /// Whether rows that are there are changed, so that a violated foreign key of their own table may be of rows that refer
    /// to them.
    package var changesRows = false
    /// Where a row that belongs to another stands in the request; empty for the operation's own.
    package var rowPath: [PathSegment] = []
}

/// Why a statement that could run writes nothing. The statement tells by failing to read these words as a number, which
/// takes the whole transaction back in the same round trip.
package enum WriteRefusal: String, Sendable, CaseIterable {
    /// No row has the key, or none that the role may see and write.
    case notFound = "palisade:not_found"
    /// The row has another version than the one that was asked for.
    case versionConflict = "palisade:version_conflict"
    /// More rows fit than `atMost`.
    case tooManyRows = "palisade:too_many_rows"
    /// A trigger or a rule kept a row from being made whose children were to follow.
    case notWritten = "palisade:not_written"
}

/// How the results of a field that writes become its payload.
package struct PayloadShape: Sendable {
    /// Where the number of rows is to be found.
    package enum Count: Sendable {
        /// In the command's tag: `INSERT 0 1`.
        case commandTag
        /// In a column of the first row.
        case column(Int)
    }

    package let fields: [ShapedField<PayloadField>]
    /// The statement whose result tells how many rows were written.
    package let countStatement: Int
    package let count: Count
    /// The statement that answers the rows; nil where none are selected.
    package let rowStatement: Int?
}

/// A field of a payload.
package enum PayloadField: Sendable {
    case constant([UInt8])
    case affectedCount
    /// The one row. `presence` is a column that says whether it may be seen.
    case row(ObjectShape, presence: Int)
    case nodes(ObjectShape, presence: Int)
}
