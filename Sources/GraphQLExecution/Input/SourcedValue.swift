// SPDX-License-Identifier: Apache-2.0

public import GraphQLLanguage
public import GraphQLSchema

/// A coerced argument together with where each part of it came from, so that a plan made for one request can take
/// its parameters from the variables of the next.
public struct SourcedValue: Sendable, Hashable {
    public var content: Content
    public var origin: ValueOrigin

    public init(_ content: Content, origin: ValueOrigin) {
        self.content = content
        self.origin = origin
    }

    /// The value's shape by its input type; a custom scalar is one leaf, whatever it holds.
    public indirect enum Content: Sendable, Hashable {
        case null
        case leaf(InputValue)
        case list([SourcedValue])
        /// Present fields in the order of the input type's definition.
        case object([SourcedArgument])
    }

    /// The coerced value alone.
    public var value: InputValue {
        switch content {
        case .null: .null
        case .leaf(let value): value
        case .list(let items): .list(items.map(\.value))
        case .object(let fields): .object(fields.map { InputField(name: $0.name, value: $0.value.value) })
        }
    }

    /// The value of a field; nil where the field is absent or this is no input object.
    public subscript(name: String) -> SourcedValue? {
        guard case .object(let fields) = content else { return nil }
        return fields.first { $0.name == name }?.value
    }
}

/// A present argument, or a present field of an input object.
public struct SourcedArgument: Sendable, Hashable {
    public var name: String
    public var value: SourcedValue

    public init(name: String, value: SourcedValue) {
        self.name = name
        self.value = value
    }
}

/// Where a coerced value came from.
public enum ValueOrigin: Sendable, Hashable {
    /// The document or a default value of the schema: the same in each request with this document. The parts of a
    /// list or an input object have origins of their own.
    case literal
    /// A variable, or the part of its coerced value at a path. A variable that was not given is null in a list.
    case variable(String, path: [PathSegment])
    /// A custom scalar's literal in which these variables stand: it has to be coerced anew for each request.
    case composed(variables: [String])
}
