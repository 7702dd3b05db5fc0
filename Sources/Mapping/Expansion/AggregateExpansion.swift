// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage

/// The types of a table's aggregates: measures, and conditions and orders over them.
struct AggregateExpansion {
    let table: AuthoredTable
    let names: AggregateNames
    private let columns: [(field: AuthoredField, column: AuthoredColumn)]

    init(_ table: AuthoredTable, mapping: AuthoredMapping) {
        self.table = table
        names = AggregateNames(table.typeName)
        columns = table.fields.compactMap { field in field.value.map { (field, $0) } }
            .filter { !$0.1.isList && !table.isWholeKey($0.0.name) }
    }

    // MARK: Which columns have which measures

    /// What distinct values are counted of.
    private var countable: [AuthoredField] { columns.filter { $0.column.scalar.isSortable }.map(\.field) }

    /// What sums, means and their like are made of.
    var numbers: [AuthoredField] { columns.filter { $0.column.scalar.sum != nil }.map(\.field) }

    /// What has a smallest and a largest value.
    private var ordered: [AuthoredField] { columns.filter { $0.column.scalar.isOrdered }.map(\.field) }

    private var booleans: [AuthoredField] { columns.filter { $0.column.scalar == .boolean }.map(\.field) }

    // MARK: Types

    /// `TrainingSessionAggregate`: the measures, and the groups where there is something to group by.
    func aggregate() -> TypeDefinition {
        var fields = measures
        if !GroupColumns(table).isEmpty {
            fields.append(
                field(
                    "groups", nonNull(list(of: names.group)),
                    "The same figures for each group of rows. Without an order, by their keys.",
                    arguments: [
                        input("by", nonNull(named(names.groupBy)), "What the rows of a group have in common."),
                        input("having", named(names.filter), "Which groups."),
                        input("orderBy", list(of: names.groupOrder), "In which order; the keys complete it."),
                        input("first", named("Int"), "At most so many groups from the beginning."),
                    ]))
        }
        return objectDefinition(
            names.aggregate, "Figures over rows of \(table.typeName) that you may see.", fields)
    }

    /// `TrainingSessionGroup`: the key and the measures.
    func group() -> TypeDefinition {
        objectDefinition(
            names.group, "Rows of \(table.typeName) that have the same key, in figures.",
            [field("key", nonNull(named(names.groupKey)), "What the rows have in common.")] + measures)
    }

    private var measures: [FieldDefinition] {
        var fields = [measure("count", named("Int"), "How many rows.")]
        if !countable.isEmpty {
            fields.append(
                measure("countDistinct", named(names.counts), "How many different values; nulls do not count."))
        }
        if !numbers.isEmpty {
            fields += [
                measure("sum", named(names.sums), "The sum; null where there is no value."),
                measure("avg", named(names.floats), "The mean; null where there is no value."),
                measure("stddev", named(names.floats), "The standard deviation of a sample; null under two values."),
                measure(
                    "percentile", named(names.floats),
                    "The value under which this share of the values lies, interpolated; null where there is no value.",
                    [input("p", nonNull(named("Float")), "The share: 0 to 1; 0.5 is the median.")]),
            ]
        }
        if !ordered.isEmpty {
            fields += [
                measure("min", named(names.extremes), "The smallest value; null where there is none."),
                measure("max", named(names.extremes), "The largest value; null where there is none."),
            ]
        }
        if !booleans.isEmpty {
            fields += [
                measure("any", named(names.booleans), "Whether one value is true; null where there is no value."),
                measure("all", named(names.booleans), "Whether no value is false; null where there is no value."),
            ]
        }
        return fields
    }

    private func measure(
        _ name: String, _ type: TypeReference, _ description: String, _ arguments: [InputValueDefinition] = []
    ) -> FieldDefinition {
        let filter = input(
            "where", named(FilterExpansion.filterName(table.typeName)), "Over which of the rows: SQL's FILTER.")
        return field(name, nonNull(type), description, arguments: arguments + [filter])
    }

    /// The objects that measures answer.
    func valueTypes() -> [TypeDefinition] {
        let typeName = table.typeName
        return [
            values(names.counts, "Counts of different values.", countable) { _ in nonNull(named("Int")) },
            values(names.sums, "Sums over columns of \(typeName).", numbers) { named(($0.sum ?? $0).typeName) },
            values(names.floats, "Figures over columns of \(typeName).", numbers) { _ in named("Float") },
            values(names.extremes, "Extremes of columns of \(typeName).", ordered) { named($0.typeName) },
            values(names.booleans, "Truths over columns of \(typeName).", booleans) { named($0.typeName) },
        ].compactMap { $0 }
    }

    private func values(
        _ name: String, _ description: String, _ fields: [AuthoredField], _ type: (ScalarKind) -> TypeReference
    ) -> TypeDefinition? {
        guard !fields.isEmpty else { return nil }
        return objectDefinition(
            name, description,
            fields.compactMap { authored in
                authored.value.map { field(authored.name, type($0.scalar), authored.description) }
            })
    }

    /// `TrainingSessionAggregateFilter` and what it refers to.
    func filterTypes() -> [TypeDefinition] {
        var fields = [input("count", named(FilterExpansion.filterName("Int")), "How many rows.")]
        var types: [TypeDefinition] = []
        if !numbers.isEmpty {
            fields += [
                input("sum", named(names.floatsFilter), "The sum."),
                input("avg", named(names.floatsFilter), "The mean."),
            ]
            types.append(
                inputDefinition(
                    names.floatsFilter, "Conditions on figures over columns of \(table.typeName). All must hold.",
                    numbers.map { input($0.name, named(FilterExpansion.filterName("Float")), $0.description) }))
        }
        let filter = inputDefinition(
            names.filter, "Conditions on figures over rows of \(table.typeName). All must hold.", fields)
        return [filter] + types
    }

    /// `TrainingSessionAggregateOrderBy` and what it refers to.
    func orderTypes() -> [TypeDefinition] {
        let direction = named(OrderExpansion.directionName)
        var fields = [input("count", direction, "By the number of rows.")]
        var types: [TypeDefinition] = []
        if !numbers.isEmpty {
            fields += [
                input("sum", named(names.floatsOrder), "By a sum."),
                input("avg", named(names.floatsOrder), "By a mean."),
            ]
            types.append(
                inputDefinition(
                    names.floatsOrder, "The column whose figure decides.", isOneOf: true,
                    numbers.map { input($0.name, direction, $0.description) }))
        }
        let order = inputDefinition(
            names.order, "A figure over rows of \(table.typeName) that decides an order.", isOneOf: true, fields)
        return [order] + types
    }

    /// `TrainingSessionGroupOrderBy`.
    func groupOrder() -> TypeDefinition {
        inputDefinition(
            names.groupOrder, "One key of an order of groups.", isOneOf: true,
            [
                input("key", named(OrderExpansion.directionName), "By the groups' keys."),
                input("measure", named(names.order), "By a figure."),
            ])
    }
}

extension ScalarKind {
    /// What a sum of values of this kind is; nil where there is none.
    package var sum: ScalarKind? {
        switch self {
        case .int, .bigInt: .bigInt
        case .float: .float
        case .decimal: .decimal
        case .id, .string, .boolean, .dateTime, .date, .time, .uuid, .json, .enumeration, .custom: nil
        }
    }
}

extension AuthoredTable {
    /// Whether the field alone identifies a row: grouping and counting by it would say nothing.
    func isWholeKey(_ name: String) -> Bool { (keyFields ?? ["id"]) == [name] }
}
