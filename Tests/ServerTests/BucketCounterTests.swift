// SPDX-License-Identifier: Apache-2.0

import Planning
import Testing

@testable import Server

@Suite struct BucketCounterTests {
    @Test(arguments: [
        ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", BucketUnit.hour, "UTC", 1),
        ("2026-01-01T00:30:00Z", "2026-01-01T01:00:00Z", .hour, "UTC", 2),
        // St. John's is three hours and a half behind: its hours begin at half past.
        ("2026-01-01T00:15:00Z", "2026-01-01T00:45:00Z", .hour, "America/St_Johns", 2),
        // Midnight of Berlin is 23:00 in winter.
        ("2026-01-01T22:59:59Z", "2026-01-01T23:00:00Z", .day, "Europe/Berlin", 2),
        ("2026-01-02T00:59:59+02:00", "2026-01-01T23:00:00.5Z", .day, "Europe/Berlin", 2),
        ("2024-02-28T12:00:00Z", "2024-03-01T12:00:00Z", .day, "UTC", 3),
        // A Sunday and the Monday after it.
        ("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", .week, "UTC", 2),
        ("2026-03-02T00:00:00Z", "2026-03-08T23:59:59Z", .week, "UTC", 1),
        ("1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", .day, "UTC", 2),
        ("1600-02-29T00:00:00Z", "2000-02-29T00:00:00Z", .year, "UTC", 401),
        ("2025-12-31T23:00:00Z", "2026-01-31T22:59:59Z", .month, "Europe/Berlin", 1),
        ("2025-12-31T22:59:59Z", "2026-04-01T00:00:00Z", .quarter, "Europe/Berlin", 3),
        ("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", .day, "UTC", 0),
    ])
    func `buckets are counted by the zone's calendar`(
        from: String, to: String, unit: BucketUnit, zone: String, count: Int
    ) {
        #expect(BucketCounter.count(from: from, to: to, unit: unit, zone: zone) == count)
    }

    @Test(arguments: [
        ("2026-01-31", "2026-02-01", BucketUnit.day, 2), ("2026-01-31", "2026-02-01", .month, 2),
        ("2026-03-02", "2026-03-08", .week, 1), ("2025-11-30", "2026-03-31", .quarter, 2),
    ])
    func `days have no zone`(from: String, to: String, unit: BucketUnit, count: Int) {
        #expect(BucketCounter.count(from: from, to: to, unit: unit, zone: nil) == count)
    }

    @Test(arguments: [
        ("UTC", true), ("Europe/Berlin", true), ("America/Argentina/Buenos_Aires", true), ("Etc/GMT+5", true),
        // To PostgreSQL these are fixed offsets and rules of POSIX.
        ("CET", false), ("PST", false), ("Berlin2", false), ("Nowhere/Land5", false),
        ("Europe/Berln", false), ("", false), ("/", false), ("Europe/Berlin'", false), ("+02:00", false),
    ])
    func `a time zone is a place in the IANA database`(name: String, isKnown: Bool) {
        #expect(TimeZoneName.isKnown(name) == isKnown)
    }
}
