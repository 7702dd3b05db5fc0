// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Server

/// Who waits for a look is let go when it ends, when time is up, or when the request is gone; too many do not wait.
@Suite(.timeLimit(.minutes(1)))
struct RunningLookTests {
    @Test func `all that wait go on when the look is over`() async {
        let look = RunningLook(patience: .seconds(600))
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<100 { group.addTask { await look.wait() } }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(50))
                look.end()
            }
        }
        await look.wait()
    }

    @Test func `nobody waits beyond the bounds`() async {
        await RunningLook(patience: .milliseconds(10)).wait()
        await RunningLook(capacity: 0, patience: .seconds(600)).wait()
        let task = Task { await RunningLook(patience: .seconds(600)).wait() }
        task.cancel()
        await task.value
    }
}
