// SPDX-License-Identifier: Apache-2.0

import GraphQLSchema
import SQL

extension RoleVisibility {
    /// Fields of the mutation root that the role's grants do not allow.
    mutating func hideMutationFields() {
        let hidden = mapping.mutationFields.filter { !mayMutate($0.value) }.map(\.key)
        guard !hidden.isEmpty else { return }
        hide(Set(hidden), of: mapping.schema.mutationTypeName ?? "Mutation")
    }

    private func mayMutate(_ field: MappedMutationField) -> Bool {
        guard let table = mapping.tables[field.targetType], let relation = relations[table.relation] else {
            return false
        }
        switch field.kind {
        case .insert, .insertMany: return mayInsert(into: table, relation)
        case .upsert: return mayInsert(into: table, relation) && privileges.holds("UPDATE", onSomeOf: relation)
        case .update, .updateMany: return privileges.holds("UPDATE", onSomeOf: relation) && mayFind(table)
        case .delete, .deleteMany: return privileges.holds("DELETE", onSomeOf: relation) && mayFind(table)
        }
    }

    /// What the role may not do to rows of a table that belong to another row.
    func changesNotMade(of table: MappedTable) -> Set<String> {
        guard let relation = relations[table.relation] else { return Set(ChildChange.allCases.map(\.rawValue)) }
        let hidden = ChildChange.allCases.filter { change in
            switch change {
            case .create: !mayInsert(into: table, relation)
            case .update: !(privileges.holds("UPDATE", onSomeOf: relation) && mayFind(table))
            case .delete: !(privileges.holds("DELETE", onSomeOf: relation) && mayFind(table))
            }
        }
        return Set(hidden.map(\.rawValue))
    }

    /// Whether the role may write all columns that a new row must be given.
    private func mayInsert(into table: MappedTable, _ relation: Relation) -> Bool {
        guard privileges.holds("INSERT", onSomeOf: relation) else { return false }
        guard case .inputObject(let input)? = mapping.schema.type(named: "\(table.typeName)CreateInput") else {
            return true
        }
        return input.fields.filter(\.type.isNonNull).allSatisfy { field in
            guard case .column(let column)? = table.fields[field.name] else { return true }
            return may("INSERT", column.name, of: table.relation)
        }
    }

    /// Whether the role may compare the key, without which no row is found.
    private func mayFind(_ table: MappedTable) -> Bool {
        table.orderingKey.allSatisfy { may("SELECT", $0.name, of: table.relation) }
    }
}
