// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A cache that never holds more than a given weight, safe to use from any thread.
///
/// Two generations: new entries go into the young one; when that holds half of the weight it becomes the old one, and
/// the old one is dropped. A hit in the old one moves the entry over, so what is used stays.
final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        let weight: Int
    }

    private struct Generations {
        var young: [Key: Entry] = [:]
        var old: [Key: Entry] = [:]
        var youngWeight = 0
        var hits: UInt64 = 0
        var misses: UInt64 = 0
    }

    private let generationWeight: Int
    private let generations = Mutex(Generations())

    /// A cache of at most `capacity`, in whatever unit the entries' weights have.
    init(capacity: Int) {
        generationWeight = max(1, capacity / 2)
    }

    /// The value of a key, if it is there.
    func value(for key: Key) -> Value? {
        find(key, countsMiss: true)
    }

    /// The same for who goes on to ask by `value` if it is not there: only that counts as a miss.
    func known(_ key: Key) -> Value? {
        find(key, countsMiss: false)
    }

    private func find(_ key: Key, countsMiss: Bool) -> Value? {
        let (value, _) = generations.withLock { generations -> (Value?, [Key: Entry]) in
            if let entry = generations.young[key] {
                generations.hits += 1
                return (entry.value, [:])
            }
            guard let entry = generations.old.removeValue(forKey: key) else {
                if countsMiss { generations.misses += 1 }
                return (nil, [:])
            }
            generations.hits += 1
            return (entry.value, insert(entry, for: key, into: &generations))
        }
        return value
    }

    /// Keeps a value. One that weighs more than half of the capacity is not kept.
    func store(_ value: Value, for key: Key, weight: Int) {
        guard weight <= generationWeight else { return }
        _ = generations.withLock { insert(Entry(value: value, weight: weight), for: key, into: &$0) }
    }

    /// The number of entries, and how often a look-up found one or not.
    var statistics: (count: Int, hits: UInt64, misses: UInt64) {
        generations.withLock { ($0.young.count + $0.old.count, $0.hits, $0.misses) }
    }

    /// - Returns: what is kept no longer, for who holds the lock to let go of outside of it: it may be megabytes to free.
    private func insert(
        _ entry: Entry, for key: Key, into generations: inout sending Generations
    ) -> [Key: Entry] {
        var dropped: [Key: Entry] = [:]
        if generations.youngWeight + entry.weight > generationWeight {
            dropped = generations.old
            generations.old = generations.young
            generations.young = [:]
            generations.youngWeight = 0
        }
        if let replaced = generations.young.updateValue(entry, forKey: key) {
            generations.youngWeight -= replaced.weight
        }
        generations.youngWeight += entry.weight
        return dropped
    }
}
