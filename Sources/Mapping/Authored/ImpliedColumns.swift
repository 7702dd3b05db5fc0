// SPDX-License-Identifier: Apache-2.0

extension AuthoredTable {
    /// Adds, before each to-one relation over columns of mine that no field names, these columns: `trainee_id` can then
    /// be filtered, ordered by and written as `traineeId`, though the type has no such field.
    mutating func addImpliedColumns() {
        var result: [AuthoredField] = []
        var columns = Set(fields.compactMap { $0.column?.column })
        var names = Set(fields.map(\.name))
        for field in fields {
            for implied in field.impliedColumns {
                let name = camelCase(implied.column.column)
                guard !names.contains(name), columns.insert(implied.column.column).inserted else { continue }
                names.insert(name)
                result.append(
                    AuthoredField(
                        name: name, kind: .column(implied.column), description: implied.description,
                        origin: field.origin))
            }
            result.append(field)
        }
        fields = result
    }
}

extension AuthoredField {
    /// My columns that a relation is over.
    fileprivate var impliedColumns: [(column: AuthoredColumn, description: String)] {
        switch kind {
        case .relation(let relation):
            return impliedColumns(
                of: relation, isNonNull: relation.isNonNull || relation.isRequired, isReadOnly: relation.isReadOnly,
                target: "`\(name)`")
        case .mixed(let mixed):
            guard mixed.shape == .one else { return [] }
            let isShared = mixed.isOverOneColumn
            return mixed.members.flatMap { member in
                // Of several columns one is filled, whichever it is.
                impliedColumns(
                    of: member, isNonNull: isShared && (mixed.isNonNull || mixed.isRequired),
                    isReadOnly: mixed.isReadOnly,
                    target: isShared ? "`\(name)`" : "`\(name)`, where it is a \(member.targetType)")
            }
        case .column, .aggregate, .computed: return []
        }
    }

    private func impliedColumns(
        of relation: AuthoredRelation, isNonNull: Bool, isReadOnly: Bool, target: String
    ) -> [(column: AuthoredColumn, description: String)] {
        guard let column = relation.column, relation.through == nil else { return [] }
        func implied(_ column: String, _ scalar: ScalarKind) -> AuthoredColumn {
            AuthoredColumn(
                column: column, scalar: scalar, isList: false, isNonNull: isNonNull, hasDefault: false,
                isReadOnly: isReadOnly, isVersion: false, isImplied: true)
        }
        let type = relation.tag.map { (implied($0.column, .string), "Which type \(target) is of.") }
        return [type, (implied(column, .id), "The key of \(target).")].compactMap { $0 }
    }
}

extension AuthoredField {
    /// The field's column, where it is one.
    package var column: AuthoredColumn? {
        if case .column(let column) = kind { return column }
        return nil
    }

    /// The field's relation, where it is one.
    package var relation: AuthoredRelation? {
        if case .relation(let relation) = kind { return relation }
        return nil
    }

    /// The relation to rows of several types, where the field is one.
    package var mixed: AuthoredMixedRelation? {
        if case .mixed(let mixed) = kind { return mixed }
        return nil
    }

    /// The relations that the field follows: one, or one to each of several types.
    package var relations: [AuthoredRelation] { relation.map { [$0] } ?? mixed?.members ?? [] }

    /// What the field aggregates, where it does.
    package var aggregate: AuthoredAggregate? {
        if case .aggregate(let aggregate) = kind { return aggregate }
        return nil
    }

    /// What a function makes of the row, where the field is that.
    package var computed: AuthoredCall? {
        if case .computed(let call) = kind { return call }
        return nil
    }
}
