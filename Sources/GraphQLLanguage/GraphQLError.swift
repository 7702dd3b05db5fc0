// SPDX-License-Identifier: Apache-2.0

/// A fault of a document, a schema or an execution, in the shape of the response's `errors`.
/// Specification: "Errors".
public struct GraphQLError: Error, Sendable, Hashable {
    /// Safe to show to the author of the request.
    public var message: String
    /// Where in the source the fault stands; empty if unknown.
    public var locations: [SourceLocation]
    /// The response field that failed; nil for a fault found before execution.
    public var path: [PathSegment]?
    /// The validation rule that reported the fault, by its name in the specification's reference implementation.
    public var rule: String?
    /// What sort of fault it is, where a server answers differently to each.
    public var kind: Kind

    public init(
        _ message: String, locations: [SourceLocation] = [], path: [PathSegment]? = nil, rule: String? = nil,
        kind: Kind = .general
    ) {
        self.message = message
        self.locations = locations
        self.path = path
        self.rule = rule
        self.kind = kind
    }

    /// The sorts of fault that a caller may have to tell apart.
    public enum Kind: Sendable, Hashable {
        /// A document that does not follow the grammar.
        case syntax
        /// Something that would cost more than a configured limit allows, correct though it may be.
        case limitExceeded
        /// A variable's value that does not fit its type.
        case variables
        /// Any other: a rule of validation, a field that failed.
        case general
    }
}

/// A place in a source: both parts count from 1, the column in UTF-16 units. Specification: "Errors", `locations`.
public struct SourceLocation: Sendable, Hashable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// One step from the response's root to a field. Specification: "Errors", `path`.
public enum PathSegment: Sendable, Hashable {
    case key(String)
    case index(Int)
}
