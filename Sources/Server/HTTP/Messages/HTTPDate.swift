// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// The value of the Date field (RFC 9110 section 5.6.7), written anew each second.
final class HTTPDate: Sendable {
    private struct Written {
        var second: Int
        var text: [UInt8]
    }

    private let written = Mutex(Written(second: 0, text: HTTPDate.text(second: 0)))

    /// The time now.
    var now: [UInt8] {
        var time = timespec()
        // Fails only for a clock that does not exist.
        guard clock_gettime(CLOCK_REALTIME_COARSE, &time) == 0 else { return Self.text(second: 0) }
        let second = time.tv_sec
        return written.withLock { written in
            if written.second != second { written = Written(second: second, text: Self.text(second: second)) }
            return written.text
        }
    }

    /// - Parameter second: since 1970, in UTC.
    static func text(second: Int) -> [UInt8] {
        var time = time_t(second)
        var parts = tm()
        gmtime_r(&time, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let day = days[Int(parts.tm_wday)]
        let month = months[Int(parts.tm_mon)]
        let date = "\(two(parts.tm_mday)) \(month) \(Int(parts.tm_year) + 1_900)"
        return Array("\(day), \(date) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT".utf8)
    }

    private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
