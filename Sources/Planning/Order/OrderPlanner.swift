// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Turns a coerced `orderBy` into a total order: the table's key completes whatever the client asked for.
struct OrderPlanner {
    let scope: StatementScope

    /// The keys that the request names must be columns of `source`; it learns which columns are used.
    func order(
        _ orderBy: SourcedValue?, of table: MappedTable, source: PageSource, found: FoundRows? = nil
    ) throws(PlanningError) -> Order {
        var builder = OrderBuilder()
        if case .list(let items)? = orderBy?.content {
            try Self.checkCount(items.count, settings: scope.settings)
            for (index, item) in items.enumerated() {
                try addKeys(
                    item, of: table, source: source, found: found, path: [.key("orderBy"), .index(index)],
                    to: &builder)
            }
        }
        // An order by descending first key is completed in the same direction: one index then serves all of it.
        let completesDescending = builder.order.keys.last?.isDescending ?? false
        for column in table.orderingKey {
            source.use(column.name)
            builder.add(
                OrderKey(
                    column: ColumnSQL(column, alias: source.alias, forms: scope.mapping.forms),
                    isDescending: completesDescending, nullsFirst: completesDescending,
                    isNullable: !column.isNotNull),
                named: column.name)
        }
        return builder.order
    }

    static func checkCount(_ count: Int, settings: PlanningSettings) throws(PlanningError) {
        guard count <= settings.maximumOrderKeys else {
            throw PlanningError(
                .limitExceeded, "An order has at most \(settings.maximumOrderKeys) keys.", inputPath: [.key("orderBy")])
        }
    }

    private func addKeys(
        _ item: SourcedValue, of table: MappedTable, source: PageSource, found: FoundRows?, path: [PathSegment],
        to builder: inout OrderBuilder
    ) throws(PlanningError) {
        var item = item
        var table = table
        var alias = source.alias
        var isJoined = false
        /// That the joined row is there.
        var presence: SQLFragment?
        var name = ""
        var path = path
        // A path of to-one relations down to a column; @oneOf leaves one field at each step.
        while case .object(let fields) = item.content, let field = fields.first {
            path.append(.key(field.name))
            name += (name.isEmpty ? "" : ".") + field.name
            switch table.fields[field.name] {
            case .relation(let relation)?:
                let target = try scope.table(relation.targetType)
                if !isJoined { for column in relation.ownColumns { source.use(column) } }
                alias = builder.alias(forPath: name) {
                    let joined = scope.alias(for: target.relation.name)
                    return (joined, relation.leftJoin(target.relation, as: joined, from: alias, in: scope))
                }
                isJoined = true
                presence = relation.presence(of: alias)
                table = target
                item = field.value
            case .column(let column)?:
                guard case .leaf(.enum(let direction)) = field.value.content else {
                    throw PlanningError(.badUserInput, "An order needs a direction.", inputPath: path)
                }
                try ComparisonPlanner.checkSortable(column.type, path: path)
                if !isJoined { source.use(column.name) }
                builder.add(
                    OrderKey(
                        column: ColumnSQL(column, alias: alias, forms: scope.mapping.forms),
                        isDescending: Direction(direction).isDescending,
                        nullsFirst: Direction(direction).nullsFirst,
                        isNullable: isJoined || !column.isNotNull),
                    named: name)
                return
            case .aggregate(let relation)?:
                if !isJoined { for column in relation.ownColumns { source.use(column) } }
                let figure = try FigurePlanner(scope: scope).order(field.value, path: path)
                name += "." + figure.name
                builder.add(
                    try figureKey(figure, over: relation, from: alias, path: name, builder: &builder), named: name)
                return
            case .computed(let call)?:
                guard case .leaf(.enum(let direction)) = field.value.content,
                    let value = ComputedPlanner(scope: scope).plain(
                        call, named: field.name, row: alias, presence: presence)
                else { return }
                try ComparisonPlanner.checkSortable(value.column.type, path: path)
                builder.add(
                    computedKey(
                        value, Direction(direction), field: field.name, source: isJoined ? nil : source), named: name)
                return
            case .mixed?: return  // no order has it
            case nil:
                guard case .leaf(.enum(let direction)) = field.value.content else { return }
                // Of rows on the way nothing is known.
                let found = isJoined ? nil : found
                let rows = found ?? FoundRows(table: table, source: source)
                if let key = try rows.orderKey(
                    field.name, direction: Direction(direction), path: path, forms: scope.mapping.forms)
                {
                    builder.add(key, named: name)
                }
                return
            }
        }
    }

    /// A key that a function makes of the row. Of the page's own rows it is made once, where they are chosen.
    private func computedKey(
        _ value: ColumnSQL, _ direction: Direction, field: String, source: PageSource?
    ) -> OrderKey {
        let outer = source.map { source in
            ColumnSQL(
                value.column, reference: "\(source.alias).\(source.compute(field, value.reference))",
                forms: scope.mapping.forms)
        }
        return OrderKey(
            column: value, isDescending: direction.isDescending, nullsFirst: direction.nullsFirst, isNullable: true,
            outer: outer)
    }

    /// A key that is a figure over related rows: one lateral subquery computes it.
    private func figureKey(
        _ figure: FigureOrder, over relation: MappedRelation, from owner: SQLIdentifier, path: String,
        builder: inout OrderBuilder
    ) throws(PlanningError) -> OrderKey {
        let target = try scope.target(of: relation)
        let inner = scope.alias(for: target.relation.name)
        let measure = Measures(table: target, alias: inner, scope: scope).figure(figure.figure)
        let alias = builder.alias(forPath: path) {
            let alias = scope.alias(for: "\(target.relation.name)_figures")
            let correlation = relation.correlation(of: inner, to: owner, in: scope).joined(by: " and ")
            let body: SQLFragment =
                "\nselect \(measure.sql) as \(SQLIdentifier(measure.name))\nfrom \(target.relation) as \(inner)\n"
                + "where \(correlation)"
            return (alias, "left join lateral (\(SQLFragment.indented(body))\n) as \(alias) on true")
        }
        return OrderKey(
            column: measure.column(of: alias), isDescending: figure.direction.isDescending,
            nullsFirst: figure.direction.nullsFirst, isNullable: !measure.column.isNotNull)
    }
}

/// Collects the keys of an order, each column once: a second mention could not change the order any more.
private struct OrderBuilder {
    var order = Order(keys: [], joins: [], fingerprint: "")
    private var seen: Set<SQLFragment> = []
    private var aliases: [String: SQLIdentifier] = [:]

    /// The alias of a joined relation; keys over the same path share one join.
    mutating func alias(
        forPath path: String, _ join: () -> (alias: SQLIdentifier, join: SQLFragment)
    ) -> SQLIdentifier {
        if let alias = aliases[path] { return alias }
        let made = join()
        order.joins.append(made.join)
        aliases[path] = made.alias
        return made.alias
    }

    mutating func add(_ key: OrderKey, named name: String) {
        guard seen.insert(key.column.reference).inserted else { return }
        order.keys.append(key)
        order.fingerprint += "\(name) \(key.isDescending ? "desc" : "asc") \(key.nullsFirst ? "first" : "last"),"
    }
}
