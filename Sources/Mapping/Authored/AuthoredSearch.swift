// SPDX-License-Identifier: Apache-2.0

package import SQL

/// What the author says rows are found by.
package enum FindingSource: Sendable, Hashable {
    /// A column of the table.
    case column(String)
    /// A function that takes a text and answers keys of rows, with how well each fits.
    case function(QualifiedName)

    /// The function, where there is one.
    package var function: QualifiedName? {
        if case .function(let name) = self { return name }
        return nil
    }
}

/// `@search`: how rows of a table are found by words.
package struct AuthoredSearch: Sendable {
    /// A column of type tsvector, or a function.
    package var source: FindingSource
    /// The text search configuration, as `pg_catalog.english` or `english`.
    package var configuration: String?
    /// Names of the fields whose texts the headline shows.
    package var headline: [String]
    package var origin: Origin
}

/// `@similar`: how rows of a table are found by a text that need not be spelled as theirs.
package struct AuthoredSimilar: Sendable {
    /// What of a row's text counts.
    package enum Measure: String, Sendable, CaseIterable {
        /// All of it.
        case text = "TEXT"
        /// The part that fits best.
        case word = "WORD"
    }

    /// A column of text, or a function.
    package var source: FindingSource
    package var measure: Measure
    package var origin: Origin
}

/// `@nearest`: how rows of a table are found by how near their vectors are to one that is given.
package struct AuthoredNearest: Sendable {
    /// How far two vectors are from each other.
    package enum Metric: String, Sendable, CaseIterable {
        case cosine = "COSINE"
        case euclidean = "EUCLIDEAN"
        case innerProduct = "INNER_PRODUCT"
    }

    package var column: String
    package var metric: Metric
    /// How long the vectors are, where the author says so.
    package var dimensions: Int?
    /// Whether an index may leave out rows that are near.
    package var isApproximate: Bool
    package var origin: Origin
}
