// SPDX-License-Identifier: Apache-2.0

/// A JSON value (RFC 8259) that keeps what the text said: the order of members and the spelling of numbers.
///
/// Two values are equal when their texts mean the same code points: strings are compared by their UTF-8 bytes, not
/// by Unicode's canonical equivalence as `String` does, and numbers by their spelling (`1` and `1.0` differ).
package enum JSON: Sendable {
    case null
    case boolean(Bool)
    /// A number as its literal's text, valid by RFC 8259 ("Numbers"). `JSON(numberText:)` checks a text.
    case number(String)
    case string(String)
    case array([JSON])
    /// Members in order. The parser lets no name through twice; who builds an object by hand keeps to that.
    case object([JSONMember])
}

/// One name and its value in a JSON object.
package struct JSONMember: Sendable, Hashable {
    package var name: String
    package var value: JSON

    package init(name: String, value: JSON) {
        self.name = name
        self.value = value
    }

    package static func == (left: JSONMember, right: JSONMember) -> Bool {
        left.name.hasSameBytes(as: right.name) && left.value == right.value
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(bytesOf: name)
        hasher.combine(value)
    }
}

extension JSON: Hashable {
    package static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let left), .boolean(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        case (.null, _), (.boolean, _), (.number, _), (.string, _), (.array, _), (.object, _): false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .null:
            hasher.combine(0)
        case .boolean(let value):
            hasher.combine(1)
            hasher.combine(value)
        case .number(let text):
            hasher.combine(2)
            hasher.combine(text)
        case .string(let value):
            hasher.combine(3)
            hasher.combine(bytesOf: value)
        case .array(let items):
            hasher.combine(4)
            hasher.combine(items)
        case .object(let members):
            hasher.combine(5)
            hasher.combine(members)
        }
    }
}

extension JSON {
    /// The number that `value` is.
    package init(_ value: Int) {
        self = .number(String(value))
    }

    /// The number that `value` is, or nil for infinities and NaN, which JSON cannot say.
    package init?(_ value: Double) {
        guard value.isFinite else { return nil }
        self = .number(String(describing: value))
    }

    /// A number with exactly this text, or nil if the text is no number by RFC 8259.
    package init?(numberText text: String) {
        var copy = text
        let isNumber = copy.withUTF8 { bytes in
            JSONNumberScanner.length(of: bytes[...]) == bytes.count && !bytes.isEmpty
        }
        guard isNumber else { return nil }
        self = .number(text)
    }

    /// The value of the member with this name, compared by bytes; nil if there is none or this is no object.
    ///
    /// Cost grows with the number of members.
    package subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        for member in members where member.name.hasSameBytes(as: name) {
            return member.value
        }
        return nil
    }

    /// Whether this is `null`.
    package var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The value of a boolean, else nil.
    package var booleanValue: Bool? {
        if case .boolean(let value) = self { value } else { nil }
    }

    /// The value of a string, else nil.
    package var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The value of a number written as an integer that fits (`12`, not `12.0` or `1e1`), else nil.
    package var integerValue: Int? {
        if case .number(let text) = self { Int(text) } else { nil }
    }

    /// The nearest finite value of a number, else nil; a number beyond the range of `Double` is nil, not infinity.
    package var doubleValue: Double? {
        guard case .number(let text) = self, let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// The items of an array, else nil.
    package var arrayValue: [JSON]? {
        if case .array(let items) = self { items } else { nil }
    }

    /// The members of an object in order, else nil.
    package var members: [JSONMember]? {
        if case .object(let members) = self { members } else { nil }
    }
}
