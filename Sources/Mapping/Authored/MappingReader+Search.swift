// SPDX-License-Identifier: Apache-2.0

import GraphQLLanguage
import SQL

/// The directives that say how rows of a type are found by what they are about.
extension MappingReader {
    /// Takes `@search`, `@similar` and `@nearest` of a definition or an extension of a table's type.
    mutating func readFinding(_ type: TypeDefinition, source: Source?) {
        let origin = Origin(source: source, range: type.name.range)
        let name = type.name.value
        let search = DirectiveReader("search", in: type.directives)
        let similar = DirectiveReader("similar", in: type.directives)
        let nearest = DirectiveReader("nearest", in: type.directives)
        guard let first = search ?? similar ?? nearest else { return }
        guard let index = mapping.tableIndex(forType: name) else {
            faults.append(
                MappingFault(
                    "Type '\(name)': @\(first.name) means nothing without @table.",
                    hint: "Take it away, or say with @table where the rows come from.", at: origin))
            return
        }
        if let search { mapping.tables[index].search = readSearch(search, of: name, origin: origin) }
        if let similar { mapping.tables[index].similar = readSimilar(similar, of: name, origin: origin) }
        if let nearest { mapping.tables[index].nearest = readNearest(nearest, of: name, origin: origin) }
    }

    /// Reports fields with names that the engine makes, once all fields of a type are known.
    mutating func checkFindingNames() {
        for table in mapping.tables {
            var made: [String] = []
            if table.search != nil { made += ["search", SearchNames.rank, SearchNames.headline] }
            if table.similar != nil { made += ["similar", SearchNames.similarity] }
            if table.nearest != nil { made += ["nearest", SearchNames.distance] }
            if table.isFoundByBoth { made += ["hybrid", SearchNames.score] }
            for field in table.fields where made.contains(field.name) {
                faults.append(
                    MappingFault(
                        "Field '\(table.typeName).\(field.name)' has a name that the engine makes for @search, "
                            + "@similar or @nearest.",
                        hint: "Rename the field; @column(name: …) keeps its column.", at: field.origin))
            }
        }
    }

    private mutating func readSearch(
        _ directive: DirectiveReader, of name: String, origin: Origin
    ) -> AuthoredSearch? {
        let configuration = directive.string("config")
        let headline = directive.strings("headline") ?? []
        let hint = "Name a column of type tsvector, or a function that answers keys and ranks."
        guard let source = readSource(directive, of: name, hint: hint, origin: origin) else { return nil }
        if configuration == nil, directive.string("column") != nil || !headline.isEmpty {
            faults.append(
                MappingFault(
                    "@search of type '\(name)' does not say how words are read.",
                    hint: "Name the text search configuration that the column was made with: config: \"english\".",
                    at: origin))
            return nil
        }
        return AuthoredSearch(source: source, configuration: configuration, headline: headline, origin: origin)
    }

    private mutating func readSimilar(
        _ directive: DirectiveReader, of name: String, origin: Origin
    ) -> AuthoredSimilar? {
        let hint = "Name a column of text, or a function that answers keys and similarities."
        return readSource(directive, of: name, hint: hint, origin: origin).map { source in
            AuthoredSimilar(
                source: source,
                measure: directive.enumValue("measure").flatMap(AuthoredSimilar.Measure.init) ?? .text, origin: origin)
        }
    }

    /// Either `column` or `function`.
    private mutating func readSource(
        _ directive: DirectiveReader, of name: String, hint: String, origin: Origin
    ) -> FindingSource? {
        let place = "@\(directive.name) of type '\(name)'"
        switch (directive.string("column"), directive.string("function")) {
        case (let column?, nil): return .column(column)
        case (nil, let function?):
            guard let function = QualifiedName(parsing: function) else {
                faults.append(
                    MappingFault(
                        "\(place): \"\(function)\" is not the name of a function.",
                        hint: "Write \"schema.function\".", at: origin))
                return nil
            }
            return .function(function)
        case (nil, nil), (_?, _?):
            faults.append(MappingFault("\(place) needs either 'column' or 'function'.", hint: hint, at: origin))
            return nil
        }
    }

    private mutating func readNearest(
        _ directive: DirectiveReader, of name: String, origin: Origin
    ) -> AuthoredNearest? {
        guard let column = directive.string("column") else { return nil }
        let dimensions = directive.int("dimensions")
        if let dimensions, !(1...AuthoredNearest.maximumDimensions).contains(dimensions) {
            faults.append(
                MappingFault(
                    "@nearest of type '\(name)': 'dimensions' must be a number from 1 to "
                        + "\(AuthoredNearest.maximumDimensions).",
                    hint: "Say how long the vectors of the column are, or leave it out.", at: origin))
            return nil
        }
        return AuthoredNearest(
            column: column, metric: directive.enumValue("metric").flatMap(AuthoredNearest.Metric.init) ?? .cosine,
            dimensions: dimensions, isApproximate: directive.boolean("approximate") ?? false, origin: origin)
    }
}

extension AuthoredNearest {
    /// As long as pgvector lets a vector be.
    package static let maximumDimensions = 16_000
}

/// Names of what the engine makes for `@search`, `@similar` and `@nearest`.
package enum SearchNames {
    package static let rank = "searchRank"
    package static let headline = "searchHeadline"
    package static let similarity = "similarity"
    package static let distance = "nearestDistance"
    package static let words = "SearchInput"
    package static let text = "SimilarInput"
    package static let vector = "NearestInput"
    package static let score = "hybridScore"
    package static let both = "HybridInput"

    /// The fields that say how well a row fits.
    package static let figures = [rank, similarity, distance, score]
}
