// SPDX-License-Identifier: Apache-2.0

import CertificateTesting
import NIOCore

@testable import Server

extension HTTP2TestClient {
    /// A page that is larger than what a client's windows hold at first.
    static let large = Playground(
        site: StaticSite(files: ["large.txt": (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }]
        ),
        identities: nil)

    /// Starts a server that speaks HTTP/2 and has `/playground/large.txt`, calls `body`, and stops the server.
    static func withServer(
        idleTimeout: TimeAmount = .seconds(60), maximumBodySize: Int = 1 << 20,
        metrics: ServerMetrics = ServerMetrics(),
        _ body: @escaping @Sendable (TestHTTPServer, TestCertificate) async throws -> Void
    ) async throws {
        let certificate = try await TestCertificate()
        let inForce = CertificateInForce(
            try ServerCertificate(chain: certificate.certificate(), key: certificate.key(), protocols: .on))
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(),
            configuration: HTTPServerConfiguration(maximumBodySize: maximumBodySize, idleTimeout: idleTimeout),
            certificate: inForce, playground: large, metrics: metrics
        ) { server in
            try await body(server, certificate)
        }
    }
}
