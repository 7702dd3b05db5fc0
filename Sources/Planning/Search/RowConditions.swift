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
        guard let nearest else { return try unfound(on: alias, finding) }
        return correlation(alias) + [try isNear(nearest, on: alias, finding)]
    }

    /// The rows of a page, under the source's alias: their conditions, and what they were found by. The source learns
    /// what must be joined to them.
    func found(in source: PageSource) throws(PlanningError) -> (conditions: [SQLFragment], rows: FoundRows?) {
        let finding = try self.finding
        for join in finding.joins(to: source.alias) { source.join(join) }
        var figures = finding.figures(of: source.alias)
        let conditions: [SQLFragment]
        if let nearest, let mapped = table.nearest {
            conditions = correlation(source.alias) + [try isNear(nearest, on: source.alias, finding)]
            figures[SearchNames.distance] = "(\(distance(mapped, nearest, of: source.alias)))::float8"
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

    /// All conditions but `nearest`.
    ///
    /// - Parameter isJoined: whether the answers of functions that find rows are joined to them.
    private func unfound(
        on alias: SQLIdentifier, _ finding: ListFinding, isJoined: Bool = false
    ) throws(PlanningError) -> [SQLFragment] {
        var conditions = correlation(alias) + finding.conditions(on: alias, isJoined: isJoined)
        if let filter {
            let skipped = finding.names.union(table.nearest == nil ? [] : ["nearest"])
            let planner = FilterPlanner(scope: scope, skipped: skipped)
            if let condition = try planner.condition(filter, on: table, alias: alias, path: [.key("where")]) {
                conditions.append(condition)
            }
        }
        return conditions
    }

    // MARK: Vectors

    private var nearest: SourcedValue? { table.nearest == nil ? nil : filter?["nearest"] }

    /// The row is one of the nearest of those for which all else holds.
    private func isNear(
        _ nearest: SourcedValue, on alias: SQLIdentifier, _ finding: ListFinding
    ) throws(PlanningError) -> SQLFragment {
        let path: [PathSegment] = [.key("where"), .key("nearest")]
        if case .null = nearest.content { throw .nullOperand(path: path) }
        guard let mapped = table.nearest, let first = nearest["first"] else { return "true" }
        try scope.budget.takeRelation()
        let near = scope.alias(for: table.relation.name)
        let column: SQLFragment = "\(near).\(SQLIdentifier(mapped.column))"
        let conditions = try unfound(on: near, finding) + ["\(column) is not null"]
        let limit = scope.placeholder(
            for: Parameter(
                source: scope.source(of: first), conversion: .count, inputPath: path + [.key("first")]),
            as: .builtIn("int8"))
        func keys(_ alias: SQLIdentifier) -> SQLFragment {
            table.orderingKey.map { "\(alias).\(SQLIdentifier($0.name))" as SQLFragment }.joined(by: ", ")
        }
        // An index for vectors knows no tenant and no filter: what it passes over would be missing. A sum is no order
        // that it serves.
        let distance = self.distance(mapped, nearest, of: near)
        let order: SQLFragment = mapped.isApproximate ? distance : "(\(distance)) + 0, \(keys(near))"
        let body: SQLFragment =
            "select \(keys(near)) from \(table.relation) as \(near) where \(conditions.joined(by: " and ")) "
            + "order by \(order) limit \(limit)::int8"
        return "(\(keys(alias))) in (\(body))"
    }

    private func distance(_ mapped: MappedNearest, _ nearest: SourcedValue, of alias: SQLIdentifier) -> SQLFragment {
        guard let vector = nearest["vector"] else { return "null" }
        let placeholder = scope.placeholder(
            for: Parameter(
                source: scope.source(of: vector), conversion: .vector(dimensions: mapped.dimensions),
                inputPath: [.key("where"), .key("nearest"), .key("vector")]), as: mapped.type)
        let schema = SQLIdentifier(mapped.type.name.schema)
        let column: SQLFragment = "\(alias).\(SQLIdentifier(mapped.column))"
        let operand: SQLFragment = "\(placeholder)::\(mapped.type)"
        switch mapped.metric {
        case .cosine: return "\(column) operator(\(schema).<=>) \(operand)"
        case .euclidean: return "\(column) operator(\(schema).<->) \(operand)"
        case .innerProduct: return "\(column) operator(\(schema).<#>) \(operand)"
        }
    }
}
