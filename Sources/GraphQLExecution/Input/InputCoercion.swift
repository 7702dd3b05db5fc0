// SPDX-License-Identifier: Apache-2.0

public import GraphQLSchema

/// Coerces what requests give (variables, literals, arguments) to what the schema's input types hold.
///
/// One implementation serves execution over values in memory and the server's planner.
/// Specification: "Input Coercion" of each type, "Coercing Variable Values", "Coercing Field Arguments".
public struct InputCoercion: Sendable {
    public let schema: Schema
    /// How custom scalars are read, by name; one that is not listed takes any value.
    public let scalars: [String: ScalarCoercion]
    /// Whether messages may suggest names of the schema.
    public let suggestions: Suggestions
    /// Whether strings may contain U+0000, which PostgreSQL cannot store.
    public let nullCharacter: NullCharacter

    /// How the character U+0000 is taken in strings and custom scalars.
    public enum NullCharacter: Sendable, Hashable {
        case allowed, refused
    }

    public init(
        schema: Schema, scalars: [String: ScalarCoercion] = [:], suggestions: Suggestions = .on,
        nullCharacter: NullCharacter = .allowed
    ) {
        self.schema = schema
        self.scalars = scalars
        self.suggestions = suggestions
        self.nullCharacter = nullCharacter
    }
}
