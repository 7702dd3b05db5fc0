// SPDX-License-Identifier: Apache-2.0

public import GraphQLLanguage
public import GraphQLSchema

/// A literal does not fit its type.
public struct LiteralFault: Error, Sendable, Hashable {
    /// What a custom scalar says of the value; nil where validation has rules of its own.
    public var reason: String?

    /// The reason as it follows a message.
    var explanation: String { reason.map { " " + $0 } ?? "" }
}

extension InputCoercion {
    /// The value of a literal, which may contain variables, as an input type holds it.
    ///
    /// Recursion goes as deep as the literal and the type, which the parser has bounded.
    /// - Parameter variables: coerced values; a variable without one is absent.
    public func value(
        of literal: Value, as type: TypeRef, variables: [String: InputValue]
    ) throws(LiteralFault) -> SourcedValue {
        var reader = LiteralReader(coercion: self, variables: variables)
        return try reader.value(of: literal, as: type)
    }

    /// What an argument or input field holds where none is given; nil if it has no default value.
    public func defaultValue(of definition: InputValueType) -> SourcedValue? {
        var reader = LiteralReader(coercion: self, variables: [:])
        return reader.defaultValue(of: definition)
    }
}
