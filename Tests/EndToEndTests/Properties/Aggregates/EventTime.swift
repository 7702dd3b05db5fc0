// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Buckets of time by Foundation's calendar: nothing of PostgreSQL's is in them.
struct EventTime {
    let unit: String
    let zone: TimeZone
    private let calendar: Calendar

    init(unit: String, zone: TimeZone) {
        self.unit = unit
        self.zone = zone
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = zone
        self.calendar = calendar
    }

    /// The first second of the bucket that an instant is in.
    func start(_ instant: Int) -> Int {
        let date = Date(timeIntervalSince1970: Double(instant))
        let day = calendar.startOfDay(for: date)
        let start: Date
        switch unit {
        case "HOUR":
            // Zones may be half an hour off: the clock's hour, not that of UTC.
            let local = instant + zone.secondsFromGMT(for: date)
            return instant - (local % 3_600)
        case "DAY": start = day
        case "WEEK":
            // Sunday is 1; weeks begin on Monday.
            let sinceMonday = (calendar.component(.weekday, from: day) + 5) % 7
            start = calendar.date(byAdding: .day, value: -sinceMonday, to: day) ?? day
        default:
            var parts = calendar.dateComponents([.year, .month], from: day)
            if unit == "YEAR" { parts.month = 1 }
            if unit == "QUARTER" { parts.month = ((parts.month ?? 1) - 1) / 3 * 3 + 1 }
            parts.day = 1
            start = calendar.date(from: parts) ?? day
        }
        return Int(start.timeIntervalSince1970)
    }

    /// The bucket after one that begins so.
    func next(_ start: Int) -> Int {
        if unit == "HOUR" { return start + 3_600 }
        let date = Date(timeIntervalSince1970: Double(start))
        let (component, value): (Calendar.Component, Int) =
            switch unit {
            case "DAY": (.day, 1)
            case "WEEK": (.day, 7)
            case "MONTH": (.month, 1)
            case "QUARTER": (.month, 3)
            default: (.year, 1)
            }
        let next = calendar.date(byAdding: component, value: value, to: date) ?? date
        return Int(next.timeIntervalSince1970)
    }

    /// All buckets from one instant's to another's.
    func series(from: Int, to: Int) -> [Int] {
        var starts: [Int] = []
        var current = start(from)
        while current <= to {
            starts.append(current)
            current = next(current)
        }
        return starts
    }

    /// `2026-03-29T01:00:00Z`
    static func text(_ instant: Int) -> String {
        Date(timeIntervalSince1970: Double(instant)).formatted(.iso8601)
    }

    /// Days as they are in UTC.
    static func text(day instant: Int) -> String { String(text(instant).prefix(10)) }
}
