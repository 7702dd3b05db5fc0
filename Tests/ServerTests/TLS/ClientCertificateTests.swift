// SPDX-License-Identifier: Apache-2.0

import CertificateTesting
import Testing

@testable import Server

/// A server that wants to see certificates, asked by curl.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct ClientCertificateTests {
    private func ask(
        _ server: TestHTTPServer, trusting pair: TestCertificate, _ arguments: [String],
        showing shown: (certificateFile: String, keyFile: String)? = nil
    ) async throws -> ClientProgram {
        try await ClientProgram.run(
            "curl",
            ["-sS", "--max-time", "60", "--cacert", pair.certificateFile] + arguments
                + (shown.map { ["--cert", $0.certificateFile, "--key", $0.keyFile] } ?? [])
                + ["https://localhost:\(server.port)/health/live"])
    }

    @Test func `whoever shows none, or one that nobody vouches for, is not served`() async throws {
        let pair = try await TestCertificate()
        let authority = try await TestCertificate()
        let own = try await authority.issue(for: "clientAuth")
        let others = try await pair.issue(for: "clientAuth")
        let servers = try await authority.issue(for: "serverAuth")
        let certificate = CertificateInForce(
            try ServerCertificate(
                chain: pair.certificate(), key: pair.key(), protocols: .on, clientAuthorities: authority.certificate()))
        let metrics = ServerMetrics()
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(), certificate: certificate, metrics: metrics
        ) { server in
            for arguments in [["--http1.1"], ["--http2"], ["--http1.1", "--tls-max", "1.2"]] {
                let answered = try await ask(server, trusting: pair, arguments, showing: own)
                #expect(answered.output == "live\n")
                for shown in [nil, others, servers] {
                    let refused = try await ask(server, trusting: pair, arguments, showing: shown)
                    #expect(!refused.isSuccess)
                    #expect(!refused.output.contains("live"))
                }
            }
            try await waitUntil { metrics.count(of: .handshakeFailed) >= 9 }
            #expect(metrics.count(of: .handshakeFailed) == 9)
            // It is the certificate in force that asks, not the server.
            certificate.replace(
                with: try ServerCertificate(chain: pair.certificate(), key: pair.key(), protocols: .on))
            let open = try await ask(server, trusting: pair, ["--http2"])
            #expect(open.output == "live\n")
        }
    }
}
