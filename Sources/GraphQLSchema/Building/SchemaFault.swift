// SPDX-License-Identifier: Apache-2.0

public import GraphQLLanguage

/// Something wrong with an SDL, and the places that show it.
public struct SchemaFault: Error, Sendable, Hashable {
    /// What is wrong, in the words of the reference implementation.
    public var message: String
    /// Where, in the order in which the message means them; empty if nothing that is written is at fault.
    public var places: [SchemaPlace]
    /// The rule that reported it.
    public var rule: String

    public init(message: String, places: [SchemaPlace], rule: String) {
        self.message = message
        self.places = places
        self.rule = rule
    }

    /// The fault in the shape of a response's `errors`, which cannot tell one file from another.
    public var error: GraphQLError {
        GraphQLError(message, locations: places.map(\.location), rule: rule)
    }
}

/// A place in one of the sources of an SDL.
public struct SchemaPlace: Sendable, Hashable {
    /// The source's name: a file's path.
    public var sourceName: String
    public var location: SourceLocation

    public init(sourceName: String, location: SourceLocation) {
        self.sourceName = sourceName
        self.location = location
    }
}

extension SchemaFault: CustomStringConvertible {
    /// The message, then each place on a line of its own: `schema/core.graphql:3:5`.
    public var description: String {
        places.reduce(into: message) { text, place in
            text += "\n  \(place.sourceName):\(place.location.line):\(place.location.column)"
        }
    }
}

/// Every fault that was found in an SDL; there is at least one.
public struct InvalidSchema: Error, Sendable, Hashable {
    public var faults: [SchemaFault]

    public init(faults: [SchemaFault]) {
        self.faults = faults
    }

    /// The faults in the shape of a response's `errors`.
    public var errors: [GraphQLError] { faults.map(\.error) }
}

extension InvalidSchema: CustomStringConvertible {
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
