// SPDX-License-Identifier: Apache-2.0

/// A media type, or a range of them, with its parameters. RFC 9110 section 8.3.1.
///
/// Parameters are split at each semicolon, also within quotes: none that matters here holds one.
struct MediaType {
    private let type: Substring.UTF8View
    private let parameters: [(name: Substring.UTF8View, value: Substring.UTF8View)]

    /// - Returns: nil if the text is of another form.
    init?(_ text: Substring.UTF8View) {
        let parts = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        guard let first = parts.first else { return nil }
        type = Self.trimmed(first)
        guard type.contains(UInt8(ascii: "/")) else { return nil }
        var parameters: [(name: Substring.UTF8View, value: Substring.UTF8View)] = []
        for part in parts.dropFirst() {
            let part = Self.trimmed(part)
            // RFC 9110 section 5.6.6 lets a semicolon stand alone.
            if part.isEmpty { continue }
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            parameters.append((part[..<equals], Self.unquoted(part[part.index(after: equals)...])))
        }
        self.parameters = parameters
    }

    /// - Parameter name: in lower case.
    func isType(_ name: StaticString) -> Bool { Self.matches(type, name) }

    /// Whether no other encoding than UTF-8 is spoken of.
    var isUnicode: Bool {
        parameters.allSatisfy { parameter in
            !Self.matches(parameter.name, "charset")
                || Self.matches(parameter.value, "utf-8") || Self.matches(parameter.value, "utf8")
        }
    }

    /// The parameter `q` in thousandths, 1,000 if there is none; nil if it is no weight (RFC 9110 section 12.4.2). Java's own
    /// client writes no digit before the point.
    var weight: Int? {
        guard let text = parameters.first(where: { Self.matches($0.name, "q") })?.value else { return 1_000 }
        let digits = text.first == UInt8(ascii: ".") ? [UInt8(ascii: "0")] + text : Array(text)
        guard let first = digits.first, digits.count <= 5, digits.count == 1 || digits[1] == UInt8(ascii: ".") else {
            return nil
        }
        var weight = 0
        for position in [0, 2, 3, 4] {
            let digit = position < digits.count ? digits[position] : UInt8(ascii: "0")
            guard digit.isDigit else { return nil }
            weight = weight * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return first <= UInt8(ascii: "1") && weight <= 1_000 ? weight : nil
    }

    private static func matches(_ text: Substring.UTF8View, _ name: StaticString) -> Bool {
        name.withUTF8Buffer { text.elementsEqual($0) { $0.lowercased == $1 } }
    }

    private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        var text = text
        while let first = text.first, isBlank(first) { text = text.dropFirst() }
        while let last = text.last, isBlank(last) { text = text.dropLast() }
        return text
    }

    private static func unquoted(_ text: Substring.UTF8View) -> Substring.UTF8View {
        let quote = UInt8(ascii: "\"")
        guard text.count >= 2, text.first == quote, text.last == quote else { return text }
        return text.dropFirst().dropLast()
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}

extension MediaType {
    /// Whether the body of a request that says this of itself is JSON.
    static func isJSON(_ contentType: String) -> Bool {
        if contentType == "application/json" { return true }
        guard let type = MediaType(contentType[...].utf8) else { return false }
        return type.isType("application/json") && type.isUnicode
    }
}
