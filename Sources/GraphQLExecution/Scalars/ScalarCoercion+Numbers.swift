// SPDX-License-Identifier: Apache-2.0

package import GraphQLSchema

extension ScalarCoercion {
    /// A whole number of 64 bits, as a string (which JavaScript does not round) or a number. It becomes its digits.
    public static let bigInt = ScalarCoercion { value throws(InputFault) in
        guard let text = value.numberText, isInteger(text), let integer = Int64(text) else {
            throw InputFault("BigInt must be a whole number from -2^63 to 2^63 - 1, such as \"9007199254740993\".")
        }
        return .number(String(integer))
    }

    /// A decimal number of at most 100 digits, as a string or a number; an exponent moves the point by at most 100.
    public static let decimal = ScalarCoercion { value throws(InputFault) in
        guard let text = value.numberText, isDecimal(text) else {
            throw InputFault("Decimal must be a number of at most 100 digits, such as \"12.50\".")
        }
        return .number(text)
    }

    /// Any JSON value; an exponent of its numbers moves the point by at most 400.
    public static let json = ScalarCoercion { value throws(InputFault) in
        guard !value.containsEnum else {
            throw InputFault("JSON has no bare names: write strings in quotes.")
        }
        guard !value.containsFarExponent else {
            throw InputFault("JSON's numbers must have exponents from -400 to 400.")
        }
        return value
    }

    /// "-"? DIGIT+
    private static func isInteger(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        return 1...20 ~= digits.count && digits.allSatisfy(\.isASCIIDigit)
    }

    /// "-"? DIGIT+ ( "." DIGIT+ )? ( "e" ( "+" / "-" )? DIGIT+ )?
    private static func isDecimal(_ text: String) -> Bool {
        guard text.utf8.count <= 128 else { return false }
        var rest = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        func skipDigits() -> Int {
            let count = rest.prefix(while: \.isASCIIDigit).count
            rest = rest.dropFirst(count)
            return count
        }
        var digits = skipDigits()
        guard digits > 0 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            let decimals = skipDigits()
            guard decimals > 0 else { return false }
            digits += decimals
        }
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
            guard 1...4 ~= rest.count, rest.allSatisfy(\.isASCIIDigit),
                let exponent = Int(String(decoding: rest, as: UTF8.self)), exponent <= 100
            else { return false }
            rest = rest.dropFirst(rest.count)
        }
        return rest.isEmpty && digits <= 100
    }
}

extension InputValue {
    /// The text of a number that was given as one or as a string.
    fileprivate var numberText: String? {
        switch self {
        case .number(let text), .string(let text): text
        case .null, .int, .float, .boolean, .enum, .list, .object: nil
        }
    }

    /// Whether a number anywhere in it has an exponent beyond 400.
    ///
    /// PostgreSQL keeps `1e131071` in a few bytes, and writes each of its digits whenever it is read: a small document
    /// would be one that takes gigabytes to answer. What a double holds ends at 308 and -324.
    package var containsFarExponent: Bool {
        switch self {
        case .number(let text): Self.isExponentFar(text.utf8)
        case .null, .int, .float, .string, .boolean, .enum: false
        case .list(let items): items.contains { $0.containsFarExponent }
        case .object(let fields): fields.contains { $0.value.containsFarExponent }
        }
    }

    private static func isExponentFar(_ text: String.UTF8View) -> Bool {
        guard let mark = text.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return false }
        let digits = text[mark...].drop { !$0.isASCIIDigit }.drop { $0 == UInt8(ascii: "0") }
        return digits.count > 3 || (Int(String(decoding: digits, as: UTF8.self)) ?? 0) > 400
    }

    /// Whether a bare name stands anywhere in it, which JSON does not have.
    fileprivate var containsEnum: Bool {
        switch self {
        case .enum: true
        case .null, .int, .float, .string, .boolean, .number: false
        case .list(let items): items.contains { $0.containsEnum }
        case .object(let fields): fields.contains { $0.value.containsEnum }
        }
    }
}
