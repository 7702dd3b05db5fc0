// SPDX-License-Identifier: Apache-2.0

package import SQL

/// `@search`: how rows of a table are found by words.
package struct AuthoredSearch: Sendable {
    package enum Source: Sendable, Hashable {
        /// A column of type tsvector.
        case column(String)
        /// A function that takes the words and answers keys of rows with their ranks.
        case function(QualifiedName)
    }

    package var source: Source
    /// The text search configuration, as `pg_catalog.english` or `english`.
    package var configuration: String?
    /// Names of the fields whose texts the headline shows.
    package var headline: [String]
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

extension AuthoredSearch {
    /// The function that searches, where one does.
    package var function: QualifiedName? {
        if case .function(let name) = source { return name }
        return nil
    }
}
