// SPDX-License-Identifier: Apache-2.0

extension ScalarCoercion {
    /// A moment: RFC 3339, whose offset from UTC is required; in UTC too, and to the microsecond, of a year of four digits.
    ///
    /// Another could be written, but not be answered: every page with its row would fail.
    public static let dateTime = text(
        named: "DateTime",
        expected: """
            a string by RFC 3339 with an offset, in UTC of the years 0001 to 9999, such as "2026-01-31T09:30:00Z"
            """
    ) { bytes in
        var reader = TimeReader(bytes)
        guard let day = reader.readDate(), reader.skip(anyOf: "Tt"), let time = reader.readTime(),
            let offset = reader.readOffset(), reader.isAtEnd
        else { return nil }
        let timeInUTC = time - offset
        if day == .first, timeInUTC < 0 { return nil }
        if day == .last, timeInUTC >= TimeReader.microsecondsOfDay { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A day of the calendar: RFC 3339, full-date.
    public static let date = text(named: "Date", expected: "a string such as \"2026-01-31\"") { bytes in
        var reader = TimeReader(bytes)
        guard reader.readDate() != nil, reader.isAtEnd else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A time of day without a place on Earth: RFC 3339, partial-time, which must not become 24:00:00 when it is rounded.
    public static let time = text(named: "Time", expected: "a string such as \"09:30:00\"") { bytes in
        var reader = TimeReader(bytes)
        guard let time = reader.readTime(), time < TimeReader.microsecondsOfDay, reader.isAtEnd else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Reads the parts of RFC 3339, section 5.6, one after the other.
private struct TimeReader {
    struct Day: Equatable {
        let year: Int
        let month: Int
        let day: Int

        /// The first and the last that four digits can say.
        static let first = Day(year: 1, month: 1, day: 1)
        static let last = Day(year: 9_999, month: 12, day: 31)
    }

    static let microsecondsOfDay = 86_400_000_000

    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    /// full-date = 4DIGIT "-" 2DIGIT "-" 2DIGIT, a day that the calendar has; PostgreSQL knows no year 0.
    mutating func readDate() -> Day? {
        guard let year = number(digits: 4), year > 0, skip(anyOf: "-"),
            let month = number(digits: 2), 1...12 ~= month, skip(anyOf: "-"),
            let day = number(digits: 2), day >= 1
        else { return nil }
        let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let length =
            switch month {
            case 2: isLeapYear ? 29 : 28
            case 4, 6, 9, 11: 30
            default: 31
            }
        return day <= length ? Day(year: year, month: month, day: day) : nil
    }

    /// partial-time = 2DIGIT ":" 2DIGIT ":" 2DIGIT [ "." 1*DIGIT ], at most nine decimals. A leap second is allowed.
    ///
    /// - Returns: the microseconds since midnight, rounded as PostgreSQL does.
    mutating func readTime() -> Int? {
        guard let hour = number(digits: 2), hour <= 23, skip(anyOf: ":"),
            let minute = number(digits: 2), minute <= 59, skip(anyOf: ":"),
            let second = number(digits: 2), second <= 60
        else { return nil }
        let whole = ((hour * 60 + minute) * 60 + second) * 1_000_000
        guard skip(anyOf: ".") else { return whole }
        var nanoseconds = 0
        var unit = 1_000_000_000
        while unit > 1, let digit = number(digits: 1) {
            unit /= 10
            nanoseconds += digit * unit
        }
        return unit < 1_000_000_000 ? whole + (nanoseconds + 500) / 1_000 : nil
    }

    /// time-offset = "Z" / ( "+" / "-" ) 2DIGIT ":" 2DIGIT, no further than PostgreSQL goes.
    ///
    /// - Returns: the microseconds that the clock is ahead of UTC.
    mutating func readOffset() -> Int? {
        if skip(anyOf: "Zz") { return 0 }
        let isAhead = index < bytes.count && bytes[index] == UInt8(ascii: "+")
        guard skip(anyOf: "+-"), let hour = number(digits: 2), hour <= 15, skip(anyOf: ":"),
            let minute = number(digits: 2), minute <= 59
        else { return nil }
        return (hour * 60 + minute) * 60_000_000 * (isAhead ? 1 : -1)
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
