// SPDX-License-Identifier: Apache-2.0

/// Whether `first` sorts before `second` as people sort names: runs of digits compare as numbers (`a2` before `a10`).
func naturallyPrecedes(_ first: String, _ second: String) -> Bool {
    var rest = first.utf8[...]
    var otherRest = second.utf8[...]
    while let byte = rest.first, let otherByte = otherRest.first {
        if isDigit(byte), isDigit(otherByte) {
            let number = takeNumber(from: &rest)
            let otherNumber = takeNumber(from: &otherRest)
            if number != otherNumber { return number < otherNumber }
        } else {
            if byte != otherByte { return byte < otherByte }
            rest.removeFirst()
            otherRest.removeFirst()
        }
    }
    return rest.count < otherRest.count
}

/// Takes one number's digits. A leading zero is a number by itself, as in the reference implementation.
private func takeNumber(from rest: inout Substring.UTF8View) -> Double {
    var number = 0.0
    repeat {
        guard let byte = rest.popFirst() else { break }
        number = number * 10 + Double(byte - UInt8(ascii: "0"))
    } while number > 0 && rest.first.map(isDigit) == true
    return number
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
