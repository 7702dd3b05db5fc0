// SPDX-License-Identifier: Apache-2.0

/// A finite number as ECMAScript writes it (ECMA-262, "Number::toString"), which is what the reference implementation
/// shows: the shortest digits that give the number back, an exponent only beyond 21 digits or 6 zeros.
func ecmaScriptText(of number: Double) -> String {
    if number == 0 { return "0" }
    let sign = number < 0 ? "-" : ""

    // Swift writes the same digits, with another layout: take them apart.
    let parts = number.magnitude.description.split(separator: "e")
    let mantissa = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
    let whole = mantissa.first ?? ""
    let fraction = mantissa.count > 1 ? mantissa[1] : ""
    var digits = Array((whole + fraction).utf8)
    // The number is 0.digits times ten to this power.
    var point = whole.utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    let zero = UInt8(ascii: "0")
    while digits.first == zero {
        digits.removeFirst()
        point -= 1
    }
    while digits.last == zero { digits.removeLast() }

    func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
    func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
    switch point {
    case digits.count...21:
        return sign + text(digits) + zeros(point - digits.count)
    case 1...21:
        return sign + text(digits.prefix(point)) + "." + text(digits.dropFirst(point))
    case -5...0:
        return sign + "0." + zeros(-point) + text(digits)
    default:
        let exponent = point - 1
        let rest = digits.dropFirst()
        return sign + text(digits.prefix(1)) + (rest.isEmpty ? "" : "." + text(rest)) + "e"
            + (exponent < 0 ? "-" : "+") + String(exponent.magnitude)
    }
}
