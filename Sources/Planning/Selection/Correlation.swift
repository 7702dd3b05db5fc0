// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

extension MappedRelation {
    /// A join that brings in the row of a to-one relation. A LEFT JOIN, never an inner one: a row that policies hide must
    /// not take its referrer with it.
    func leftJoin(
        _ target: QualifiedName, as row: SQLIdentifier, from owner: SQLIdentifier, in scope: StatementScope
    ) -> SQLFragment {
        let conditions =
            tagCondition(of: row, to: owner, in: scope) + join.map { Self.equality(row, $0.foreign, owner, $0.own) }
        return "left join \(target) as \(row) on \(conditions.joined(by: " and "))"
    }

    /// That the reference is to the type that is meant; none where it can be to no other.
    private func tagCondition(
        of rows: SQLIdentifier, to owner: SQLIdentifier, in scope: StatementScope
    ) -> [SQLFragment] {
        guard let tag else { return [] }
        let column = ColumnSQL(tag.column, alias: tag.isOwn ? owner : rows, forms: scope.mapping.forms)
        return ["\(column.reference) = \(SQLFragment(constant: tag.value))"]
    }

    /// That the row of a to-one relation is there: a column that the join compares cannot be null in one that was found.
    func presence(of row: SQLIdentifier) -> SQLFragment {
        "\(row).\(join.last.map { SQLIdentifier($0.foreign) } ?? SQLIdentifier("id")) is not null"
    }

    /// The conditions that tie rows of the relation to a row of its owner.
    ///
    /// A join table is looked at by EXISTS: a row that it ties twice is one row all the same, wherever the condition
    /// stands, and PostgreSQL makes a join of it where that is cheaper.
    func correlation(
        of rows: SQLIdentifier, to owner: SQLIdentifier, in scope: StatementScope
    ) -> [SQLFragment] {
        guard let through else {
            return tagCondition(of: rows, to: owner, in: scope)
                + join.map { Self.equality(rows, $0.foreign, owner, $0.own) }
        }
        let tie = scope.alias(for: through.relation.name)
        let conditions =
            through.own.map { Self.equality(tie, $0.foreign, owner, $0.own) }
            + through.target.map { Self.equality(tie, $0.foreign, rows, $0.own) }
        return ["exists (select from \(through.relation) as \(tie) where \(conditions.joined(by: " and ")))"]
    }

    /// What stands in FROM and in WHERE of an EXISTS over rows of the relation.
    ///
    /// There a join table is joined, not looked at by an EXISTS within: that one would refer to both rows around it, so
    /// that PostgreSQL could make no join of it and would ask it for each pair of them.
    func related(
        _ target: MappedTable, as rows: SQLIdentifier, to owner: SQLIdentifier, in scope: StatementScope
    ) -> (from: SQLFragment, conditions: [SQLFragment]) {
        let table: SQLFragment = "\(target.relation) as \(rows)"
        guard let through else { return (table, correlation(of: rows, to: owner, in: scope)) }
        let tie = scope.alias(for: through.relation.name)
        let join = through.target.map { Self.equality(rows, $0.own, tie, $0.foreign) }.joined(by: " and ")
        return (
            "\(through.relation) as \(tie) join \(table) on \(join)",
            through.own.map { Self.equality(tie, $0.foreign, owner, $0.own) }
        )
    }

    private static func equality(
        _ left: SQLIdentifier, _ leftColumn: String, _ right: SQLIdentifier, _ rightColumn: String
    ) -> SQLFragment {
        "\(left).\(SQLIdentifier(leftColumn)) = \(right).\(SQLIdentifier(rightColumn))"
    }
}
