// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationNetworking
import Tenancy

/// Fetches an issuer's keys over https. The peer's certificate is checked against the system's authorities, by libcurl.
struct KeySetFetcher: Sendable {
    /// A document, and for how many seconds it may be used without asking again, where the issuer says so.
    struct Document: Sendable {
        let content: [UInt8]
        let maximumAge: Int?
    }

    private static let patience: TimeInterval = 10
    private static let largest = 1 << 20

    func fetch(_ address: String) async throws(KeySourceFault) -> Document {
        guard let url = URL(string: address) else { throw KeySourceFault(problem: "is not an address") }
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = Self.patience
        configuration.timeoutIntervalForResource = Self.patience
        configuration.urlCache = nil
        configuration.httpShouldSetCookies = false
        let session = URLSession(configuration: configuration, delegate: RedirectRefusal(), delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        var request = URLRequest(url: url)
        request.setValue("application/jwk-set+json, application/json", forHTTPHeaderField: "Accept")
        let data: Data
        let response: URLResponse
        do {
            (data, response) = try await session.data(for: request)
        } catch {
            throw KeySourceFault(problem: "cannot be fetched: \(Self.reason(error))")
        }
        guard let response = response as? HTTPURLResponse, response.statusCode == 200 else {
            let status = (response as? HTTPURLResponse)?.statusCode ?? 0
            throw KeySourceFault(problem: "cannot be fetched: it answers with status \(status)")
        }
        guard data.count <= Self.largest else {
            throw KeySourceFault(problem: "has more than \(Self.largest) bytes")
        }
        return Document(
            content: Array(data),
            maximumAge: Self.maximumAge(response.value(forHTTPHeaderField: "Cache-Control")))
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? URLError else { return "the connection failed" }
        return switch error.code {
        case .timedOut: "it did not answer in time"
        case .cannotFindHost, .dnsLookupFailed: "its host is not known"
        case .cannotConnectToHost: "its host refuses the connection"
        case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
            .serverCertificateNotYetValid, .serverCertificateHasUnknownRoot:
            "its certificate is not trusted"
        default: "the connection failed (\(error.code.rawValue))"
        }
    }

    /// The seconds of `max-age` (RFC 9111 section 5.2.2.1).
    static func maximumAge(_ field: String?) -> Int? {
        guard let field else { return nil }
        for directive in field.split(separator: ",") {
            let parts = directive.trimmingCharacters(in: .whitespaces).split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == "max-age" { return Int(parts[1]) }
        }
        return nil
    }
}
