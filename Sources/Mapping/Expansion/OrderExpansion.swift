// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The input types of `orderBy`.
struct OrderExpansion {
    /// Whether rows of a type have something to be ordered by, of their own or of rows that they refer to.
    static func isOrdered(_ typeName: String, in mapping: AuthoredMapping) -> Bool {
        var seen: Set<String> = []
        var pending = [typeName]
        while let next = pending.popLast() {
            guard seen.insert(next).inserted, let table = mapping.table(forType: next) else { continue }
            if table.fields.contains(where: isKey) || !SearchExpansion(table).orderFields.isEmpty { return true }
            pending += table.fields.compactMap(\.relation).filter { $0.shape == .one }.map(\.targetType)
        }
        return false
    }

    /// Whether rows can be ordered by the field itself.
    private static func isKey(_ field: AuthoredField) -> Bool {
        switch field.kind {
        case .column, .computed: field.value.map { !$0.isList && $0.scalar.isSortable } ?? false
        case .aggregate: true
        case .relation, .mixed: false
        }
    }

    /// `TrainingSessionOrderBy @oneOf`: one column, or one column of a to-one relation.
    static func tableOrder(_ table: AuthoredTable, in mapping: AuthoredMapping) -> TypeDefinition {
        var fields: [InputValueDefinition] = []
        for field in table.fields {
            switch field.kind {
            case .column, .computed:
                guard isKey(field) else { continue }
                fields.append(input(field.name, named(directionName), field.description))
            case .relation(let relation):
                guard relation.shape == .one, isOrdered(relation.targetType, in: mapping) else { continue }
                fields.append(input(field.name, named(orderName(relation.targetType)), "By the related row."))
            case .mixed: continue
            case .aggregate(let aggregate):
                fields.append(
                    input(
                        field.name, named(AggregateNames(aggregate.targetType).order),
                        "By figures over the related rows."))
            }
        }
        fields += SearchExpansion(table).orderFields
        return order(table.typeName, fields)
    }

    /// The keys of which one stands in each item of `orderBy`.
    static func order(_ typeName: String, _ keys: [InputValueDefinition]) -> TypeDefinition {
        inputDefinition(orderName(typeName), "One key of an order of \(typeName) rows.", isOneOf: true, keys)
    }

    /// Whether rows are ordered by a column.
    static func isKey(_ column: AuthoredColumn) -> Bool { !column.isList && column.scalar.isSortable }

    static func direction() -> TypeDefinition {
        let values: [(String, String)] = [
            ("ASC", "Smallest first; nulls last."),
            ("ASC_NULLS_FIRST", "Nulls, then smallest first."),
            ("ASC_NULLS_LAST", "Smallest first; nulls last."),
            ("DESC", "Largest first; nulls before them."),
            ("DESC_NULLS_FIRST", "Nulls, then largest first."),
            ("DESC_NULLS_LAST", "Largest first; nulls last."),
        ]
        return TypeDefinition(
            description: Description("A direction. Without more, nulls stand where PostgreSQL puts them."),
            name: Name(directionName),
            kind: .enum(
                values: values.map { EnumValueDefinition(description: Description($0.1), name: Name($0.0)) }))
    }

    static func orderName(_ typeName: String) -> String { typeName + "OrderBy" }

    static let directionName = "OrderDirection"
}
