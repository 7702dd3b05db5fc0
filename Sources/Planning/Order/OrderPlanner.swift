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
                let place = Place(table: table, source: source, found: found, path: [.key("orderBy"), .index(index)])
                try addKey(item, at: place, to: &builder)
            }
        }
        let completion = builder.order.keys.last?.direction.ofCompletion ?? .ascending
        for column in table.orderingKey {
            source.use(column.name)
            builder.add(
                OrderKey(
                    column: ColumnSQL(column, alias: source.alias, forms: scope.mapping.forms), direction: completion,
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

    /// Adds the key that an item of `orderBy` names, by a path of to-one relations; `@oneOf` leaves one field at each
    /// step.
    private func addKey(
        _ item: SourcedValue, at place: Place, to builder: inout OrderBuilder
    ) throws(PlanningError) {
        guard case .object(let fields) = item.content, let field = fields.first else { return }
        let place = place.entering(field.name)
        switch place.table.fields[field.name] {
        case .relation(let relation)?:
            try addKey(field.value, at: try joined(relation, at: place, builder: &builder), to: &builder)
        case .column(let column)?:
            builder.add(try columnKey(column, field.value, at: place), named: place.name)
        case .aggregate(let relation)?:
            let figure = try FigurePlanner(scope: scope).order(field.value, path: place.path)
            let name = "\(place.name).\(figure.name)"
            builder.add(try figureKey(figure, over: relation, at: place, name: name, builder: &builder), named: name)
        case .computed(let call)?:
            if let key = try computedKey(call, field, at: place) { builder.add(key, named: place.name) }
        case .mixed?: break  // no order has it
        case nil:
            if let key = try foundKey(field, at: place) { builder.add(key, named: place.name) }
        }
    }

    /// Where a to-one relation leads.
    private func joined(
        _ relation: MappedRelation, at place: Place, builder: inout OrderBuilder
    ) throws(PlanningError) -> Place {
        let target = try scope.table(relation.targetType)
        place.use(relation.ownColumns)
        let alias = builder.alias(forPath: place.name) {
            let joined = scope.alias(for: target.relation.name)
            return (joined, relation.leftJoin(target.relation, as: joined, from: place.alias, in: scope))
        }
        return place.joined(target, as: alias, presence: relation.presence(of: alias))
    }

    private func columnKey(
        _ column: MappedColumn, _ value: SourcedValue, at place: Place
    ) throws(PlanningError) -> OrderKey {
        guard let direction = Direction(value) else { throw .noDirection(place.path) }
        try ComparisonPlanner.checkSortable(column.type, path: place.path)
        place.use([column.name])
        return OrderKey(
            column: ColumnSQL(column, alias: place.alias, forms: scope.mapping.forms), direction: direction,
            isNullable: place.isJoined || !column.isNotNull)
    }

    /// A key that a function makes of the row. Of the page's own rows it is made once, where they are chosen.
    private func computedKey(
        _ call: MappedCall, _ field: SourcedArgument, at place: Place
    ) throws(PlanningError) -> OrderKey? {
        guard let direction = Direction(field.value),
            let value = ComputedPlanner(scope: scope).plain(
                call, named: field.name, row: place.alias, presence: place.presence)
        else { return nil }
        try ComparisonPlanner.checkSortable(value.column.type, path: place.path)
        var key = OrderKey(column: value, direction: direction, isNullable: true)
        if !place.isJoined {
            let source = place.source
            key.outer = ColumnSQL(
                value.column, reference: "\(source.alias).\(source.compute(field.name, value.reference))",
                forms: scope.mapping.forms)
        }
        return key
    }

    /// A key that says how well a row fits what the list was found by. Of rows on the way nothing is known.
    private func foundKey(_ field: SourcedArgument, at place: Place) throws(PlanningError) -> OrderKey? {
        guard let direction = Direction(field.value) else { return nil }
        let found = place.isJoined ? nil : place.found
        return try (found ?? FoundRows(table: place.table, source: place.source)).orderKey(
            field.name, direction: direction, path: place.path, forms: scope.mapping.forms)
    }

    /// A key that is a figure over related rows: one lateral subquery computes it.
    private func figureKey(
        _ figure: FigureOrder, over relation: MappedRelation, at place: Place, name: String,
        builder: inout OrderBuilder
    ) throws(PlanningError) -> OrderKey {
        place.use(relation.ownColumns)
        let target = try scope.target(of: relation)
        let inner = scope.alias(for: target.relation.name)
        let measure = Measures(table: target, alias: inner, scope: scope).figure(figure.figure)
        let alias = builder.alias(forPath: name) {
            let alias = scope.alias(for: "\(target.relation.name)_figures")
            let correlation = relation.correlation(of: inner, to: place.alias, in: scope).joined(by: " and ")
            let body: SQLFragment =
                "\nselect \(measure.sql) as \(SQLIdentifier(measure.name))\nfrom \(target.relation) as \(inner)\n"
                + "where \(correlation)"
            return (alias, "left join lateral (\(SQLFragment.indented(body))\n) as \(alias) on true")
        }
        return OrderKey(
            column: measure.column(of: alias), direction: figure.direction, isNullable: !measure.column.isNotNull)
    }
}

/// Where the path of a key has come to.
private struct Place {
    private(set) var table: MappedTable
    private(set) var alias: SQLIdentifier
    /// The rows of the page, where every path begins.
    let source: PageSource
    /// What they were found by.
    let found: FoundRows?
    /// Whether the path has left them by a relation.
    private(set) var isJoined = false
    /// That the joined row is there.
    private(set) var presence: SQLFragment?
    /// The fields on the path: `trainee.name`.
    private(set) var name = ""
    /// The same within the arguments.
    private(set) var path: [PathSegment]

    init(table: MappedTable, source: PageSource, found: FoundRows?, path: [PathSegment]) {
        self.table = table
        alias = source.alias
        self.source = source
        self.found = found
        self.path = path
    }

    func entering(_ field: String) -> Place {
        var place = self
        place.path.append(.key(field))
        place.name += (name.isEmpty ? "" : ".") + field
        return place
    }

    func joined(_ table: MappedTable, as alias: SQLIdentifier, presence: SQLFragment) -> Place {
        var place = self
        (place.table, place.alias, place.presence, place.isJoined) = (table, alias, presence, true)
        return place
    }

    /// Columns of the page's own rows are learned by their source; those of joined rows are at hand.
    func use(_ columns: [String]) {
        guard !isJoined else { return }
        for column in columns { source.use(column) }
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
        order.fingerprint += "\(name) \(key.direction.fingerprint),"
    }
}
