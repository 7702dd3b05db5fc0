// SPDX-License-Identifier: Apache-2.0

import JSON
import Synchronization

/// Contexts of tokens that were verified a short while ago; only successes, and never more than `capacity`.
///
/// Two generations: new entries go into the young one; when that holds half of the capacity it becomes the old one, and
/// the old one is dropped. A hit in the old one moves the entry over, so what is used stays.
final class TokenCache: Sendable {
    /// An entry's longest life in seconds.
    static let longestLife: Int64 = 60

    /// A header's value, told apart by all of its bytes.
    private struct Key: Hashable {
        let value: String

        /// Not in constant time, which does not matter where a hash of the signature has had to match before.
        static func == (left: Key, right: Key) -> Bool {
            left.value.hasSameBytes(as: right.value)
        }

        /// Hashes the end, which is the signature: of verified tokens no two share it, and others are not kept.
        func hash(into hasher: inout Hasher) {
            let hashed: Void? = value.utf8.withContiguousStorageIfAvailable { bytes in
                hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes).suffix(32)))
            }
            // Only strings without contiguous storage come here; a constant hash is slow but never wrong.
            if hashed == nil { hasher.combine(0) }
        }
    }

    private struct Entry {
        let context: TenantContext
        let begin: Int64
        let end: Int64

        func isInForce(at now: Int64) -> Bool {
            // A clock that was set back must not lengthen a life.
            begin <= now && now < end
        }
    }

    private struct Generations {
        var young: [Key: Entry] = [:]
        var old: [Key: Entry] = [:]
        var hits: UInt64 = 0
        var misses: UInt64 = 0
    }

    private let generationSize: Int
    private let generations = Mutex(Generations())

    init(capacity: Int) {
        generationSize = capacity / 2
    }

    /// The number of entries, expired ones included.
    var count: Int {
        generations.withLock { $0.young.count + $0.old.count }
    }

    /// The number of entries, and how often a look-up found one in force or not.
    var statistics: (count: Int, hits: UInt64, misses: UInt64) {
        generations.withLock { ($0.young.count + $0.old.count, $0.hits, $0.misses) }
    }

    /// The context for a header's value, if it was stored less than a minute ago and its token is still valid.
    ///
    /// - Parameter countsMiss: false for who asks again if there is none.
    func context(for header: String, at now: Int64, countsMiss: Bool = true) -> TenantContext? {
        let key = Key(value: header)
        return generations.withLock { generations in
            if let entry = generations.young[key], entry.isInForce(at: now) {
                generations.hits &+= 1
                return entry.context
            }
            guard generations.young[key] == nil, let entry = generations.old[key], entry.isInForce(at: now) else {
                if countsMiss { generations.misses &+= 1 }
                return nil
            }
            generations.hits &+= 1
            if generations.young.count < generationSize {
                generations.old[key] = nil
                generations.young[key] = entry
            }
            return entry.context
        }
    }

    /// Remembers a success until the token expires (`validUntil`, leeway included), a minute at most.
    func store(_ context: TenantContext, for header: String, at now: Int64, validUntil: Int64) {
        guard generationSize > 0 else { return }
        let entry = Entry(
            context: context, begin: now,
            end: min(validUntil, TokenLifetime.saturatingSum(now, Self.longestLife))
        )
        // What is dropped is taken out of the lock, for it may be thousands of entries to free.
        let dropped = generations.withLock { generations -> [Key: Entry] in
            generations.old[Key(value: header)] = nil
            var dropped: [Key: Entry] = [:]
            if generations.young.count >= generationSize {
                dropped = generations.old
                generations.old = generations.young
                generations.young = [:]
            }
            generations.young[Key(value: header)] = entry
            return dropped
        }
        _ = dropped.count
    }
}
