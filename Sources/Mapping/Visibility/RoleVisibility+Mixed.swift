// SPDX-License-Identifier: Apache-2.0

import SQL

/// Interfaces and unions as a role sees them: without the types that it may not read.
extension RoleVisibility {
    /// Whether rows of all types that the role sees of an interface or union can be put in order: a list without some of
    /// them would not be the list.
    func isOrdered(_ type: MappedAbstractType) -> Bool {
        let members = members(of: type, deciding: [])
        return !members.isEmpty && members.allSatisfy(isOrdered)
    }

    /// Whether the role may compare what leads to the rows of each type that it sees, of which there is one at least.
    func mayFollow(_ mixed: MappedMixedRelation, of table: MappedTable) -> Bool {
        mayFollow(mixed, of: table.relation, deciding: [])
    }

    /// The same of a field of what a function answers, whose columns are there for who may call it.
    func mayFollow(_ mixed: MappedMixedRelation) -> Bool { mayFollow(mixed, of: nil, deciding: []) }

    /// - Parameter deciding: the interfaces and unions on the way here, whose types are being looked at: what they
    ///   depend on in a circle is not held against them.
    private func mayFollow(
        _ mixed: MappedMixedRelation, of owner: QualifiedName?, deciding: Set<String>
    ) -> Bool {
        guard let type = mapping.abstractTypes[mixed.targetType] else { return false }
        if deciding.contains(type.typeName) { return true }
        let visible = Set(members(of: type, deciding: deciding).map(\.typeName))
        let followed = mixed.members.filter { visible.contains($0.targetType) }
        return !followed.isEmpty
            && followed.allSatisfy { member in
                guard let target = mapping.tables[member.targetType] else { return false }
                return (owner.map { owner in member.ownColumns.allSatisfy { mayRead($0, of: owner) } } ?? true)
                    && mayReach(target, over: member) && (member.shape == .one || isOrdered(target))
            }
    }

    /// The types that the role sees of an interface or union: one that loses a field of the interface is none of it.
    private func members(of type: MappedAbstractType, deciding: Set<String>) -> [MappedTable] {
        let deciding = deciding.union([type.typeName])
        return type.members.compactMap { mapping.tables[$0] }.filter { table in
            isReadable(table)
                && type.fields.allSatisfy { name in
                    switch table.fields[name] {
                    case .mixed(let mixed)?: mayFollow(mixed, of: table.relation, deciding: deciding)
                    case let field?: mayRead(field, of: table)
                    case nil: true
                    }
                }
        }
    }
}
