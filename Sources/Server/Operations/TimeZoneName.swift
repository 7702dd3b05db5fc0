// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Names of the IANA time zone database.
///
/// PostgreSQL takes more than these: abbreviations, which know no summer time, and POSIX rules, so that almost any text
/// with a number would be some time zone. Only names of places are let through, and UTC.
enum TimeZoneName {
    static func isKnown(_ name: String) -> Bool {
        if name == "UTC" || name == "GMT" { return true }
        guard name.utf8.count <= longest, name.utf8.contains(UInt8(ascii: "/")), name.utf8.allSatisfy(isPartOfName)
        else {
            return false
        }
        return TimeZone(identifier: name) != nil
    }

    private static let longest = 64

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "+"):
            true
        default: false
        }
    }
}
