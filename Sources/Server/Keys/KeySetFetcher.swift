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

    private static let largest = 1 << 20

    private let patience: Duration

    init(patience: Duration = .seconds(10)) {
        self.patience = patience
    }

    func fetch(_ address: String) async throws(KeySourceFault) -> Document {
        guard let url = URL(string: address) else { throw KeySourceFault(problem: "is not an address") }
        let client = OutgoingHTTP(patience: patience, largest: Self.largest)
        defer { client.close() }
        var request = URLRequest(url: url)
        request.setValue("application/jwk-set+json, application/json", forHTTPHeaderField: "Accept")
        let answer: OutgoingHTTP.Answer
        do throws(OutgoingHTTP.Fault) {
            answer = try await client.ask(request)
        } catch {
            switch error {
            case .tooLarge(let limit): throw KeySourceFault(problem: "has more than \(limit) bytes")
            case .timedOut: throw KeySourceFault(problem: "cannot be fetched: \(Self.reason(.timedOut))")
            case .failed(let code): throw KeySourceFault(problem: "cannot be fetched: \(Self.reason(code))")
            }
        }
        let response = answer.response
        guard response.statusCode == 200 else {
            throw KeySourceFault(problem: "cannot be fetched: it answers with status \(response.statusCode)")
        }
        return Document(
            content: answer.body,
            maximumAge: Self.maximumAge(response.value(forHTTPHeaderField: "Cache-Control")))
    }

    private static func reason(_ code: URLError.Code?) -> String {
        guard let code else { return "the connection failed" }
        return switch code {
        case .timedOut: "it did not answer in time"
        case .cannotFindHost, .dnsLookupFailed: "its host is not known"
        case .cannotConnectToHost: "its host refuses the connection"
        case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
            .serverCertificateNotYetValid, .serverCertificateHasUnknownRoot:
            "its certificate is not trusted"
        default: "the connection failed (\(code.rawValue))"
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
