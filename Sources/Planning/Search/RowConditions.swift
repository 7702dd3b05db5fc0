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
        let words = try searchedWords
        guard let nearest else { return try unfound(on: alias, words: words) }
        return correlation(alias) + [try isNear(nearest, on: alias, words: words)]
    }

    /// The rows of a page, under the source's alias: their conditions, and what they were found by. The source learns
    /// what must be joined to them.
    func found(in source: PageSource) throws(PlanningError) -> (conditions: [SQLFragment], rows: FoundRows?) {
        let words = try searchedWords
        let join = words?.join(to: source.alias)
        if let join { source.join(join) }
        let conditions: [SQLFragment]
        var distance: SQLFragment?
        if let nearest, let mapped = table.nearest {
            conditions = correlation(source.alias) + [try isNear(nearest, on: source.alias, words: words)]
            distance = "(\(self.distance(mapped, nearest, of: source.alias)))::float8"
        } else {
            conditions = try unfound(on: source.alias, words: words, isJoined: join != nil)
        }
        let isFound = words != nil || distance != nil
        return (
            conditions, isFound ? FoundRows(table: table, source: source, words: words, distance: distance) : nil
        )
    }

    /// All conditions but `nearest`.
    ///
    /// - Parameters:
    ///   - words: those at the top of the filter.
    ///   - isJoined: whether the answer of a function that finds them is joined to the rows.
    private func unfound(
        on alias: SQLIdentifier, words: SearchedWords?, isJoined: Bool = false
    ) throws(PlanningError) -> [SQLFragment] {
        var conditions = correlation(alias)
        var skipped: Set<String> = table.nearest == nil ? [] : ["nearest"]
        if let words {
            skipped.insert("search")
            if !isJoined { conditions.append(words.condition(on: alias)) }
        }
        if let filter {
            let planner = FilterPlanner(scope: scope, skipped: skipped)
            if let condition = try planner.condition(filter, on: table, alias: alias, path: [.key("where")]) {
                conditions.append(condition)
            }
        }
        return conditions
    }

    // MARK: Words

    /// The words at the top of the filter.
    private var searchedWords: SearchedWords? {
        get throws(PlanningError) {
            guard table.search != nil, let search = filter?["search"] else { return nil }
            return try FilterPlanner(scope: scope).words(
                search, of: table, path: [.key("where"), .key("search")])
        }
    }

    // MARK: Vectors

    private var nearest: SourcedValue? { table.nearest == nil ? nil : filter?["nearest"] }

    /// The row is one of the nearest of those for which all else holds.
    private func isNear(
        _ nearest: SourcedValue, on alias: SQLIdentifier, words: SearchedWords?
    ) throws(PlanningError) -> SQLFragment {
        let path: [PathSegment] = [.key("where"), .key("nearest")]
        if case .null = nearest.content { throw .nullOperand(path: path) }
        guard let mapped = table.nearest, let first = nearest["first"] else { return "true" }
        try scope.budget.takeRelation()
        let near = scope.alias(for: table.relation.name)
        let column: SQLFragment = "\(near).\(SQLIdentifier(mapped.column))"
        let conditions = try unfound(on: near, words: words) + ["\(column) is not null"]
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

extension FilterPlanner {
    /// The words of a `search`.
    func words(
        _ search: SourcedValue, of table: MappedTable, path: [PathSegment]
    ) throws(PlanningError) -> SearchedWords? {
        if case .null = search.content { throw .nullOperand(path: path) }
        guard let mapped = table.search, let query = search["query"] else { return nil }
        let parameter = Parameter(
            source: scope.source(of: query), conversion: .words, inputPath: path + [.key("query")])
        return SearchedWords(
            search: mapped, parameter: "\(scope.placeholder(for: parameter, as: .builtIn("text")))::text",
            alias: scope.alias(for: "found"))
    }

    /// A condition that no column has: `search`, and `nearest` where it stands too deep.
    func finding(
        _ field: SourcedArgument, on table: MappedTable, alias: SQLIdentifier, path: [PathSegment]
    ) throws(PlanningError) -> SQLFragment? {
        switch field.name {
        case "search":
            return try words(field.value, of: table, path: path)?.condition(on: alias)
        case "nearest" where table.nearest != nil:
            throw PlanningError(
                .badUserInput, "'nearest' finds rows only at the top of the 'where' of a list.",
                hint: "Take it out of 'and', 'or', 'not' and relations, and ask for the list itself.", inputPath: path)
        default: return nil
        }
    }
}
