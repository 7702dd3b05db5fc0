// SPDX-License-Identifier: Apache-2.0

/// Reads durations as people write them: `500ms`, `5s`, `30m`, `12h`, `7d`; a bare number means seconds.
package enum DurationText {
    /// What messages say of the format.
    package static let expectation = "a duration such as 500ms, 5s, 30m or 12h"

    private static let units: [(suffix: String, duration: Duration)] = [
        ("ms", .milliseconds(1)), ("s", .seconds(1)), ("m", .seconds(60)), ("h", .seconds(3_600)),
        ("d", .seconds(86_400)),
    ]

    /// The duration that a text says; nil if it says none, or one beyond 2³² units.
    package static func duration(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let suffix = text.dropFirst(digits.count)
        guard let number = UInt32(digits) else { return nil }
        if suffix.isEmpty { return .seconds(Int64(number)) }
        return units.first { $0.suffix == suffix }.map { $0.duration * Int64(number) }
    }

    /// The shortest text of a duration: `5s`.
    package static func text(_ duration: Duration) -> String {
        let milliseconds = duration / .milliseconds(1)
        let unit = units.last { milliseconds.truncatingRemainder(dividingBy: $0.duration / .milliseconds(1)) == 0 }
        guard let unit else { return "\(milliseconds)ms" }
        return "\(Int64(duration / unit.duration))\(unit.suffix)"
    }
}
