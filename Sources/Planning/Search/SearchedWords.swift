// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// The words that the rows of a list were searched for.
struct SearchedWords {
    let search: MappedSearch
    /// The words as SQL.
    let parameter: SQLFragment
    /// Of a function's answer, where one searches.
    let alias: SQLIdentifier

    /// How well a row fits the words; nil where a function does not say. The function's answer is joined to the row.
    func rank(of row: SQLIdentifier) -> SQLFragment? {
        switch search.source {
        case .column(let column): return "ts_rank(\(row).\(SQLIdentifier(column)), \(query))::float8"
        case .function(let function):
            return function.rank.map { "\(alias).\(SQLIdentifier($0))::float8" }
        }
    }

    /// The words as a query of text search.
    private var query: SQLFragment {
        guard let configuration = search.configuration else { return "websearch_to_tsquery(\(parameter))" }
        return "websearch_to_tsquery(\(SQLFragment(constant: configuration))::regconfig, \(parameter))"
    }

    /// The condition that a row of the table fits.
    func condition(on row: SQLIdentifier) -> SQLFragment {
        switch search.source {
        case .column(let column): return "\(row).\(SQLIdentifier(column)) @@ \(query)"
        case .function(let function):
            let answer = function.answer(to: parameter, as: alias)
            return "exists (select from \(answer) where \(function.pairs(alias, with: row)))"
        }
    }

    /// Brings a function's answer to the rows, with its rank; nil where a column is searched.
    func join(to row: SQLIdentifier) -> SQLFragment? {
        guard case .function(let function) = search.source else { return nil }
        return "join \(function.answer(to: parameter, as: alias)) on \(function.lookUp(of: row, by: alias))"
    }
}

extension MappedSearchFunction {
    /// The function's answer to a text, as FROM has it.
    func answer(to text: SQLFragment, as alias: SQLIdentifier) -> SQLFragment {
        "\(name)(\(SQLIdentifier(parameter)) => \(text)) as \(alias)"
    }

    /// That a row of the answer is about a row of the table.
    func pairs(_ answer: SQLIdentifier, with row: SQLIdentifier) -> SQLFragment {
        key.map { "\(row).\(SQLIdentifier($0.own)) = \(answer).\(SQLIdentifier($0.foreign))" as SQLFragment }
            .joined(by: " and ")
    }

    /// The same, for a join that looks up each row that was found.
    func lookUp(of row: SQLIdentifier, by answer: SQLIdentifier) -> SQLFragment {
        SQLFragment.lookUp(
            key.map { (of: "\(row).\(SQLIdentifier($0.own))", by: "\(answer).\(SQLIdentifier($0.foreign))") })
    }
}

extension SQLFragment {
    /// Equality of keys that no other join than a nested loop can do: one look at the key's index for each row that was found.
    ///
    /// PostgreSQL cannot know how many rows a function finds, nor how many the present tenant has among tenants of very
    /// different sizes. Left the choice, it reads all rows of a large tenant to join two to them.
    static func lookUp(_ pairs: [(of: SQLFragment, by: SQLFragment)]) -> SQLFragment {
        pairs.map { "\($0.of) = any (array[\($0.by)])" as SQLFragment }.joined(by: " and ")
    }
}
