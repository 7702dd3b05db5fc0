// SPDX-License-Identifier: Apache-2.0

public import GraphQLLanguage

extension Schema {
    /// A default value as introspection and printing show it: coerced to its type and written back, as the reference
    /// implementation does. `[Int] = 1` gives `[1]`, `Float = 1.50` gives `1.5`, and an input object is completed by
    /// the defaults of its fields.
    ///
    /// Values of custom scalars stay as they are written. So does a value that is none of its type, and one that
    /// completion would make more than 1,000 nodes larger.
    public func canonicalDefault(of input: InputValueType) -> Value? {
        guard let value = input.defaultValue else { return nil }
        var writer = CanonicalWriter(schema: self)
        return writer.write(value, as: input.type, depth: 0) ?? value
    }
}

/// Writes a literal in the form that its type gives it.
private struct CanonicalWriter {
    let schema: Schema
    /// How many fields may still be filled in by their defaults: chains of defaults can double at each step.
    private var remainingCompletions = 1_000

    init(schema: Schema) {
        self.schema = schema
    }

    /// Nil if the value is none of the type, or too large.
    mutating func write(_ value: Value, as type: TypeRef, depth: Int) -> Value? {
        // Deeper than any document: defaults that complete each other without end, in a schema made by a program.
        guard depth < 1_000 else { return nil }
        switch (type, value) {
        case (_, .variable), (.nonNull, .null): return nil
        case (.nonNull(let nullable), _): return write(value, as: nullable, depth: depth + 1)
        case (_, .null): return .null(range: .none)
        case (.list(let item), .list(let values, _)):
            var items: [Value] = []
            for value in values {
                guard let item = write(value, as: item, depth: depth + 1) else { return nil }
                items.append(item)
            }
            return .list(items, range: .none)
        case (.list(let item), _):
            return write(value, as: item, depth: depth + 1).map { .list([$0], range: .none) }
        case (.named(let name), _):
            switch schema.type(named: name) {
            case .scalar(let scalar): return write(value, as: scalar)
            case .enum(let type):
                guard case .enum(let name, _) = value, type.value(named: name) != nil else { return nil }
                return .enum(name, range: .none)
            case .inputObject(let type):
                guard case .object(let fields, _) = value else { return nil }
                return write(fields, as: type, depth: depth + 1)
            case .object, .interface, .union, nil: return nil
            }
        }
    }

    private mutating func write(_ fields: [ObjectField], as type: InputObjectType, depth: Int) -> Value? {
        let given = Dictionary(fields.map { ($0.name.value, $0.value) }, uniquingKeysWith: { _, last in last })
        var written: [ObjectField] = []
        for field in type.fields {
            let value: Value
            if let own = given[field.name] {
                value = own
            } else if let defaultValue = field.defaultValue {
                remainingCompletions -= 1
                guard remainingCompletions >= 0 else { return nil }
                value = defaultValue
            } else if field.type.isNonNull {
                return nil
            } else {
                continue
            }
            guard let canonical = write(value, as: field.type, depth: depth) else { return nil }
            written.append(ObjectField(name: Name(field.name), value: canonical))
        }
        return .object(written, range: .none)
    }

    private func write(_ value: Value, as scalar: ScalarType) -> Value? {
        guard let builtIn = BuiltInScalar(rawValue: scalar.name) else {
            // What an enum name means to a custom scalar is its text.
            if case .enum(let name, _) = value { return .string(name, isBlock: false, range: .none) }
            return value
        }
        switch (builtIn, value) {
        case (.int, .int(let text, _)):
            return Int32(text).map { .int(String($0), range: .none) }
        case (.float, .int(let text, _)), (.float, .float(let text, _)):
            guard let number = Double(text), number.isFinite else { return nil }
            let digits = ecmaScriptText(of: number)
            return digits.utf8.allSatisfy { $0 == UInt8(ascii: "-") || isDigit($0) }
                ? .int(digits, range: .none) : .float(digits, range: .none)
        case (.string, .string(let text, _, _)):
            return .string(text, isBlock: false, range: .none)
        case (.boolean, .boolean(let value, _)):
            return .boolean(value, range: .none)
        case (.id, .int(let text, _)):
            return .int(text, range: .none)
        case (.id, .string(let text, _, _)):
            return isIntegerLiteral(text) ? .int(text, range: .none) : .string(text, isBlock: false, range: .none)
        case (.int, _), (.float, _), (.string, _), (.boolean, _), (.id, _):
            return nil
        }
    }
}

/// Whether the text is what the language writes for an integer: no leading zero, no plus sign.
private func isIntegerLiteral(_ text: String) -> Bool {
    var digits = text.utf8[...]
    if digits.first == UInt8(ascii: "-") { digits.removeFirst() }
    guard let first = digits.first, digits.allSatisfy(isDigit) else { return false }
    return first != UInt8(ascii: "0") || digits.count == 1
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
