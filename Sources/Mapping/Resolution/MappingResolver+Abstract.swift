// SPDX-License-Identifier: Apache-2.0

import SQL

/// Holds lists of interfaces and unions against the catalog.
extension MappingResolver {
    /// The interfaces and unions whose rows a field answers, but for those that are only found by an id.
    mutating func resolveAbstractTypes(tables: [String: MappedTable]) -> [String: MappedAbstractType] {
        var types: [String: MappedAbstractType] = [:]
        var listed: Set<String> = []
        for use in abstractUses {
            guard let type = authored.abstractTypes[use.typeName] else { continue }
            let isNewList = use.isList && listed.insert(use.typeName).inserted
            guard types[use.typeName] == nil || isNewList else { continue }
            let members = type.members.compactMap { tables[$0] }
            // A table that is not there is reported with its own type.
            guard members.count == type.members.count else { continue }
            if use.isList { checkKeys(of: members, for: use) }
            types[use.typeName] = MappedAbstractType(
                typeName: use.typeName, members: members.map(\.typeName).sorted(), fields: type.fields.map(\.name),
                columnTypes: use.isList ? columnTypes(of: members, for: use) : [:])
        }
        return types
    }

    /// A field that answers rows of several types.
    private struct AbstractUse {
        let place: String
        let typeName: String
        let isList: Bool
        let origin: Origin
    }

    private var abstractUses: [AbstractUse] {
        var uses: [AbstractUse] = []
        for field in authored.queryFields {
            switch field.kind {
            case .connection, .list:
                uses.append(
                    AbstractUse(
                        place: "\(authored.queryTypeName).\(field.name)", typeName: field.targetType, isList: true,
                        origin: field.origin))
            case .find, .aggregate, .node: break
            }
        }
        let types = authored.tables.map { ($0.typeName, $0.fields) } + authored.records.map { ($0.typeName, $0.fields) }
        for (typeName, fields) in types {
            for field in fields {
                guard let mixed = field.mixed else { continue }
                uses.append(
                    AbstractUse(
                        place: "\(typeName).\(field.name)", typeName: mixed.targetType, isList: mixed.shape != .one,
                        origin: field.origin))
            }
        }
        return uses
    }

    /// Rows of several types are put in order, and found once more, by their keys.
    private mutating func checkKeys(of members: [MappedTable], for use: AbstractUse) {
        for table in members {
            let key = table.orderingKey.map(\.name)
            guard let relation = relations[table.relation], key.isEmpty || !findsOneRow(key, of: relation) else {
                continue
            }
            faults.append(
                MappingFault(
                    "Field '\(use.place)' lists rows of \(table.relation), of which "
                        + (key.isEmpty ? "no key is known." : "no unique key covers \(key.joined(separator: ", "))."),
                    hint: "Name the fields of a unique key in @table(key: […]) of '\(table.typeName)'.",
                    at: use.origin))
        }
    }

    /// A list of an interface or union, where the type is one.
    func resolveAbstract(_ field: AuthoredRootField) -> MappedRootField? {
        guard authored.abstractTypes[field.targetType] != nil else { return nil }
        switch field.kind {
        case .connection: return MappedRootField(kind: .connection, targetType: field.targetType, limit: field.limit)
        case .list: return MappedRootField(kind: .list, targetType: field.targetType, limit: field.limit)
        case .find, .aggregate, .node: return nil
        }
    }

    /// In what type values of what the types have in common are compared.
    private mutating func columnTypes(of members: [MappedTable], for use: AbstractUse) -> [String: ColumnType] {
        var types: [String: ColumnType] = [:]
        for shared in authored.sharedColumns(of: use.typeName) {
            let columns = members.compactMap { table -> (MappedTable, MappedColumn)? in
                guard case .column(let column)? = table.fields[shared.name] else { return nil }
                return (table, column)
            }
            // A column that does not fit is reported where it stands.
            guard columns.count == members.count else { continue }
            if let type = ColumnType.shared(by: columns.map(\.1.type)) {
                types[shared.name] = type
                continue
            }
            let found = columns.map { "\($0.1.type.serving) in \($0.0.relation)" }.joined(separator: ", ")
            faults.append(
                MappingFault(
                    "Field '\(use.place)': '\(use.typeName).\(shared.name)' is \(found), "
                        + "so that rows of all types cannot be compared by it.",
                    hint: "Give the columns one type by a migration or a view, or take the field out of the interface.",
                    at: use.origin))
        }
        return types
    }
}

extension ColumnType {
    /// The type in which values of columns of all these types are compared by operators that an index of each serves;
    /// nil where there is none.
    static func shared(by types: [ColumnType]) -> ColumnType? {
        guard let first = types.first else { return nil }
        if types.allSatisfy({ $0 == first }) { return first }
        guard types.allSatisfy({ $0.isArray == first.isArray }) else { return nil }
        // Domains are compared as what they are made of.
        let names = Set(types.map { $0.base ?? $0.name })
        if names.count == 1, let name = names.first, types.allSatisfy({ $0.labels == nil }) {
            return ColumnType(name: name, isArray: first.isArray)
        }
        let builtIn = Set(names.filter { $0.schema == "pg_catalog" }.map(\.name))
        guard builtIn.count == names.count, let family = families.first(where: builtIn.isSubset) else { return nil }
        return family.last(where: builtIn.contains).map { .builtIn($0, isArray: first.isArray) }
    }

    /// Types that one family of operators compares, each after those whose values it holds.
    private static let families = [["varchar", "text"], ["int2", "int4", "int8"], ["float4", "float8"]]
}
