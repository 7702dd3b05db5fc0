// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import Mapping
import SQL

/// What the rows of a list were found by, as far as their fields and their order tell of it.
struct FoundRows {
    private let table: MappedTable
    private let source: PageSource
    /// The words, where the list was searched.
    private let words: SearchedWords?
    /// How well a row of the source fits, in each of the fields that say so: `searchRank`, `nearestDistance` …
    private let figures: [String: SQLFragment]

    init(
        table: MappedTable, source: PageSource, words: SearchedWords? = nil, figures: [String: SQLFragment] = [:]
    ) {
        self.table = table
        self.source = source
        self.words = words
        self.figures = figures
    }

    /// What of `where` the fields that say how well a row fits need; nil for any other name.
    private func condition(behind name: String) -> String? {
        switch name {
        case SearchNames.rank where table.search != nil: "search"
        case SearchNames.similarity where table.similar != nil: "similar"
        case SearchNames.distance where table.nearest != nil: "nearest"
        case SearchNames.score where table.isFoundByBoth: "hybrid"
        default: nil
        }
    }

    /// A key of an order by how well rows fit; nil for any other name.
    ///
    /// - Throws: where the list was not found by it.
    func orderKey(
        _ name: String, direction: Direction, path: [PathSegment], forms: ValueForms
    ) throws(PlanningError) -> OrderKey? {
        guard let needed = condition(behind: name) else { return nil }
        guard let expression = figures[name] else { throw .needsFinding(name, by: needed, path: path) }
        let column = Self.column(name)
        return OrderKey(
            column: ColumnSQL(column, reference: expression, forms: forms), direction: direction,
            isNullable: name != SearchNames.score,
            outer: ColumnSQL(
                column, reference: "\(source.alias).\(source.compute(name, expression))", forms: forms))
    }

    /// One of the fields that `@search` and its like add, of a row under the source's alias; nil for any other name.
    func field(_ name: String, forms: ValueForms, use: (String) -> Void) -> RowField? {
        switch name {
        case SearchNames.rank, SearchNames.similarity, SearchNames.score:
            return value(name, figures[name], forms: forms)
        case SearchNames.distance:
            guard let distance = figures[name] else { return .null }
            // Of a vector without length there is no distance; a plain column must not say so in letters.
            let column: SQLFragment = "\(source.alias).\(source.compute(name, distance))"
            return .column(ColumnSQL(Self.column(name), reference: "nullif(\(column), 'NaN')", forms: forms))
        case SearchNames.headline:
            guard let words, let search = table.search else { return .null }
            if case .function(let function) = search.source, let headline = function.headline {
                return value(name, "\(words.alias).\(SQLIdentifier(headline))", forms: forms)
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
            return .column(ColumnSQL(Self.column(name), reference: headline, forms: forms))
        default: return nil
        }
    }

    private func value(_ name: String, _ expression: SQLFragment?, forms: ValueForms) -> RowField {
        guard let expression else { return .null }
        let reference: SQLFragment = "\(source.alias).\(source.compute(name, expression))"
        return .column(ColumnSQL(Self.column(name), reference: reference, forms: forms))
    }

    private static func column(_ name: String) -> MappedColumn {
        let isText = name == SearchNames.headline
        // As PostgreSQL has similarities: with more digits, 0.3 would not be 0.3.
        let number = name == SearchNames.similarity ? "float4" : "float8"
        return MappedColumn(
            name: name, type: .builtIn(isText ? "text" : number), scalar: isText ? .string : .float, isNotNull: false,
            isNonNull: false)
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
