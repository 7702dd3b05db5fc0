// SPDX-License-Identifier: Apache-2.0

import Mapping
import SQL

/// The text that the rows of a list are like.
struct SimilarText {
    let similar: MappedSimilar
    /// The text as SQL.
    let parameter: SQLFragment
    /// How similar a row must be at least, as SQL, where that was asked for.
    let least: SQLFragment?
    /// Of a function's answer, where one compares.
    let alias: SQLIdentifier

    /// How similar a row is. A function's answer is joined to the row.
    func degree(of row: SQLIdentifier) -> SQLFragment? {
        switch similar.source {
        case .column(let column, let schema):
            let text: SQLFragment = "\(row).\(SQLIdentifier(column))"
            switch similar.measure {
            case .text: return "\(SQLIdentifier(schema)).similarity(\(text), \(parameter))"
            case .word: return "\(SQLIdentifier(schema)).word_similarity(\(parameter), \(text))"
            }
        case .function(let function):
            return function.rank.map { "\(alias).\(SQLIdentifier($0))::float4" }
        }
    }

    /// The condition that a row of the table is similar.
    func condition(on row: SQLIdentifier) -> SQLFragment {
        switch similar.source {
        case .column(let column, let schema):
            let text: SQLFragment = "\(row).\(SQLIdentifier(column))"
            // An index serves the operators alone, not the functions.
            let isSimilar: SQLFragment =
                switch similar.measure {
                case .text: "\(text) operator(\(SQLIdentifier(schema)).%) \(parameter)"
                case .word: "\(parameter) operator(\(SQLIdentifier(schema)).<%) \(text)"
                }
            return ([isSimilar] + threshold(on: row)).joined(by: " and ")
        case .function(let function):
            let answer = function.answer(to: parameter, as: alias)
            let conditions = [function.pairs(alias, with: row)] + threshold(on: row)
            return "exists (select from \(answer) where \(conditions.joined(by: " and ")))"
        }
    }

    /// Brings a function's answer to the rows, with its similarity; nil where a column is compared.
    func join(to row: SQLIdentifier) -> SQLFragment? {
        guard case .function(let function) = similar.source else { return nil }
        return "join \(function.answer(to: parameter, as: alias)) on "
            + ([function.lookUp(of: row, by: alias)] + threshold(on: row)).joined(by: " and ")
    }

    private func threshold(on row: SQLIdentifier) -> [SQLFragment] {
        guard let least, let degree = degree(of: row) else { return [] }
        return ["\(degree) >= \(least)"]
    }
}
