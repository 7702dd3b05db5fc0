// SPDX-License-Identifier: Apache-2.0

import NIOHTTP1
import Synchronization

/// A collector of traces at an address of this machine, which keeps what it takes.
package final class TestCollector: Sendable {
    private struct State {
        var received: [LocalHTTPServer.Request] = []
        var answers: [HTTPResponseStatus]
    }

    private let server = LocalHTTPServer()
    private let state: Mutex<State>

    /// - Parameter answers: the status of the first answers; it is 200 after them.
    package init(answers: [Int] = []) {
        state = Mutex(State(answers: answers.map { HTTPResponseStatus(statusCode: $0) }))
    }

    package var received: [LocalHTTPServer.Request] { state.withLock { $0.received } }

    package var address: String { server.address }

    /// Receives while `body` runs.
    package func with(_ body: () async throws -> Void) async throws {
        try await server.with(
            answering: { request in
                let status = self.state.withLock { state in
                    state.received.append(request)
                    return state.answers.isEmpty ? HTTPResponseStatus.ok : state.answers.removeFirst()
                }
                return LocalHTTPServer.Answer(status: status, body: "{}")
            }, body)
    }
}
