// SPDX-License-Identifier: Apache-2.0

extension AuthoredTable {
    /// Adds, before each to-one relation over a column of mine that no field names, that column: `trainee_id` can then
    /// be filtered, ordered by and written as `traineeId`, though the type has no such field.
    mutating func addImpliedColumns() {
        var result: [AuthoredField] = []
        var columns = Set(fields.compactMap { $0.column?.column })
        var names = Set(fields.map(\.name))
        for field in fields {
            if case .relation(let relation) = field.kind, let column = relation.column, relation.through == nil {
                let name = camelCase(column)
                if !columns.contains(column) && !names.contains(name) {
                    columns.insert(column)
                    names.insert(name)
                    let implied = AuthoredColumn(
                        column: column, scalar: .id, isList: false,
                        isNonNull: relation.isNonNull || relation.isRequired, hasDefault: false,
                        isReadOnly: relation.isReadOnly, isVersion: false, isImplied: true)
                    result.append(
                        AuthoredField(
                            name: name, kind: .column(implied), description: "The key of `\(field.name)`.",
                            origin: field.origin))
                }
            }
            result.append(field)
        }
        fields = result
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
