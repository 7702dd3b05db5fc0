// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage

/// Why a field of a response could not be answered, with its place. Specification: "Handling Execution Errors".
package struct FieldError: Error, Sendable, Hashable {
    /// What was found instead of a value.
    package enum Reason: Sendable, Hashable {
        /// A null where the schema promises a value: most often a row that a policy hides.
        case nullInNonNullField
        /// A list that holds more rows than its limit.
        case listTooLong(limit: Int)
        /// A key that several visible rows have.
        case ambiguousKey
        /// A value that is none of its type.
        case unrepresentableValue
    }

    package let reason: Reason
    /// From the response's root to the field.
    package var path: [PathSegment]
}
