// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationNetworking

/// The collector that spans are sent to.
struct OTLPCollector: Sendable {
    /// What became of a document.
    enum Outcome: Sendable, Hashable {
        case accepted
        /// It may be sent again, after so many seconds if the collector says so.
        case notNow(reason: String, after: Int?)
        /// It never will be taken.
        case refused(reason: String)
    }

    private static let patience = Duration.seconds(10)
    /// An answer says how many spans were refused, and nothing that is read here.
    private static let largestAnswer = 1 << 16

    private let url: URL
    private let headers: [String: String]
    private let client = OutgoingHTTP(patience: patience, largest: largestAnswer)

    /// - Returns: nil where the address is none.
    init?(_ configuration: OTLPConfiguration) {
        guard let url = URL(string: configuration.address) else { return nil }
        self.url = url
        headers = configuration.headers
    }

    func send(_ document: [UInt8]) async -> Outcome {
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(document)
        let response: HTTPURLResponse
        do throws(OutgoingHTTP.Fault) {
            response = try await client.ask(request).response
        } catch {
            switch error {
            case .tooLarge(let limit): return .refused(reason: "its answer has more than \(limit) bytes")
            case .failed, .timedOut: return .notNow(reason: "it cannot be reached", after: nil)
            }
        }
        switch response.statusCode {
        case 200..<300: return .accepted
        // What the protocol calls retryable.
        case 429, 502, 503, 504:
            return .notNow(
                reason: "it answers with status \(response.statusCode)",
                after: response.value(forHTTPHeaderField: "Retry-After").flatMap { Int($0) })
        default: return .refused(reason: "it answers with status \(response.statusCode)")
        }
    }

    /// Nothing is sent after this.
    func close() { client.close() }
}
