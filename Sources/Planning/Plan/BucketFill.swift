// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage

/// A stretch of time that a statement fills with buckets. How many those are is known with the values only.
package struct BucketFill: Sendable, Hashable {
    package let unit: BucketUnit
    package let from: Parameter.Source
    package let to: Parameter.Source
    /// Nil where the ends are days.
    package let timeZone: Parameter.Source?
    /// How many buckets there may be.
    package let limit: Int
    /// Where `fillTo` stands in the request.
    package let inputPath: [PathSegment]
}

/// How long a bucket is: values of `TimeUnit` and `DateUnit`.
package enum BucketUnit: String, Sendable, Hashable {
    case hour = "HOUR"
    case day = "DAY"
    case week = "WEEK"
    case month = "MONTH"
    case quarter = "QUARTER"
    case year = "YEAR"
}
