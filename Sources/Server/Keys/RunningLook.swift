// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A look for keys while it runs. Requests whose key is not known wait for its end: a bounded number, for a bounded time,
/// since what is waited for is a server of others.
final class RunningLook: Sendable {
    private struct State {
        var isOver = false
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        /// How many have ever waited, and so the name of the last one.
        var count = 0
    }

    private let capacity: Int
    private let patience: Duration
    private let state = Mutex(State())

    init(capacity: Int = 1_000, patience: Duration = .seconds(5)) {
        self.capacity = capacity
        self.patience = patience
    }

    /// The look is over; whoever waits goes on.
    func end() {
        let waiting = state.withLock { state in
            defer { state.waiting = [:] }
            state.isOver = true
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume() }
    }

    /// Returns when the look is over, time is up, or the task is cancelled; at once where too many wait.
    func wait() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.waitForEnd() }
            group.addTask { try? await Task.sleep(for: self.patience) }
            await group.next()
            group.cancelAll()
        }
    }

    private func waitForEnd() async {
        let name = state.withLock { state in
            state.count += 1
            return state.count
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = state.withLock { state in
                    guard !state.isOver, !Task.isCancelled, state.waiting.count < capacity else { return false }
                    state.waiting[name] = continuation
                    return true
                }
                if !waits { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: name) }?.resume()
        }
    }
}
