// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The certificate that the next connection is accepted with. Those that are open go on with the one that they began with.
package final class CertificateInForce: Sendable {
    private let certificate: Mutex<ServerCertificate>

    package init(_ certificate: ServerCertificate) {
        self.certificate = Mutex(certificate)
    }

    var value: ServerCertificate { certificate.withLock { $0 } }

    /// Shakes hands by another certificate from now on; connections that are open stay as they are.
    package func replace(with new: ServerCertificate) {
        certificate.withLock { $0 = new }
    }
}
