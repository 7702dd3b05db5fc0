// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// Which rows a list holds: what its filter asks for, and what ties them to a row of the statement around.
struct RowConditions {
    let scope: StatementScope
    let table: MappedTable
    /// The list's `where`.
    let filter: SourcedValue?
    let correlation: (SQLIdentifier) -> [SQLFragment]

    /// The conditions on rows under an alias.
    func conditions(on alias: SQLIdentifier) throws(PlanningError) -> [SQLFragment] {
        let finding = try self.finding
        if let hybrid = try hybrid(finding) {
            let found = SQLFragment.indented("\n\(try hybrid.keys)")
            return correlation(alias) + ["(\(keys(of: alias))) in (\(found)\n)"]
        }
        guard let nearest else { return try unfound(on: alias, finding) }
        return correlation(alias) + [try isNear(nearest, on: alias, finding)]
    }

    /// The rows of a page, under the source's alias: their conditions, and what they were found by. The source learns
    /// what must be joined to them.
    func found(in source: PageSource) throws(PlanningError) -> (conditions: [SQLFragment], rows: FoundRows?) {
        let finding = try self.finding
        for join in finding.joins(to: source.alias) { source.join(join) }
        var figures = finding.figures(of: source.alias)
        if let hybrid = try hybrid(finding) {
            let fused = try hybrid.fused(with: source.alias)
            source.join(fused.join)
            figures.merge(fused.figures) { own, _ in own }
            return (
                correlation(source.alias),
                FoundRows(table: table, source: source, words: finding.words ?? fused.words, figures: figures)
            )
        }
        let conditions: [SQLFragment]
        if let nearest, let mapped = table.nearest {
            conditions = correlation(source.alias) + [try isNear(nearest, on: source.alias, finding)]
            figures[SearchNames.distance] =
                "(\(mapped.distance(of: source.alias, to: vector(nearest, mapped, path: Self.nearestPath))))::float8"
        } else {
            conditions = try unfound(on: source.alias, finding, isJoined: true)
        }
        guard !finding.names.isEmpty || !figures.isEmpty else { return (conditions, nil) }
        return (conditions, FoundRows(table: table, source: source, words: finding.words, figures: figures))
    }

    /// What the top of the filter finds rows by, but for `nearest`.
    private var finding: ListFinding {
        get throws(PlanningError) { try FilterPlanner(scope: scope).finding(filter, of: table) }
    }

    /// All conditions but `nearest` and `hybrid`.
    ///
    /// - Parameter isJoined: whether the answers of functions that find rows are joined to them.
    func unfound(
        on alias: SQLIdentifier, _ finding: ListFinding, isJoined: Bool = false
    ) throws(PlanningError) -> [SQLFragment] {
        var conditions = correlation(alias) + finding.conditions(on: alias, isJoined: isJoined)
        if let filter {
            let skipped = finding.names.union(table.nearest == nil ? [] : ["nearest"])
                .union(table.isFoundByBoth ? ["hybrid"] : [])
            let planner = FilterPlanner(scope: scope, skipped: skipped)
            if let condition = try planner.condition(filter, on: table, alias: alias, path: [.key("where")]) {
                conditions.append(condition)
            }
        }
        return conditions
    }

    /// The columns of a row by which it is told from others.
    func keys(of row: SQLIdentifier) -> SQLFragment {
        table.orderingKey.map { "\(row).\(SQLIdentifier($0.name))" as SQLFragment }.joined(by: ", ")
    }

    /// What finds rows by words and a vector at once, where the filter asks for it.
    private func hybrid(_ finding: ListFinding) throws(PlanningError) -> HybridRows? {
        guard table.isFoundByBoth, let hybrid = filter?["hybrid"] else { return nil }
        let path: [PathSegment] = [.key("where"), .key("hybrid")]
        if case .null = hybrid.content { throw .nullOperand(path: path) }
        guard nearest == nil else {
            throw PlanningError(
                .badUserInput, "'hybrid' and 'nearest' each say which rows are near.",
                hint: "Take one of them away.", inputPath: path)
        }
        return try HybridRows(hybrid, among: self, finding, path: path)
    }

    // MARK: Vectors

    private var nearest: SourcedValue? { table.nearest == nil ? nil : filter?["nearest"] }

    /// The row is one of the nearest of those for which all else holds.
    private func isNear(
        _ nearest: SourcedValue, on alias: SQLIdentifier, _ finding: ListFinding
    ) throws(PlanningError) -> SQLFragment {
        if case .null = nearest.content { throw .nullOperand(path: Self.nearestPath) }
        guard let mapped = table.nearest, let first = nearest["first"] else { return "true" }
        try scope.budget.takeRelation()
        let near = scope.alias(for: table.relation.name)
        let conditions = try unfound(on: near, finding) + [mapped.isKnown(of: near)]
        let limit = count(first, path: Self.nearestPath + [.key("first")])
        let distance = mapped.orderingDistance(of: near, to: vector(nearest, mapped, path: Self.nearestPath))
        let body: SQLFragment =
            "select \(keys(of: near)) from \(table.relation) as \(near) where \(conditions.joined(by: " and ")) "
            + "order by \(mapped.order(by: distance, then: keys(of: near))) limit \(limit)"
        return "(\(keys(of: alias))) in (\(body))"
    }

    private static let nearestPath: [PathSegment] = [.key("where"), .key("nearest")]

    /// The vector of a `nearest` or a `hybrid`.
    func vector(_ finding: SourcedValue, _ mapped: MappedNearest, path: [PathSegment]) -> SQLFragment {
        guard let vector = finding["vector"] else { return "null::\(mapped.type)" }
        let parameter = Parameter(
            source: scope.source(of: vector), conversion: .vector(dimensions: mapped.dimensions),
            inputPath: path + [.key("vector")])
        return "\(scope.placeholder(for: parameter, as: mapped.type))::\(mapped.type)"
    }

    /// How many, as SQL.
    func count(_ value: SourcedValue, path: [PathSegment]) -> SQLFragment {
        let parameter = Parameter(source: scope.source(of: value), conversion: .count, inputPath: path)
        return "\(scope.placeholder(for: parameter, as: .builtIn("int8")))::int8"
    }
}
