// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import FoundationNetworking

/// Asks addresses that the configuration names, with a bound on everything that whoever answers could do: where the request
/// goes, how long it takes, how large the answer is. An answer that is larger is left while it is received.
package final class OutgoingHTTP: Sendable {
    /// Why there is no answer.
    package enum Fault: Error, Sendable, Hashable {
        /// Nil where Foundation gives no reason.
        case failed(URLError.Code?)
        case tooLarge(limit: Int)
        case timedOut
    }

    package struct Answer: Sendable {
        package let response: HTTPURLResponse
        package let body: [UInt8]
    }

    private let receiver: AnswerReceiver
    private let session: URLSession
    private let patience: Duration

    /// - Parameters:
    ///   - patience: for a whole answer, from the request on.
    ///   - largest: how many bytes a body may have, once it is decompressed.
    package init(patience: Duration, largest: Int) {
        self.patience = patience
        let settings = URLSessionConfiguration.ephemeral
        // Foundation's own bounds, on Linux, are for pauses alone: an answer that drips may take for ever.
        settings.timeoutIntervalForRequest = TimeInterval(patience.components.seconds)
        settings.urlCache = nil
        settings.httpShouldSetCookies = false
        receiver = AnswerReceiver(largest: largest)
        session = URLSession(configuration: settings, delegate: receiver, delegateQueue: nil)
    }

    package func ask(_ request: URLRequest) async throws(Fault) -> Answer {
        let outcome = await withTaskGroup(of: Result<Answer, Fault>.self) { group in
            group.addTask { await self.receive(request) }
            group.addTask {
                try? await Task.sleep(for: self.patience)
                return .failure(.timedOut)
            }
            defer { group.cancelAll() }
            return await group.next() ?? .failure(.timedOut)
        }
        return try outcome.get()
    }

    private func receive(_ request: URLRequest) async -> Result<Answer, Fault> {
        let task = session.dataTask(with: request)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                receiver.expect(task, continuation)
                task.resume()
            }
        } onCancel: {
            receiver.abandon(task)
        }
    }

    /// Nothing is asked after this.
    package func close() { session.finishTasksAndInvalidate() }
}
