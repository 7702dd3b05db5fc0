// SPDX-License-Identifier: Apache-2.0

/// Counts the most frequent of many names in bounded memory: the "space-saving" algorithm (Metwally, Agrawal, El Abbadi).
///
/// A name that is counted n times among N is among `top(k)` for certain where n exceeds N / capacity; its count may be too
/// high by the least count that another name had when it came.
struct HeavyHitters: Sendable {
    private let capacity: Int
    private var counts: [String: UInt64] = [:]

    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    var names: Int { counts.count }

    mutating func count(_ name: String) {
        if let count = counts[name] {
            counts[name] = count &+ 1
            return
        }
        guard counts.count >= capacity, let least = counts.min(by: { $0.value < $1.value }) else {
            counts[name] = 1
            return
        }
        counts[least.key] = nil
        counts[name] = least.value &+ 1
    }

    /// The names with the highest counts, highest first.
    func top(_ limit: Int) -> [(name: String, count: UInt64)] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit).map { ($0.key, $0.value) }
    }
}
