// SPDX-License-Identifier: Apache-2.0

import GraphQLExecution
import GraphQLLanguage
import Mapping
import SQL

/// Rows that are found by words and by a vector, in one ranking: reciprocal rank fusion.
///
/// Each half is a ranking of its own, of the rows for which all else of the filter holds, cut at so many rows; a row's
/// score is the sum of 1 / (k + its place) over the halves that it is in. Rows that fit equally well share a place.
struct HybridRows {
    private let rows: RowConditions
    private let finding: ListFinding
    private let nearest: MappedNearest
    private let words: SearchedWords
    private let vector: SQLFragment
    private let limit: SQLFragment
    private let k: SQLFragment

    /// - Parameter finding: what else the filter finds rows by.
    init?(
        _ hybrid: SourcedValue, among rows: RowConditions, _ finding: ListFinding, path: [PathSegment]
    ) throws(PlanningError) {
        guard let nearest = rows.table.nearest, let first = hybrid["first"], let k = hybrid["k"],
            let words = try FilterPlanner(scope: rows.scope).words(hybrid, of: rows.table, path: path)
        else { return nil }
        // Each half reads the table once more.
        try rows.scope.budget.takeRelation()
        try rows.scope.budget.takeRelation()
        self.rows = rows
        self.finding = finding
        self.nearest = nearest
        self.words = words
        vector = rows.vector(hybrid, nearest, path: path)
        limit = rows.count(first, path: path + [.key("first")])
        self.k = rows.count(k, path: path + [.key("k")])
    }

    /// A ranking, cut at its limit: keys, and `figure`, by which the rows are in order.
    private struct Half {
        let body: SQLFragment
        let alias: SQLIdentifier

        var subquery: SQLFragment { "(\(SQLFragment.indented("\n\(body)"))\n) as \(alias)" }
    }

    /// The keys of the rows, some of them twice.
    var keys: SQLFragment {
        get throws(PlanningError) {
            let halves = [try ranked, try near].map { half -> SQLFragment in
                "select \(rows.keys(of: half.alias))\nfrom \(half.subquery)"
            }
            return halves.joined(by: "\nunion all\n")
        }
    }

    /// Brings the rows that were found to those of an alias, with their figures.
    func fused(
        with row: SQLIdentifier
    ) throws(PlanningError) -> (join: SQLFragment, figures: [String: SQLFragment], words: SearchedWords) {
        let (ranked, near) = (try self.ranked, try self.near)
        let places = rows.scope.alias(for: "places")
        let fused = rows.scope.alias(for: "fused")
        var (shownByWords, shownByVector, shown): (SQLFragment, SQLFragment, SQLFragment) = ("", "", "")
        if let headline {
            shownByWords = ", \(ranked.alias).\(headline)"
            shownByVector = ", null::text"
            shown = ", max(\(places).\(headline)) as \(headline)"
        }
        let byWords: SQLFragment =
            "select \(rows.keys(of: ranked.alias)), rank() over (order by \(ranked.alias).figure desc nulls last) as place, "
            + "\(ranked.alias).figure as words_rank, null::float8 as distance\(shownByWords)\nfrom \(ranked.subquery)"
        let byVector: SQLFragment =
            "select \(rows.keys(of: near.alias)), rank() over (order by \(near.alias).figure), null::float8, "
            + "\(near.alias).figure\(shownByVector)\nfrom \(near.subquery)"
        let halves: SQLFragment = "\n\(byWords)\nunion all\n\(byVector)"
        let body: SQLFragment =
            "\nselect \(rows.keys(of: places)), sum(1 / (\(k) + \(places).place)::float8) as score, "
            + "max(\(places).words_rank) as words_rank, max(\(places).distance) as distance\(shown)\n"
            + "from (\(SQLFragment.indented(halves))\n) as \(places)\ngroup by \(rows.keys(of: places))"
        let lookUp = SQLFragment.lookUp(
            rows.table.orderingKey.map { key in
                (of: "\(row).\(SQLIdentifier(key.name))", by: "\(fused).\(SQLIdentifier(key.name))")
            })
        var figures: [String: SQLFragment] = [
            SearchNames.score: "\(fused).score", SearchNames.distance: "\(fused).distance",
        ]
        if words.rank(of: row) != nil { figures[SearchNames.rank] = "\(fused).words_rank" }
        return (
            "join (\(SQLFragment.indented(body))\n) as \(fused) on \(lookUp)", figures,
            SearchedWords(search: words.search, parameter: words.parameter, alias: fused)
        )
    }

    /// The rows that are about the words, the best first.
    private var ranked: Half {
        get throws(PlanningError) {
            let row = rows.scope.alias(for: rows.table.relation.name)
            let join = words.join(to: row)
            var conditions = try rows.unfound(on: row, finding)
            if join == nil { conditions.append(words.condition(on: row)) }
            // Where a function does not say how well a row fits, all that it found share the first place.
            let rank: SQLFragment = words.rank(of: row) ?? "null::float8"
            var shown: SQLFragment = ""
            if let headline { shown = ", \(words.alias).\(headline)" }
            var from: SQLFragment = "\(rows.table.relation) as \(row)"
            if let join { from = "\(from)\n\(join)" }
            if !conditions.isEmpty { from = "\(from)\nwhere \(conditions.joined(by: "\n    and "))" }
            let body: SQLFragment =
                "select \(rows.keys(of: row)), \(rank) as figure\(shown)\nfrom \(from)"
                + "\norder by figure desc nulls last, \(rows.keys(of: row))\nlimit \(limit)"
            return Half(body: body, alias: rows.scope.alias(for: "ranked"))
        }
    }

    /// The rows that are near to the vector, the nearest first.
    private var near: Half {
        get throws(PlanningError) {
            let row = rows.scope.alias(for: rows.table.relation.name)
            let conditions = try rows.unfound(on: row, finding) + [nearest.isKnown(of: row)]
            // Read once for each row: a vector lies apart from its row, and to fetch it is most of the work.
            let distance = nearest.orderingDistance(of: row, to: vector)
            let body: SQLFragment =
                "select \(rows.keys(of: row)), \(distance) as figure\nfrom \(rows.table.relation) as \(row)\n"
                + "where \(conditions.joined(by: "\n    and "))\n"
                + "order by \(nearest.order(by: "figure", then: rows.keys(of: row)))\nlimit \(limit)"
            return Half(body: body, alias: rows.scope.alias(for: "near"))
        }
    }

    /// The column of a function's answer that shows where the words stand.
    private var headline: SQLIdentifier? {
        guard case .function(let function) = words.search.source else { return nil }
        return function.headline.map { SQLIdentifier($0) }
    }
}
