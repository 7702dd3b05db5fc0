// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// What the top of a list's `where` finds rows by, beside columns and relations: the list's figures are of these.
struct ListFinding {
    var words: SearchedWords?
    var similar: SimilarText?

    /// What of the filter this is.
    var names: Set<String> {
        Set((words == nil ? [] : ["search"]) + (similar == nil ? [] : ["similar"]))
    }

    /// The answers of functions that find rows, to be joined to these.
    func joins(to row: SQLIdentifier) -> [SQLFragment] {
        [words?.join(to: row), similar?.join(to: row)].compactMap { $0 }
    }

    /// The conditions on a row.
    ///
    /// - Parameter isJoined: whether the answers of functions are joined to it.
    func conditions(on row: SQLIdentifier, isJoined: Bool) -> [SQLFragment] {
        var conditions: [SQLFragment] = []
        if let words, !isJoined || words.search.function == nil { conditions.append(words.condition(on: row)) }
        if let similar, !isJoined || similar.similar.function == nil { conditions.append(similar.condition(on: row)) }
        return conditions
    }

    /// How well a row fits, by the field that says so. The answers of functions are joined to it.
    func figures(of row: SQLIdentifier) -> [String: SQLFragment] {
        var figures: [String: SQLFragment] = [:]
        figures[SearchNames.rank] = words?.rank(of: row)
        figures[SearchNames.similarity] = similar?.degree(of: row)
        return figures
    }
}

extension FilterPlanner {
    /// What the top of a filter finds rows by.
    func finding(_ filter: SourcedValue?, of table: MappedTable) throws(PlanningError) -> ListFinding {
        var finding = ListFinding()
        if table.search != nil, let search = filter?["search"] {
            finding.words = try words(search, of: table, path: [.key("where"), .key("search")])
        }
        if table.similar != nil, let similar = filter?["similar"] {
            finding.similar = try text(similar, of: table, path: [.key("where"), .key("similar")])
        }
        return finding
    }

    /// The words of a `search` or of a `hybrid`.
    func words(
        _ search: SourcedValue, of table: MappedTable, path: [PathSegment]
    ) throws(PlanningError) -> SearchedWords? {
        if case .null = search.content { throw .nullOperand(path: path) }
        guard let mapped = table.search, let query = search["query"] else { return nil }
        return SearchedWords(
            search: mapped, parameter: text(query, path: path + [.key("query")]), alias: scope.alias(for: "found"))
    }

    /// The text of a `similar`.
    private func text(
        _ similar: SourcedValue, of table: MappedTable, path: [PathSegment]
    ) throws(PlanningError) -> SimilarText? {
        if case .null = similar.content { throw .nullOperand(path: path) }
        guard let mapped = table.similar, let text = similar["text"] else { return nil }
        let compared = self.text(text, path: path + [.key("text")])
        let least = similar["atLeast"]?.unlessNull.map { value -> SQLFragment in
            let parameter = Parameter(
                source: scope.source(of: value), conversion: .share, inputPath: path + [.key("atLeast")])
            return "\(scope.placeholder(for: parameter, as: .builtIn("float4")))::float4"
        }
        return SimilarText(
            similar: mapped, parameter: compared, least: least, alias: scope.alias(for: "similar"))
    }

    private func text(_ value: SourcedValue, path: [PathSegment]) -> SQLFragment {
        let parameter = Parameter(source: scope.source(of: value), conversion: .words, inputPath: path)
        return "\(scope.placeholder(for: parameter, as: .builtIn("text")))::text"
    }

    /// A condition that no column has: `search`, `similar`; `nearest` and `hybrid` stand too deep here.
    func finding(
        _ field: SourcedArgument, on table: MappedTable, alias: SQLIdentifier, path: [PathSegment]
    ) throws(PlanningError) -> SQLFragment? {
        switch field.name {
        case "search": return try words(field.value, of: table, path: path)?.condition(on: alias)
        case "similar": return try text(field.value, of: table, path: path)?.condition(on: alias)
        case "nearest" where table.nearest != nil, "hybrid" where table.isFoundByBoth:
            throw PlanningError(
                .badUserInput, "'\(field.name)' finds rows only at the top of the 'where' of a list.",
                hint: "Take it out of 'and', 'or', 'not' and relations, and ask for the list itself.", inputPath: path)
        default: return nil
        }
    }
}
