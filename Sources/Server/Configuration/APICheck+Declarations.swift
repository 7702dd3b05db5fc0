// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL
import Safety

/// What an SDL says of columns.
extension APICheck {
    static func declarations(of authored: AuthoredMapping) -> [Declaration] {
        authored.tables.flatMap { table in
            table.fields.compactMap { field -> Declaration? in
                if let mixed = field.mixed { return typeColumn(of: mixed, field: field, table: table) }
                guard let column = field.column else { return nil }
                var enumeration: Declaration.Enumeration?
                if case .enumeration(let name) = column.scalar, !column.isList {
                    enumeration = .init(name: name, storedTexts: Set((authored.enums[name] ?? [:]).values))
                }
                return Declaration(
                    place: "\(table.typeName).\(field.name)", relation: table.relation, column: column.column,
                    promisesValue: column.isNonNull, hasDefault: column.hasDefault,
                    isServerMade: column.isReadOnly || column.isVersion || field.name == "id",
                    enumeration: enumeration)
            }
        }
    }

    /// The column of mine that names the type of a related row.
    private static func typeColumn(
        of mixed: AuthoredMixedRelation, field: AuthoredField, table: AuthoredTable
    ) -> Declaration? {
        let tags = mixed.members.compactMap { $0.column == nil ? nil : $0.tag }
        guard let column = tags.first?.column, tags.count == mixed.members.count,
            tags.allSatisfy({ $0.column == column })
        else { return nil }
        return Declaration(
            place: "\(table.typeName).\(field.name)", relation: table.relation, column: column, isServerMade: true,
            typeValues: Set(tags.map(\.value)))
    }

    /// The columns of other tables by which relations find their rows.
    static func references(of authored: AuthoredMapping) -> [DeclaredReference] {
        authored.tables.flatMap { table in
            table.fields.flatMap { field in
                field.relations.compactMap { relation -> DeclaredReference? in
                    guard let column = relation.foreignColumn, relation.through == nil,
                        let target = authored.table(forType: relation.targetType)
                    else { return nil }
                    return DeclaredReference(
                        place: "\(table.typeName).\(field.name)", relation: target.relation,
                        columns: [relation.tag?.column, column].compactMap { $0 })
                }
            }
        }
    }

    /// Text search configurations in schemas that a role needs the right to use.
    static func searchConfigurations(of mapping: Mapping) -> [DeclaredSearchConfiguration] {
        mapping.tables.values.sorted { $0.typeName < $1.typeName }.compactMap { table in
            guard let search = table.search, let name = search.configuration, let schema = search.configurationSchema
            else { return nil }
            return DeclaredSearchConfiguration(
                typeName: table.typeName, relation: table.relation, name: name, schema: schema)
        }
    }
}
