// SPDX-License-Identifier: Apache-2.0

/// A coerced input: what a variable or an argument holds once it is known to fit its type.
/// Specification: "Input Coercion" of each type, "Coercing Variable Values", "Coercing Field Arguments".
public indirect enum InputValue: Sendable, Hashable {
    case null
    /// Of the scalar Int.
    case int(Int32)
    /// Of the scalar Float; finite.
    case float(Double)
    /// Of the scalars String and ID, and of custom scalars that were given a string.
    case string(String)
    case boolean(Bool)
    /// A number given to a custom scalar, as it was written, so that no digit is lost.
    case number(String)
    /// The name of an enum's value.
    case `enum`(String)
    case list([InputValue])
    /// Fields in the order of the input type's definition (custom scalars: as given); absent fields are absent.
    case object([InputField])

    /// The value of a field; nil where the field is absent or this is no object.
    public subscript(name: String) -> InputValue? {
        guard case .object(let fields) = self else { return nil }
        return fields.first { $0.name == name }?.value
    }
}

/// One field of a coerced input object.
public struct InputField: Sendable, Hashable {
    public var name: String
    public var value: InputValue

    public init(name: String, value: InputValue) {
        self.name = name
        self.value = value
    }
}
