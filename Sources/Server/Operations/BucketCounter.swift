// SPDX-License-Identifier: Apache-2.0

import Foundation
import Planning

/// Counts the buckets of a stretch of time, before any of them is made.
enum BucketCounter {
    /// - Parameters:
    ///   - from, to: RFC 3339; days where `zone` is nil.
    /// - Returns: nil for a text that is none of these; less than 1 where the end comes before the beginning.
    static func count(from: String, to: String, unit: BucketUnit, zone: String?) -> Int? {
        guard let first = seconds(from, zone: zone), let last = seconds(to, zone: zone) else { return nil }
        let days = (floored(first, 86_400), floored(last, 86_400))
        switch unit {
        case .hour: return floored(last, 3_600) - floored(first, 3_600) + 1
        case .day: return days.1 - days.0 + 1
        // 1970-01-01 was a Thursday.
        case .week: return floored(days.1 + 3, 7) - floored(days.0 + 3, 7) + 1
        case .month: return month(days.1) - month(days.0) + 1
        case .quarter: return floored(month(days.1), 3) - floored(month(days.0), 3) + 1
        case .year: return floored(month(days.1), 12) - floored(month(days.0), 12) + 1
        }
    }

    private static func floored(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
    }

    /// Seconds since 1970 on the clocks of the zone.
    private static func seconds(_ text: String, zone: String?) -> Int? {
        guard let zone else { return day(text.utf8.prefix(10)).map { $0 * 86_400 } }
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let day = day(bytes.prefix(10)), let hour = number(bytes[11...12]),
            let minute = number(bytes[14...15]), let second = number(bytes[17...18])
        else { return nil }
        var instant = day * 86_400 + hour * 3_600 + minute * 60 + second
        if let sign = bytes.dropFirst(19).firstIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }),
            bytes.count >= sign + 6, let hours = number(bytes[(sign + 1)...(sign + 2)]),
            let minutes = number(bytes[(sign + 4)...(sign + 5)])
        {
            let offset = hours * 3_600 + minutes * 60
            instant -= bytes[sign] == UInt8(ascii: "+") ? offset : -offset
        }
        guard let timeZone = TimeZone(identifier: zone) else { return nil }
        return instant + timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
    }

    /// Days since 1970-01-01 of `2026-03-01`, by the civil calendar.
    private static func day(_ bytes: some Collection<UInt8>) -> Int? {
        let bytes = Array(bytes)
        guard bytes.count == 10, let year = number(bytes[0...3]), let month = number(bytes[5...6]),
            let day = number(bytes[8...9])
        else { return nil }
        // Years from March on, in eras of 400 years: leap days come last in each.
        let marchYear = month > 2 ? year : year - 1
        let era = floored(marchYear, 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Months since year 0 of a day.
    private static func month(_ day: Int) -> Int {
        let shifted = day + 719_468
        let era = floored(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        return (era * 400 + yearOfEra) * 12 + (5 * dayOfYear + 2) / 153 + 2
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.reduce(0 as Int?) { sum, byte in
            guard let sum, byte.isDigit else { return nil }
            return sum * 10 + Int(byte - UInt8(ascii: "0"))
        }
    }
}
