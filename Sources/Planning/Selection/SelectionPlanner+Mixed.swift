// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Relations to rows of several types.
extension SelectionPlanner {
    /// - Parameter use: is told which columns of the owner are read.
    func mixed(
        _ mixed: MappedMixedRelation, collected: CollectedField, of table: MappedTable, alias: SQLIdentifier,
        use: (String) -> Void, joins: inout [SQLFragment]
    ) throws(PlanningError) -> RowField {
        let schema = scope.mapping.schema
        let members = mixed.members.filter { schema.isPossibleType($0.targetType, of: mixed.targetType) }
        for column in members.flatMap(\.ownColumns) { use(column) }
        let inner = try deeper()
        switch mixed.shape {
        case .one:
            var variants: [RowVariant] = []
            for member in members {
                variants.append(try inner.variant(member, collected.selectionSets, from: alias, joins: &joins))
            }
            return .variants(variants, isNonNull: mixed.isNonNull)
        case .list, .connection:
            guard let field = collected.fields.first, let type = scope.mapping.abstractTypes[mixed.targetType] else {
                return .null
            }
            for member in members where member.through != nil { try scope.budget.takeRelation() }
            let relations = Dictionary(
                members.map { ($0.targetType, $0) }, uniquingKeysWith: { first, _ in first })
            let arguments = try operation.arguments(of: field, on: table.typeName)
            let rows = try MixedRows(
                type, arguments: arguments,
                page: try PageArguments(arguments, of: mixed.shape, limit: mixed.limit, settings: scope.settings),
                place: "\(table.typeName).\(field.name.value)", selection: inner,
                correlation: { [scope] target, rows in
                    relations[target.typeName]?.correlation(of: rows, to: alias, in: scope) ?? []
                })
            let planned = try LateralPlanner(rows: rows, operation: operation, scope: scope).plan(
                collected.selectionSets, as: mixed.shape)
            joins.append(planned.join)
            return .lateral(planned.node)
        }
    }

    /// The row of one of the types, joined to the row that refers to it. Its policies decide whether it is there, so
    /// that it is joined whatever is asked of it.
    private func variant(
        _ member: MappedRelation, _ selectionSets: [SelectionSet], from owner: SQLIdentifier,
        joins: inout [SQLFragment]
    ) throws(PlanningError) -> RowVariant {
        let target = try scope.target(of: member)
        let joined = scope.alias(for: target.relation.name)
        joins.append(member.leftJoin(target.relation, as: joined, from: owner, in: scope))
        let presence = member.presence(of: joined)
        let row = try row(
            selectionSets, of: target, alias: joined, use: { _ in },
            making: { "case when \(presence) then \($1) end" }, joins: &joins)
        return RowVariant(presence: presence, row: row)
    }
}
