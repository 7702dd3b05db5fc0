// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Mapping
import SQL

/// What the rows of a list were found by, as far as their fields and their order tell of it.
struct FoundRows {
    private let table: MappedTable
    private let source: PageSource
    /// The words, where the list was searched.
    let words: SearchedWords?
    /// How far a row of the source is from the vector that was given.
    let distance: SQLFragment?

    init(table: MappedTable, source: PageSource, words: SearchedWords?, distance: SQLFragment?) {
        self.table = table
        self.source = source
        self.words = words
        self.distance = distance
    }

    /// A key of an order by `searchRank` or `nearestDistance`; nil for any other name.
    ///
    /// - Throws: where the list was not found by it.
    func orderKey(
        _ name: String, direction: Direction, path: [PathSegment], enums: [String: [String: String]]
    ) throws(PlanningError) -> OrderKey? {
        let expression: SQLFragment?
        let needed: String
        switch name {
        case SearchNames.rank where table.search != nil: (expression, needed) = (words?.rank(in: source), "search")
        case SearchNames.distance where table.nearest != nil: (expression, needed) = (distance, "nearest")
        default: return nil
        }
        guard let expression else { throw .needsFinding(name, by: needed, path: path) }
        let column = Self.column(name)
        return OrderKey(
            column: ColumnSQL(column, reference: expression, enums: enums), isDescending: direction.isDescending,
            nullsFirst: direction.nullsFirst, isNullable: true,
            outer: ColumnSQL(
                column, reference: "\(source.alias).\(source.compute(name, expression))", enums: enums))
    }

    /// One of the fields that `@search` and `@nearest` add, of a row under the source's alias; nil for any other name.
    func field(_ name: String, enums: [String: [String: String]], use: (String) -> Void) -> RowField? {
        switch name {
        case SearchNames.rank: return value(name, words?.rank(in: source), enums: enums)
        case SearchNames.distance:
            guard let distance else { return .null }
            // Of a vector without length there is no distance; a plain column must not say so in letters.
            let column: SQLFragment = "\(source.alias).\(source.compute(name, distance))"
            return .column(ColumnSQL(Self.column(name), reference: "nullif(\(column), 'NaN')", enums: enums))
        case SearchNames.headline:
            guard let words, let search = table.search else { return .null }
            if case .function(let function) = search.source, let headline = function.headline {
                return value(name, "\(words.alias).\(SQLIdentifier(headline))", enums: enums)
            }
            guard let configuration = search.configuration, !search.headline.isEmpty else { return .null }
            // Only of the rows of the page: each is read once more, word by word.
            for column in search.headline { use(column.name) }
            let texts = search.headline.map { "\(source.alias).\(SQLIdentifier($0.name))" as SQLFragment }
            let text: SQLFragment = texts.count == 1 ? texts[0] : "concat_ws(' … ', \(texts.joined(by: ", ")))"
            let config: SQLFragment = "\(SQLFragment(constant: configuration))::regconfig"
            let headline: SQLFragment =
                "ts_headline(\(config), \(text), websearch_to_tsquery(\(config), \(words.parameter)), "
                + "'MaxFragments=2, MaxWords=20, MinWords=5')"
            return .column(ColumnSQL(Self.column(name), reference: headline, enums: enums))
        default: return nil
        }
    }

    private func value(_ name: String, _ expression: SQLFragment?, enums: [String: [String: String]]) -> RowField {
        guard let expression else { return .null }
        let reference: SQLFragment = "\(source.alias).\(source.compute(name, expression))"
        return .column(ColumnSQL(Self.column(name), reference: reference, enums: enums))
    }

    private static func column(_ name: String) -> MappedColumn {
        let isText = name == SearchNames.headline
        return MappedColumn(
            name: name, type: .builtIn(isText ? "text" : "float8"), scalar: isText ? .string : .float, isNotNull: false,
            isNonNull: false)
    }
}

/// The words that the rows of a list were searched for.
struct SearchedWords {
    let search: MappedSearch
    /// The words as SQL.
    let parameter: SQLFragment
    /// Of a function's answer, where one searches.
    let alias: SQLIdentifier

    /// How well a row of the source fits the words; nil where a function does not say.
    func rank(in source: PageSource) -> SQLFragment? {
        switch search.source {
        case .column(let column):
            return "ts_rank(\(source.alias).\(SQLIdentifier(column)), \(query))::float8"
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
            let pairs = pairs(of: function, row: row)
            return "exists (select from \(call(of: function)) as \(alias) where \(pairs))"
        }
    }

    /// Brings a function's answer to the rows, with its rank; nil where a column is searched.
    func join(to row: SQLIdentifier) -> SQLFragment? {
        guard case .function(let function) = search.source else { return nil }
        return "join \(call(of: function)) as \(alias) on \(pairs(of: function, row: row))"
    }

    private func call(of function: MappedSearchFunction) -> SQLFragment {
        "\(function.name)(\(SQLIdentifier(function.parameter)) => \(parameter))"
    }

    private func pairs(of function: MappedSearchFunction, row: SQLIdentifier) -> SQLFragment {
        function.key.map { "\(row).\(SQLIdentifier($0.own)) = \(alias).\(SQLIdentifier($0.foreign))" as SQLFragment }
            .joined(by: " and ")
    }
}

extension PlanningError {
    /// A rank or distance without anything to be ranked by.
    fileprivate static func needsFinding(_ name: String, by needed: String, path: [PathSegment]) -> PlanningError {
        PlanningError(
            .badUserInput, "'\(name)' orders only what 'where: {\(needed): …}' of the same list found.",
            hint: "Add '\(needed)' at the top of 'where', or order by something else.", inputPath: path)
    }
}
