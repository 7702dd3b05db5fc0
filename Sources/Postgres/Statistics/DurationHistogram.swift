// SPDX-License-Identifier: Apache-2.0

package import NIOCore

/// How often something took how long: counts under fixed upper bounds, as Prometheus has them.
package struct DurationHistogram: Sendable, Hashable {
    /// The upper bounds in seconds; longer ones are counted above the last.
    package static let bounds: [Double] = [
        0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    /// Under each bound but not under the one before it; the last are those above all bounds.
    package private(set) var counts = [UInt64](repeating: 0, count: bounds.count + 1)
    /// All durations together, in seconds.
    package private(set) var sum = 0.0

    package init() {}

    /// How many there were.
    package var count: UInt64 { counts.reduce(0, &+) }

    /// Counts a duration.
    package mutating func record(_ duration: TimeAmount) {
        let seconds = Double(max(duration.nanoseconds, 0)) / 1e9
        let index = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        counts[index] &+= 1
        sum += seconds
    }
}
