// SPDX-License-Identifier: Apache-2.0

/// Numbers as ECMAScript writes them, since the reference implementation's messages and strings do.
enum NumberText {
    /// ECMA-262, "Number::toString": the shortest digits that read back, in plain notation between 1e-7 and 1e21.
    static func text(for number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        if number == 0 { return "0" }
        let sign = number < 0 ? "-" : ""
        let (digits, point) = shortestDigits(of: number.magnitude)
        let count = digits.utf8.count
        if point > 21 || point < -5 {
            let fraction = count > 1 ? "." + digits.dropFirst() : ""
            let exponent = point - 1
            return sign + digits.prefix(1) + fraction + "e" + (exponent < 0 ? "-" : "+") + String(exponent.magnitude)
        }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if point >= count { return sign + digits + String(repeating: "0", count: point - count) }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    /// A JSON number's text as ECMAScript writes the number that it reads.
    static func text(forLiteral literal: String) -> String {
        guard let number = Double(literal) else { return literal }
        return text(for: number)
    }

    /// The digits of a JSON number that is whole; nil for one that has a fraction or is beyond a Double.
    static func integerText(ofLiteral literal: String) -> String? {
        // Digits stay as they are written: a Double would lose some.
        if literal != "-0", literal.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || $0.isASCIIDigit }) { return literal }
        guard let number = Double(literal), number.isWhole else { return nil }
        return text(for: number)
    }

    /// The significant digits, without zeros at the edges, and how many of them stand before the decimal point.
    private static func shortestDigits(of number: Double) -> (digits: String, point: Int) {
        // Swift's description has the shortest digits that read back; only its layout differs.
        let parts = number.description.split(separator: "e", maxSplits: 1)
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let mantissa = (parts.first ?? "0").split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let whole = mantissa.first ?? ""
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        var digits = Substring(whole + fraction)
        var point = whole.utf8.count + exponent
        while digits.first == "0" {
            digits.removeFirst()
            point -= 1
        }
        while digits.last == "0" { digits.removeLast() }
        return (String(digits), point)
    }
}

// Not by `rounded()` or `exactly:`, which may call `trunc` of the C library: who uses these modules without Foundation
// does not link it.
extension Double {
    /// Whether this is a finite number without a fraction.
    var isWhole: Bool {
        // From 2^53 on, no number has a fraction.
        guard magnitude < 0x1p53 else { return isFinite }
        return Double(Int64(self)) == self
    }

    /// The number as a 32-bit integer, if it is one.
    var wholeInt32: Int32? {
        guard isWhole, self >= Double(Int32.min), self <= Double(Int32.max) else { return nil }
        return Int32(self)
    }
}
