// SPDX-License-Identifier: Apache-2.0

package import SQL

/// How rows of a table are found by words, held against the catalog.
package struct MappedSearch: Sendable {
    /// Where the words are looked for.
    package enum Source: Sendable {
        /// A column of type tsvector.
        case column(String)
        case function(MappedSearchFunction)
    }

    package let source: Source
    package let configuration: String?
    /// The schema of the configuration; nil where it is PostgreSQL's own.
    package let configurationSchema: String?
    /// The columns whose texts the headline shows.
    package let headline: [MappedColumn]
}

extension MappedSearch {
    /// The function that searches, where one does.
    package var function: QualifiedName? {
        if case .function(let function) = source { return function.name }
        return nil
    }
}

/// How rows of a table are found by a text that need not be spelled as theirs, held against the catalog.
package struct MappedSimilar: Sendable {
    /// What texts are compared with.
    package enum Source: Sendable {
        /// A column of text, with the schema of the extension pg_trgm.
        case column(String, extensionSchema: String)
        case function(MappedSearchFunction)
    }

    package let source: Source
    package let measure: AuthoredSimilar.Measure
}

extension MappedSimilar {
    /// The function that compares, where one does.
    package var function: QualifiedName? {
        if case .function(let function) = source { return function.name }
        return nil
    }
}

/// A function that takes a text and answers keys of rows.
package struct MappedSearchFunction: Sendable {
    package let name: QualifiedName
    /// Which of the functions of the name.
    package let identityArguments: String
    /// The parameter that takes the text.
    package let parameter: String
    /// The table's key (`own`) and the answer's columns (`foreign`).
    package let key: [JoinPair]
    /// The answer's column that holds the rank or the similarity; nil where there is none.
    package let rank: String?
    /// The answer's column that holds the headline; nil where there is none.
    package let headline: String?
}

/// How rows of a table are found by a vector, held against the catalog.
package struct MappedNearest: Sendable {
    package let column: String
    /// `vector` or `halfvec`, in the schema of the extension.
    package let type: ColumnType
    package let metric: AuthoredNearest.Metric
    package let dimensions: Int?
    package let isApproximate: Bool
}
