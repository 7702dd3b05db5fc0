// SPDX-License-Identifier: Apache-2.0

package import GraphQLLanguage

/// Why an operation that is valid cannot be planned with these variables.
package struct PlanningError: Error, Sendable, Hashable {
    /// What the client is told by the error's code.
    package enum Kind: Sendable, Hashable {
        /// An argument is not acceptable.
        case badUserInput
        /// More is asked for than the server allows.
        case limitExceeded
    }

    package let kind: Kind
    package let message: String
    /// What to write instead.
    package let hint: String?
    /// The argument's or variable's place in the request.
    package let inputPath: [PathSegment]

    package init(_ kind: Kind, _ message: String, hint: String? = nil, inputPath: [PathSegment] = []) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.inputPath = inputPath
    }
}
