// SPDX-License-Identifier: Apache-2.0

/// `startedAt` → `started_at`, `minuteCostUSD` → `minute_cost_usd`: the column that a field names by default.
package func snakeCase(_ name: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(name.utf8)
    for (index, byte) in bytes.enumerated() {
        guard isUpperCase(byte) else {
            result.append(byte)
            continue
        }
        let previous = index > 0 ? bytes[index - 1] : nil
        let next = index + 1 < bytes.count ? bytes[index + 1] : nil
        let endsWord = previous.map { !isUpperCase($0) && $0 != UInt8(ascii: "_") } ?? false
        let beginsWordAfterAcronym = (previous.map(isUpperCase) ?? false) && (next.map(isLowerCase) ?? false)
        if endsWord || beginsWordAfterAcronym { result.append(UInt8(ascii: "_")) }
        result.append(byte + 32)
    }
    return String(decoding: result, as: UTF8.self)
}

/// `trainee_id` → `traineeId`: the field that stands for a column that no field names.
///
/// Columns may have any name, fields not: what GraphQL's names cannot hold parts words, as an underscore does.
package func camelCase(_ name: String) -> String {
    var result: [UInt8] = []
    var raisesNext = false
    for byte in name.utf8 {
        if !isNamePart(byte) || byte == UInt8(ascii: "_") && !result.isEmpty {
            raisesNext = !result.isEmpty
        } else {
            if result.isEmpty, isDigit(byte) { result.append(UInt8(ascii: "_")) }
            result.append(raisesNext && isLowerCase(byte) ? byte - 32 : byte)
            raisesNext = false
        }
    }
    return result.isEmpty && !name.isEmpty ? "_" : String(decoding: result, as: UTF8.self)
}

private func isNamePart(_ byte: UInt8) -> Bool {
    isUpperCase(byte) || isLowerCase(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func isUpperCase(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

private func isLowerCase(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

/// ASCII lower case: names of GraphQL hold no other letters.
func lowerCased(_ name: String) -> String {
    String(decoding: name.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
}

/// The name with its first letter in upper case.
func capitalized(_ name: String) -> String {
    guard let first = name.utf8.first, (97...122).contains(first) else { return name }
    return String(decoding: [first - 32] + name.utf8.dropFirst(), as: UTF8.self)
}
