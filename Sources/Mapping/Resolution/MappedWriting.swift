// SPDX-License-Identifier: Apache-2.0

package import SQL

/// A field of the mutation root.
package struct MappedMutationField: Sendable {
    package let kind: AuthoredMutationField.Kind
    package let targetType: String
    /// Of `@upsert`: the columns of the unique key that decides whether the row is there, in the key's order.
    package let conflictColumns: [String]
}

/// What there is to know of a table whose rows are written.
package struct MappedWriting: Sendable {
    /// The arguments of a write by key and their columns, in order.
    package let keyFields: [(name: String, column: MappedColumn)]
    /// The column that counts versions.
    package let version: MappedColumn?
    /// Columns of new rows that nobody gives and that have no default: the policy's own function fills them.
    package let filled: [FilledColumn]
    /// Lists of children that can be made with a row, by the field's name.
    package let children: [String: MappedChild]
    /// Lists of children that can be changed with a row, by the field's name.
    package let changedChildren: [String: MappedChild]
    /// Names of the fields that stand for a column.
    package let fieldNames: [String: String]
    /// Types of all columns of the relation.
    package let columnTypes: [String: ColumnType]
    /// By name: what a violated constraint is about.
    package let constraints: [String: MappedConstraint]
    package let settlement: Settlement
}

/// A column that is filled from the request's context.
package struct FilledColumn: Sendable, Hashable {
    package let name: String
    /// Without arguments.
    package let function: QualifiedName
}

/// Children that are made with their parent.
package struct MappedChild: Sendable {
    package let targetType: String
    /// The columns of the child that are taken from the parent. `own` is the parent's.
    package let columns: [JoinPair]
    /// Names and columns of the child's key, without what refers to the parent.
    package let keyFields: [(name: String, column: MappedColumn)]
}

/// A constraint as far as a client may know of it.
package struct MappedConstraint: Sendable, Hashable {
    package let rule: ConstraintRule
    /// The columns that the constraint is about, the tenant's among them.
    package let columns: [String]
}

/// The kinds of rules that rows must keep.
package enum ConstraintRule: String, Sendable, Hashable, CaseIterable {
    case unique = "UNIQUE"
    /// Of an exclusion constraint, or of a key WITHOUT OVERLAPS.
    case exclusion = "EXCLUSION"
    case foreignKey = "FOREIGN_KEY"
    case check = "CHECK"
    case notNull = "NOT_NULL"
}
