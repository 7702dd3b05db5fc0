// SPDX-License-Identifier: Apache-2.0

/// How many operations cost how much: counts under fixed upper bounds, as Prometheus has them.
struct CostHistogram: Sendable {
    /// The upper bounds; higher costs are counted above the last.
    static let bounds = [10, 100, 1_000, 10_000, 100_000, 1_000_000]

    /// Under each bound but not under the one before it; the last are those above all bounds.
    private(set) var counts = [UInt64](repeating: 0, count: bounds.count + 1)
    /// All costs together.
    private(set) var sum: UInt64 = 0

    mutating func record(_ cost: Int) {
        let index = Self.bounds.firstIndex { cost <= $0 } ?? Self.bounds.count
        counts[index] &+= 1
        sum &+= UInt64(max(cost, 0))
    }
}
