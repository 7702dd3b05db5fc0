// SPDX-License-Identifier: Apache-2.0

/// A repeatable source of random numbers (SplitMix64): a finding names the seed that finds it again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// A number from 0 to `bound - 1`; 0 if there is none.
    mutating func below(_ bound: Int) -> Int { bound > 0 ? Int(truncatingIfNeeded: next() >> 33) % bound : 0 }

    /// One of the elements; nil if there are none.
    mutating func pick<Elements: RandomAccessCollection>(_ elements: Elements) -> Elements.Element? {
        guard !elements.isEmpty else { return nil }
        return elements[elements.index(elements.startIndex, offsetBy: below(elements.count))]
    }
}
