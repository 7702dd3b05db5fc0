// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import GraphQLSchema
import Mapping
import SQL

/// Turns a coerced `where` into a condition.
///
/// Conditions combine as SQL has them, three-valued: a comparison with a null column is neither true nor false, so that
/// neither it nor its negation selects the row.
struct FilterPlanner {
    let scope: StatementScope
    /// Fields at the top of the filter that the statement answers otherwise.
    var skipped: Set<String> = []

    /// The condition of a table's filter; nil where the filter asks for nothing.
    func condition(
        _ filter: SourcedValue, on table: MappedTable, alias: SQLIdentifier, path: [PathSegment], depth: Int = 0
    ) throws(PlanningError) -> SQLFragment? {
        guard depth < scope.settings.maximumFilterDepth else {
            throw PlanningError(
                .limitExceeded, "The filter is nested deeper than \(scope.settings.maximumFilterDepth) levels.",
                hint: "Combine conditions in fewer levels of 'and', 'or', 'not' and relations.", inputPath: path)
        }
        try scope.budget.takeFilter()
        guard case .object(let fields) = filter.content else { return nil }
        var conditions: [SQLFragment] = []
        for field in fields where depth > 0 || !skipped.contains(field.name) {
            let place = path + [.key(field.name)]
            let condition: SQLFragment?
            switch (field.name, table.fields[field.name]) {
            case ("and", nil):
                condition = try all(field.value, on: table, alias: alias, path: place, depth: depth)
            case ("or", nil):
                condition = try any(field.value, on: table, alias: alias, path: place, depth: depth)
            case ("not", nil):
                try refuseNull(field.value, path: place)
                // A filter that asks for nothing holds always, so that its negation never does.
                let inner = try self.condition(field.value, on: table, alias: alias, path: place, depth: depth + 1)
                condition = inner.map { "not (\($0))" } ?? "false"
            case (_, .column(let column)?):
                let compared = ColumnSQL(column, alias: alias, forms: scope.mapping.forms)
                condition = try ComparisonPlanner(scope: scope).condition(field.value, on: compared, path: place)
            case (_, .computed(let call)?):
                guard let value = ComputedPlanner(scope: scope).plain(call, named: field.name, row: alias) else {
                    continue
                }
                condition = try ComparisonPlanner(scope: scope).condition(field.value, on: value, path: place)
            case (_, .relation(let relation)?):
                condition = try self.condition(field.value, over: relation, alias: alias, path: place, depth: depth)
            case (_, .aggregate(let relation)?):
                condition = try self.condition(field.value, overFiguresOf: relation, alias: alias, path: place)
            case (_, .mixed?): continue  // no filter has it
            case (_, nil):
                condition = try finding(field, on: table, alias: alias, path: place)
            }
            if let condition { conditions.append(condition) }
        }
        return conditions.isEmpty ? nil : conditions.joined(by: " and ")
    }

    /// `and`: an empty list holds always.
    private func all(
        _ value: SourcedValue, on table: MappedTable, alias: SQLIdentifier, path: [PathSegment], depth: Int
    ) throws(PlanningError) -> SQLFragment? {
        let conditions = try items(value, on: table, alias: alias, path: path, depth: depth).compactMap { $0 }
        return conditions.isEmpty ? nil : conditions.map { "(\($0))" as SQLFragment }.joined(by: " and ")
    }

    /// `or`: an empty list never holds; an item that asks for nothing always does.
    private func any(
        _ value: SourcedValue, on table: MappedTable, alias: SQLIdentifier, path: [PathSegment], depth: Int
    ) throws(PlanningError) -> SQLFragment? {
        let conditions = try items(value, on: table, alias: alias, path: path, depth: depth)
        if conditions.isEmpty { return "false" }
        if conditions.contains(where: { $0 == nil }) { return nil }
        let alternatives = conditions.compactMap { $0 }.map { "(\($0))" as SQLFragment }
        return "(\(alternatives.joined(by: " or ")))"
    }

    private func items(
        _ value: SourcedValue, on table: MappedTable, alias: SQLIdentifier, path: [PathSegment], depth: Int
    ) throws(PlanningError) -> [SQLFragment?] {
        try refuseNull(value, path: path)
        guard case .list(let items) = value.content else { return [] }
        var conditions: [SQLFragment?] = []
        for (index, item) in items.enumerated() {
            conditions.append(
                try condition(item, on: table, alias: alias, path: path + [.index(index)], depth: depth + 1))
        }
        return conditions
    }

    private func condition(
        _ value: SourcedValue, over relation: MappedRelation, alias: SQLIdentifier, path: [PathSegment], depth: Int
    ) throws(PlanningError) -> SQLFragment? {
        try refuseNull(value, path: path)
        switch relation.shape {
        case .one:
            return try exists(value, over: relation, alias: alias, path: path, depth: depth)
        case .list, .connection:
            guard case .object(let quantifiers) = value.content else { return nil }
            var conditions: [SQLFragment] = []
            for quantifier in quantifiers {
                let place = path + [.key(quantifier.name)]
                try refuseNull(quantifier.value, path: place)
                switch quantifier.name {
                case "some":
                    conditions.append(
                        try exists(quantifier.value, over: relation, alias: alias, path: place, depth: depth))
                case "none":
                    let found = try exists(quantifier.value, over: relation, alias: alias, path: place, depth: depth)
                    conditions.append("not \(found)")
                case "every":
                    let found = try exists(
                        quantifier.value, over: relation, alias: alias, path: place, depth: depth, negated: true)
                    conditions.append("not \(found)")
                default: break
                }
            }
            return conditions.isEmpty ? nil : conditions.joined(by: " and ")
        }
    }

    /// `exists (…)` over the related rows that fit the filter, or with `negated` that fail to fit it.
    private func exists(
        _ filter: SourcedValue, over relation: MappedRelation, alias: SQLIdentifier, path: [PathSegment], depth: Int,
        negated: Bool = false
    ) throws(PlanningError) -> SQLFragment {
        let target = try scope.target(of: relation)
        let inner = scope.alias(for: target.relation.name)
        let related = relation.related(target, as: inner, to: alias, in: scope)
        var conditions = related.conditions
        if let condition = try condition(filter, on: target, alias: inner, path: path, depth: depth + 1) {
            conditions.append(negated ? "(\(condition)) is not true" : condition)
        } else if negated {
            conditions.append("false")
        }
        return "exists (select from \(related.from) where \(conditions.joined(by: " and ")))"
    }

    /// `exists (… having …)`: one look at the related rows, however many figures are asked for. Never null, as for
    /// relations.
    private func condition(
        _ filter: SourcedValue, overFiguresOf relation: MappedRelation, alias: SQLIdentifier, path: [PathSegment]
    ) throws(PlanningError) -> SQLFragment? {
        try refuseNull(filter, path: path)
        let target = try scope.target(of: relation)
        let inner = scope.alias(for: target.relation.name)
        let measures = Measures(table: target, alias: inner, scope: scope)
        let conditions = try FigurePlanner(scope: scope).conditions(filter, path: path) {
            measures.figure($0, isCompared: true).sqlColumn
        }
        guard !conditions.isEmpty else { return nil }
        let correlation = relation.correlation(of: inner, to: alias, in: scope).joined(by: " and ")
        return "exists (select from \(target.relation) as \(inner) where \(correlation) "
            + "having \(conditions.joined(by: " and ")))"
    }

    private func refuseNull(_ value: SourcedValue, path: [PathSegment]) throws(PlanningError) {
        if case .null = value.content { throw .nullOperand(path: path) }
    }
}

extension PlanningError {
    /// A null where a filter needs a value.
    static func nullOperand(path: [PathSegment]) -> PlanningError {
        PlanningError(
            .badUserInput, "A filter's operand may not be null.",
            hint: "Ask for nulls with {isNull: true}, or leave the operand out.", inputPath: path)
    }
}
