// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// Holds each of many names to a rate: the generic cell rate algorithm, one moment per name.
///
/// Memory is bounded: of more names than `capacity` those that were silent longest are forgotten, and begin anew.
final class RateLimiter: Sendable {
    /// For each name the moment at which all that it was admitted to is used up.
    private struct Generations {
        var young: [String: NIODeadline] = [:]
        var old: [String: NIODeadline] = [:]
    }

    private let interval: TimeAmount
    private let tolerance: TimeAmount
    private let generationSize: Int
    private let generations = Mutex(Generations())

    init(_ limit: RateLimit, capacity: Int = 20_000) {
        interval = .nanoseconds(max(1, limit.period.nanoseconds / Int64(limit.count)))
        tolerance = limit.period
        burst = limit.count
        generationSize = max(1, capacity / 2)
    }

    var names: Int { generations.withLock { $0.young.count + $0.old.count } }

    /// How many operations may come at once: more are never admitted, however long one waits.
    let burst: Int

    /// Admits `cost` operations of a name, or none.
    ///
    /// - Parameters:
    ///   - cost: `burst` at most.
    ///   - other: asked where this rate would admit them: how long another one makes them wait. Then nothing is taken here.
    /// - Returns: how long to wait before asking again; nil if they are admitted.
    func admit(
        _ name: String, cost: Int = 1, now: NIODeadline, unless other: () -> TimeAmount? = { nil }
    ) -> TimeAmount? {
        generations.withLock { generations in
            let known = generations.young[name] ?? generations.old[name] ?? now
            let next = max(known, now) + .nanoseconds(interval.nanoseconds * Int64(cost))
            guard next - now <= tolerance else { return next - now - tolerance }
            if let wait = other() { return wait }
            if generations.young[name] == nil, generations.young.count >= generationSize {
                generations.old = generations.young
                generations.young = [:]
            }
            generations.young[name] = next
            generations.old[name] = nil
            return nil
        }
    }
}
