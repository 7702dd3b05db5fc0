// SPDX-License-Identifier: Apache-2.0

/// What has been compared, with the means to forget what was noted since some moment.
struct ComparisonMemory {
    /// Two things in either order.
    private struct Pair: Hashable {
        var low: Int
        var high: Int

        init(_ first: Int, _ second: Int) {
            (low, high) = first < second ? (first, second) : (second, first)
        }
    }

    private struct FreePair: Hashable {
        var pair: Pair
        var areExclusive: Bool
    }

    private enum Change {
        case fragments(Pair, previous: Bool?)
        case free(FreePair)
    }

    private var fragments: [Pair: Bool] = [:]
    private var free: Set<FreePair> = []
    private var changes: [Change] = []

    /// A moment that `forget(since:)` returns to.
    var moment: Int { changes.count }

    /// Whether two fragments were compared in the way asked for: having compared them as fields that may both apply
    /// covers the comparison of fields that exclude each other, but not the reverse.
    func hasCompared(_ first: Int, _ second: Int, areExclusive: Bool) -> Bool {
        guard let known = fragments[Pair(first, second)] else { return false }
        return areExclusive || !known
    }

    mutating func noteCompared(_ first: Int, _ second: Int, areExclusive: Bool) {
        let pair = Pair(first, second)
        changes.append(.fragments(pair, previous: fragments.updateValue(areExclusive, forKey: pair)))
    }

    /// Whether two kinds of selection set are known to have no conflict.
    func isFree(_ first: Int, _ second: Int, areExclusive: Bool) -> Bool {
        free.contains(FreePair(pair: Pair(first, second), areExclusive: areExclusive))
    }

    mutating func noteFree(_ first: Int, _ second: Int, areExclusive: Bool) {
        let pair = FreePair(pair: Pair(first, second), areExclusive: areExclusive)
        if free.insert(pair).inserted { changes.append(.free(pair)) }
    }

    mutating func forget(since moment: Int) {
        while changes.count > moment, let change = changes.popLast() {
            switch change {
            case .fragments(let pair, let previous): fragments[pair] = previous
            case .free(let pair): free.remove(pair)
            }
        }
    }
}
