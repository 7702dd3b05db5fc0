// SPDX-License-Identifier: Apache-2.0

extension ScalarCoercion {
    /// A moment: RFC 3339, whose offset from UTC is required.
    public static let dateTime = text(
        named: "DateTime", expected: "a string by RFC 3339 with an offset, such as \"2026-01-31T09:30:00Z\""
    ) { bytes in
        var reader = TimeReader(bytes)
        guard reader.skipDate(), reader.skip(anyOf: "Tt"), reader.skipTime(), reader.skipOffset(), reader.isAtEnd else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A day of the calendar: RFC 3339, full-date.
    public static let date = text(named: "Date", expected: "a string such as \"2026-01-31\"") { bytes in
        var reader = TimeReader(bytes)
        guard reader.skipDate(), reader.isAtEnd else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A time of day without a place on Earth: RFC 3339, partial-time.
    public static let time = text(named: "Time", expected: "a string such as \"09:30:00\"") { bytes in
        var reader = TimeReader(bytes)
        guard reader.skipTime(), reader.isAtEnd else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Reads the parts of RFC 3339, section 5.6, one after the other.
private struct TimeReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    /// full-date = 4DIGIT "-" 2DIGIT "-" 2DIGIT, a day that the calendar has; PostgreSQL knows no year 0.
    mutating func skipDate() -> Bool {
        guard let year = number(digits: 4), year > 0, skip(anyOf: "-"),
            let month = number(digits: 2), 1...12 ~= month, skip(anyOf: "-"),
            let day = number(digits: 2), day >= 1
        else { return false }
        let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        switch month {
        case 2: return day <= (isLeapYear ? 29 : 28)
        case 4, 6, 9, 11: return day <= 30
        default: return day <= 31
        }
    }

    /// partial-time = 2DIGIT ":" 2DIGIT ":" 2DIGIT [ "." 1*DIGIT ], at most nine decimals. A leap second is allowed.
    mutating func skipTime() -> Bool {
        guard let hour = number(digits: 2), hour <= 23, skip(anyOf: ":"),
            let minute = number(digits: 2), minute <= 59, skip(anyOf: ":"),
            let second = number(digits: 2), second <= 60
        else { return false }
        guard skip(anyOf: ".") else { return true }
        let start = index
        while index < bytes.count, bytes[index].isASCIIDigit { index += 1 }
        return 1...9 ~= index - start
    }

    /// time-offset = "Z" / ( "+" / "-" ) 2DIGIT ":" 2DIGIT, no further than PostgreSQL goes.
    mutating func skipOffset() -> Bool {
        if skip(anyOf: "Zz") { return true }
        guard skip(anyOf: "+-"), let hour = number(digits: 2), hour <= 15, skip(anyOf: ":"),
            let minute = number(digits: 2), minute <= 59
        else { return false }
        return true
    }

    mutating func skip(anyOf characters: StaticString) -> Bool {
        guard index < bytes.count, "\(characters)".utf8.contains(bytes[index]) else { return false }
        index += 1
        return true
    }

    private mutating func number(digits: Int) -> Int? {
        guard bytes.count - index >= digits else { return nil }
        var number = 0
        for byte in bytes[index..<(index + digits)] {
            guard byte.isASCIIDigit else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        index += digits
        return number
    }
}
