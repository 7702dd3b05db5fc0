// SPDX-License-Identifier: Apache-2.0

/// A value as it is written. Specification: "Value".
///
/// Numbers keep their text: whether it fits is decided by the type that it is coerced to.
public indirect enum Value: Sendable {
    case variable(Variable)
    /// The literal's text.
    case int(String, range: SourceRange)
    /// The literal's text.
    case float(String, range: SourceRange)
    /// The string's content, escapes and common indentation resolved.
    case string(String, isBlock: Bool, range: SourceRange)
    case boolean(Bool, range: SourceRange)
    case null(range: SourceRange)
    case `enum`(String, range: SourceRange)
    case list([Value], range: SourceRange)
    case object([ObjectField], range: SourceRange)

    /// Where the value stands.
    public var range: SourceRange {
        switch self {
        case .variable(let variable): variable.range
        case .int(_, let range), .float(_, let range), .string(_, _, let range), .boolean(_, let range),
            .null(let range), .enum(_, let range), .list(_, let range), .object(_, let range):
            range
        }
    }
}

/// `name: value` within an input object literal. Specification: "ObjectField".
public struct ObjectField: Sendable {
    public var name: Name
    public var value: Value
    public var range: SourceRange

    public init(name: Name, value: Value, range: SourceRange = .none) {
        self.name = name
        self.value = value
        self.range = range
    }
}

/// `$name`. Specification: "Variable". The name is without the dollar sign.
public struct Variable: Sendable {
    public var name: Name
    public var range: SourceRange

    public init(name: Name, range: SourceRange = .none) {
        self.name = name
        self.range = range
    }
}
