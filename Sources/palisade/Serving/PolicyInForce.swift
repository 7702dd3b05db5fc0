// SPDX-License-Identifier: Apache-2.0

import Server
import Synchronization

/// The policy by which requests are received, and what of it outlives a reload: counts of rates, remembered documents;
/// and the certificate.
final class PolicyInForce: Sendable {
    private struct State {
        var rates: RequestAdmission.Rates
        var admission: RequestAdmission
        var documents: OperationDocuments
    }

    private let server: HTTPServer
    private let certificate: CertificateInForce?
    private let blocks: BlockList
    private let state: Mutex<State>

    /// - Parameters:
    ///   - server: what `certificate`, `admission` and `documents` were given to.
    init(
        server: HTTPServer, certificate: CertificateInForce?, blocks: BlockList, rates: RequestAdmission.Rates,
        admission: RequestAdmission, documents: OperationDocuments
    ) {
        self.server = server
        self.certificate = certificate
        self.blocks = blocks
        state = Mutex(State(rates: rates, admission: admission, documents: documents))
    }

    /// Puts what a configuration says into force.
    func renew(_ configuration: ServerConfiguration) {
        if let new = configuration.certificate { certificate?.replace(with: new) }
        let transport = configuration.transport
        let policy = state.withLock { state in
            if transport.rates != state.rates {
                state.rates = transport.rates
                state.admission = RequestAdmission(rates: transport.rates, blocks: blocks)
            }
            state.documents = transport.operationDocuments(after: state.documents)
            return RequestPolicy(configuration.http, documents: state.documents, admission: state.admission)
        }
        server.replace(with: policy)
    }
}
