// SPDX-License-Identifier: Apache-2.0

import LocalServerTesting
import Synchronization

/// An issuer that publishes keys at an address of this machine, and answers each request the same way.
final class IssuerServer: Sendable {
    typealias Answer = LocalHTTPServer.Answer

    private struct State {
        var answer: Answer
        var requests = 0
    }

    private let server = LocalHTTPServer()
    private let state: Mutex<State>

    init(_ body: String) {
        state = Mutex(State(answer: Answer(body: body)))
    }

    /// How many requests there were.
    var requests: Int { state.withLock { $0.requests } }

    func set(_ new: Answer) {
        state.withLock { $0.answer = new }
    }

    var address: String { "\(server.address)/keys" }

    /// Publishes while `body` runs.
    func with(_ body: () async throws -> Void) async throws {
        try await server.with(
            answering: { _ in
                self.state.withLock { state in
                    state.requests += 1
                    return state.answer
                }
            }, body)
    }
}
