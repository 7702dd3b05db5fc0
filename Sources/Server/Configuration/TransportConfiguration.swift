// SPDX-License-Identifier: Apache-2.0

import Foundation
import Tenancy

/// What the server lets its clients do beyond one operation in one request of its own site.
package struct TransportConfiguration: Sendable {
    package let crossOrigin: CORSPolicy
    /// How many operations one request may hold; 0 where arrays of operations are refused.
    package let maximumBatch: Int
    /// Memory for documents that clients name by their hash, in bytes; 0 where none is remembered.
    package let persistedQueryMemory: Int
    package let acceptance: OperationDocuments.Acceptance
    package let trusted: TrustedDocuments
    package let rates: RequestAdmission.Rates
    package let clientAddress: HTTPServerConfiguration.ClientAddress
    /// Where the rules are of who and what is not served.
    package let blockFile: String?

    init(_ reader: inout ConfigurationReader) {
        crossOrigin = reader.crossOrigin()
        maximumBatch = reader.integer(.maximumBatch, in: 0...10, default: 0)
        persistedQueryMemory = reader.byteCount(.persistedQueryMemory, in: 0...(1 << 30), default: 8 << 20)
        acceptance = reader.choice(.documents, default: .any)
        trusted = reader.trustedDocuments()
        var rates = RequestAdmission.Rates()
        rates.address = reader.rateLimit(.rateLimitAddress)
        rates.subject = reader.rateLimit(.rateLimitSubject)
        rates.tenant = reader.rateLimit(.rateLimitTenant)
        self.rates = rates
        clientAddress = reader.choice(.clientAddress, default: .connection)
        blockFile = reader.text(.blockFile)
        if acceptance == .trusted, trusted.count == 0 {
            reader.note(
                .documents, "is trusted, but there is no trusted document",
                "Name a manifest by \(reader.source.name(of: .trustedDocuments)).")
        }
    }

    /// Which documents are executed.
    package var operationDocuments: OperationDocuments {
        OperationDocuments(trusted: trusted, acceptance: acceptance, rememberedBytes: persistedQueryMemory)
    }

    /// The same after others: what clients have registered stays known.
    package func operationDocuments(after others: OperationDocuments) -> OperationDocuments {
        others.replaced(trusted: trusted, acceptance: acceptance, rememberedBytes: persistedQueryMemory)
    }
}

extension ConfigurationReader {
    mutating func crossOrigin() -> CORSPolicy {
        guard let text = source.value(.corsOrigins) else { return .none }
        if text == "*" { return .any }
        let origins = paths(.corsOrigins)
        for origin in origins where !CORSPolicy.isOrigin(origin) {
            note(
                .corsOrigins, "has \"\(origin)\", which is not an origin",
                "Write scheme, host and port in lower case and nothing after them, as in https://app.example.org; or * alone."
            )
        }
        return .origins(origins)
    }

    mutating func rateLimit(_ variable: ConfigurationVariable) -> RateLimit? {
        guard let text = source.value(variable) else { return nil }
        if let limit = RateLimit(text) { return limit }
        note(
            variable, "is \"\(text)\", which is not a rate such as 100/s, 600/m or 10000/h",
            "Leave it out for no limit.")
        return nil
    }

    mutating func trustedDocuments() -> TrustedDocuments {
        var documents = TrustedDocuments()
        for path in paths(.trustedDocuments) {
            guard let manifest = try? Data(contentsOf: URL(filePath: path)) else {
                note(.trustedDocuments, "names the file \(path), which cannot be read", "Name a manifest.")
                continue
            }
            do throws(TrustedDocuments.Fault) {
                try documents.add(manifest: Array(manifest))
            } catch {
                note(
                    .trustedDocuments, "names the file \(path), which \(error.problem)",
                    "Have your client's build write it anew.")
            }
        }
        return documents
    }
}
