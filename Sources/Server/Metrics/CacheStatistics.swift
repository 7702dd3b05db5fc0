// SPDX-License-Identifier: Apache-2.0

/// What a cache holds, and how often a look-up found what it sought.
struct CacheStatistics: Sendable, Hashable {
    let name: String
    let count: Int
    let hits: UInt64
    let misses: UInt64

    init(_ name: String, _ statistics: (count: Int, hits: UInt64, misses: UInt64)) {
        self.name = name
        (count, hits, misses) = statistics
    }
}
