// SPDX-License-Identifier: Apache-2.0

extension AuthoredTable {
    /// Names of the fields that identify a row.
    package var keyFieldNames: [String] { keyFields ?? ["id"] }

    /// The field with `@version`.
    package var versionField: AuthoredField? { fields.first { $0.column?.isVersion ?? false } }

    /// The columns that a client gives when it makes a row, in order.
    package var createFields: [AuthoredField] {
        fields.filter { field in
            guard let column = field.column else { return false }
            return !column.isReadOnly && !column.isVersion && !isServerMade(field)
        }
    }

    /// The columns that a client may change. What identifies a row stays.
    package var updateFields: [AuthoredField] {
        createFields.filter { !keyFieldNames.contains($0.name) }
    }

    /// `id: ID!` is made by the database, unless `@table(key:)` names it or `@default` says that it may be given.
    package func isServerMade(_ field: AuthoredField) -> Bool {
        guard field.name == "id", let column = field.column, column.scalar == .id, column.isNonNull else {
            return false
        }
        return !column.hasDefault && !(keyFields?.contains("id") ?? false)
    }
}

/// Rows of another table that may be made together with a row of this one.
package struct AuthoredChild: Sendable {
    /// The field of the parent's type.
    package let field: AuthoredField
    package let target: AuthoredTable
    /// The child's column that refers to the parent.
    package let column: String
    /// What the child calls its parent: `Trainee`, in `TrainingSessionCreateWithoutTraineeInput`.
    package let parentName: String

    /// The columns that a client gives of a child: the reference to the parent is known.
    package var createFields: [AuthoredField] { target.createFields.filter { $0.column?.column != column } }
}

extension AuthoredMapping {
    /// The children that can be made with a row: those of the lists over a column of theirs, whose type has a field
    /// with `@insert`. A type that nobody may insert on its own cannot be inserted on the way either.
    package func children(of table: AuthoredTable) -> [AuthoredChild] { lists(of: table).filter(isMade) }

    /// The lists over a column of the other table.
    func lists(of table: AuthoredTable) -> [AuthoredChild] {
        table.fields.compactMap { field in
            guard let relation = field.relation, relation.shape != .one, !relation.isReadOnly,
                relation.through == nil, relation.tag == nil, let column = relation.foreignColumn,
                let target = self.table(forType: relation.targetType)
            else { return nil }
            let named = target.fields.first { $0.relation?.column == column && $0.relation?.through == nil }
            let plain = target.fields.first { $0.column?.column == column }
            return AuthoredChild(
                field: field, target: target, column: column,
                parentName: capitalized(named?.name ?? plain?.name ?? camelCase(column)))
        }
    }

    /// Whether rows of a list can be made with their parent.
    func isMade(_ child: AuthoredChild) -> Bool {
        // A reference that the database fills is not ours to give either.
        let fillsReference = child.target.fields.contains {
            $0.column?.column == child.column && ($0.column?.isReadOnly ?? false)
        }
        return writes(child.target.typeName, by: "insert") && !fillsReference && !child.createFields.isEmpty
    }
}
