// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Plans which rows a list of several types holds, and in which order.
struct MixedPagePlanner {
    let scope: StatementScope
    let cursors: any CursorReading
    let type: MappedAbstractType
    /// Conditions that tie the rows of a table to a row of the statement around.
    let correlation: (MappedTable, SQLIdentifier) -> [SQLFragment]

    /// - Parameter place: names the field, as a part of what cursors are bound to.
    func page(
        arguments: [String: SourcedValue], page: PageArguments, place: String
    ) throws(PlanningError) -> MixedPage {
        let tables = try tables()
        let alias = scope.alias(for: snakeCase(type.typeName))
        let filter = arguments["where"]?.unlessNull
        let order = try MixedOrder(arguments["orderBy"]?.unlessNull, of: type, scope: scope)
        let names = tables.map(\.typeName)
        let cursorOrder = CursorOrder(
            fingerprint: "\(place)|\(order.fingerprint)|\(names.joined(separator: ","))|\(filter?.shapeText ?? "")",
            keyCount: order.shared.count + 1 + tables.reduce(0) { $0 + $1.orderingKey.count })
        let reader = MixedCursorReader(
            scope: scope, cursors: cursors, order: cursorOrder, sharedCount: order.shared.count, typeNames: names)
        let after = try page.after.map { cursor throws(PlanningError) in try reader.read(cursor, of: "after") }
        let before = try page.before.map { cursor throws(PlanningError) in try reader.read(cursor, of: "before") }

        var branches: [MixedBranch] = []
        for table in tables {
            branches.append(
                try branch(
                    table, order: order, filter: filter, page: page, after: after, before: before,
                    firstOwnKey: branches.last?.endOfOwnKeys ?? 0))
        }
        return MixedPage(
            alias: alias, branches: branches, order: keys(of: order, branches, isBackward: page.isBackward),
            extent: PageExtent(
                size: page.size, isBackward: page.isBackward, hasAfter: after != nil, hasBefore: before != nil,
                cursorOrder: cursorOrder))
    }

    /// The tables of the types that the role sees, in the order of the types' names.
    private func tables() throws(PlanningError) -> [MappedTable] {
        var tables: [MappedTable] = []
        for name in scope.mapping.schema.possibleTypes(of: type.typeName).sorted() {
            tables.append(try scope.table(name))
        }
        return tables
    }

    private func branch(
        _ table: MappedTable, order: MixedOrder, filter: SourcedValue?, page: PageArguments, after: MixedCursor?,
        before: MixedCursor?, firstOwnKey: Int
    ) throws(PlanningError) -> MixedBranch {
        let alias = scope.alias(for: table.relation.name)
        let forms = scope.mapping.forms
        let shared = order.shared.compactMap { key -> OrderKey? in
            guard let column = key.column(of: table) else { return nil }
            let reference = ColumnSQL(column, alias: alias, forms: forms).reference
            return OrderKey(
                column: ColumnSQL(key.compared(column), reference: reference, forms: forms),
                direction: key.direction, isNullable: !column.isNotNull)
        }
        let own = table.orderingKey.map { column in
            OrderKey(
                column: ColumnSQL(column, alias: alias, forms: forms), direction: order.completion,
                isNullable: !column.isNotNull)
        }
        var conditions = correlation(table, alias)
        if let filter,
            let condition = try FilterPlanner(scope: scope).condition(
                filter, on: table, alias: alias, path: [.key("where")])
        {
            conditions.append(condition)
        }
        // As for one table: the cursor on the side that the page is counted from decides where it begins.
        let keys = MixedKeys(
            typeName: table.typeName, shared: shared, own: own, firstOwnKey: firstOwnKey,
            isDescending: order.completion.isDescending)
        let follows = after.flatMap { keys.ranges(after: $0) }
        let precedes = before.flatMap { keys.reversed.ranges(after: $0) }
        let (beginning, end) = page.isBackward ? (precedes, follows) : (follows, precedes)
        if let end { conditions.append(PagePlanner.alternatives(end)) }
        let read = page.isBackward ? keys.reversed : keys
        return MixedBranch(
            table: table, alias: alias, sharedKeys: read.shared, ownKeys: read.own, firstOwnKey: firstOwnKey,
            conditions: conditions, ranges: beginning)
    }

    /// The keys of the page's rows: shared ones, the type, and the keys of all types.
    private func keys(of order: MixedOrder, _ branches: [MixedBranch], isBackward: Bool) -> [MixedKey] {
        let shared = order.shared.indices.map { index in
            MixedKey(
                name: MixedColumns.shared(index), direction: order.shared[index].direction,
                isNullable: branches.contains { $0.sharedKeys.dropFirst(index).first?.isNullable ?? true })
        }
        let type = MixedKey(name: MixedColumns.type, direction: order.completion, isNullable: false)
        // Nulls stand for rows of other types, of which the type has decided already.
        let own = (0..<(branches.last?.endOfOwnKeys ?? 0)).map { index in
            MixedKey(name: MixedColumns.own(index), direction: order.completion, isNullable: false)
        }
        let all = shared + [type] + own
        guard isBackward else { return all }
        return all.map { MixedKey(name: $0.name, direction: $0.direction.reversed, isNullable: $0.isNullable) }
    }
}
