// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationNetworking
import Synchronization

/// Receives the answers of a session, part by part, and stops at their limit.
///
/// What is asked for, or sent, is where the configuration says and nowhere else: whoever can redirect could name an address
/// of his own.
final class AnswerReceiver: NSObject, URLSessionDataDelegate {
    typealias Outcome = Result<OutgoingHTTP.Answer, OutgoingHTTP.Fault>

    /// An answer that is being received.
    private struct Reception {
        let continuation: CheckedContinuation<Outcome, Never>
        var body: [UInt8] = []
    }

    private let largest: Int
    private let receptions: Mutex<[Int: Reception]> = Mutex([:])

    init(largest: Int) {
        self.largest = largest
    }

    /// - Parameter continuation: is resumed once, whatever becomes of the task.
    func expect(_ task: URLSessionDataTask, _ continuation: CheckedContinuation<Outcome, Never>) {
        receptions.withLock { $0[task.taskIdentifier] = Reception(continuation: continuation) }
        // Whoever asks may have given up before there was anything to give up.
        if Task.isCancelled { abandon(task) }
    }

    /// Nobody waits for the answer any longer.
    func abandon(_ task: URLSessionDataTask) {
        end(task, .failure(.failed(.cancelled)))
        task.cancel()
    }

    private func end(_ task: URLSessionTask, _ outcome: Outcome) {
        let reception = receptions.withLock { $0.removeValue(forKey: task.taskIdentifier) }
        reception?.continuation.resume(returning: outcome)
    }

    // MARK: URLSessionDataDelegate

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(_ session: URLSession, dataTask task: URLSessionDataTask, didReceive data: Data) {
        let isTooLarge = receptions.withLock { receptions in
            guard let count = receptions[task.taskIdentifier]?.body.count else { return false }
            guard count + data.count <= largest else { return true }
            receptions[task.taskIdentifier]?.body.append(contentsOf: data)
            return false
        }
        guard isTooLarge else { return }
        end(task, .failure(.tooLarge(limit: largest)))
        task.cancel()
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let body = receptions.withLock { $0[task.taskIdentifier]?.body } ?? []
        guard error == nil, let response = task.response as? HTTPURLResponse else {
            return end(task, .failure(.failed((error as? URLError)?.code)))
        }
        end(task, .success(OutgoingHTTP.Answer(response: response, body: body)))
    }
}
