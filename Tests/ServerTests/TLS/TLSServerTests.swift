// SPDX-License-Identifier: Apache-2.0

import CertificateTesting
import Foundation
import NIOCore
import Testing

@testable import Server

/// The server under TLS, asked by the programs that others use.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct TLSServerTests {
    private func with(
        idleTimeout: TimeAmount = .seconds(60), protocols: ServerCertificate.Protocols = .on,
        metrics: ServerMetrics = ServerMetrics(),
        _ body: @escaping @Sendable (TestHTTPServer, TestCertificate, CertificateInForce) async throws -> Void
    ) async throws {
        let pair = try await TestCertificate()
        let certificate = CertificateInForce(
            try ServerCertificate(chain: pair.certificate(), key: pair.key(), protocols: protocols))
        try await TestHTTPServer.with(
            TestHTTPServer.runnerWithoutDatabase(),
            configuration: HTTPServerConfiguration(idleTimeout: idleTimeout), certificate: certificate,
            metrics: metrics
        ) { server in
            try await body(server, pair, certificate)
        }
    }

    private func curl(
        _ server: TestHTTPServer, trusting pair: TestCertificate, _ arguments: [String], path: String = "/graphql"
    ) async throws -> ClientProgram {
        try await ClientProgram.run(
            "curl",
            ["-sS", "--max-time", "60", "--cacert", pair.certificateFile] + arguments
                + ["https://localhost:\(server.port)\(path)"])
    }

    @Test func `curl gets the same answer over HTTP/2 and HTTP/1.1`() async throws {
        try await with { server, pair, _ in
            let arguments = [
                "-i", "-H", "Authorization: Bearer \(try server.token())", "-H", "Content-Type: application/json",
                "-H", "X-Request-Id: r-1", "-d", #"{"query":"{ __typename }"}"#,
            ]
            let old = try await curl(server, trusting: pair, ["--http1.1"] + arguments)
            let new = try await curl(server, trusting: pair, ["--http2"] + arguments)
            func lines(_ output: String) -> [String] {
                output.split(whereSeparator: \.isNewline).map { $0.lowercased() }.filter { !$0.hasPrefix("date:") }
            }
            #expect(lines(old.output).first == "http/1.1 200 ok")
            #expect(lines(new.output).first == "http/2 200 ")
            #expect(lines(new.output).dropFirst() == lines(old.output).dropFirst())
            #expect(lines(new.output).last == #"{"data":{"__typename":"query"}}"#)
        }
    }

    @Test func `methods, refusals and limits are those of HTTP/1.1`() async throws {
        try await with { server, pair, _ in
            let cases: [(arguments: [String], path: String, status: Int)] = [
                ([], "/health/live", 200), (["-I"], "/health/live", 200), (["-X", "OPTIONS"], "/health/live", 204),
                (["-X", "DELETE"], "/graphql", 405), ([], "/nowhere", 404),
                (["-H", "Content-Type: text/plain", "-d", "{}"], "/graphql", 415),
                ((0..<100).flatMap { ["-H", "X-\($0): a"] }, "/health/live", 431),
            ]
            for (arguments, path, status) in cases {
                let run = try await curl(
                    server, trusting: pair,
                    ["--http2", "-o", "/dev/null", "-w", "%{http_version} %{http_code}"] + arguments, path: path)
                #expect(run.output == "2 \(status)", "\(arguments) \(path)")
            }
        }
    }

    @Test func `a body of a megabyte comes whole, and a larger one is refused`() async throws {
        try await with { server, pair, _ in
            let padding = String(repeating: " ", count: (1 << 20) - 26)
            let file = pair.keyFile + ".body"
            for (more, expected) in [("", "2 200"), (" ", "2 413")] {
                let body = #"{"query":"{ __typename }"}"# + padding + more
                try body.write(toFile: file, atomically: true, encoding: .utf8)
                let run = try await curl(
                    server, trusting: pair,
                    [
                        "--http2", "-o", "/dev/null", "-w", "%{http_version} %{http_code}", "-H",
                        "Content-Type: application/json", "-H", "Authorization: Bearer \(try server.token())",
                        "--data-binary",
                        "@\(file)",
                    ])
                #expect(run.output == expected)
            }
        }
    }

    @Test func `many requests go over one connection`() async throws {
        let metrics = ServerMetrics()
        try await with(metrics: metrics) { server, pair, _ in
            let url = "https://localhost:\(server.port)/health/live"
            let run = try await ClientProgram.run(
                "curl",
                ["-sS", "--http2", "--cacert", pair.certificateFile, "-w", "connects=%{num_connects}\n"]
                    + Array(repeating: url, count: 40))
            #expect(run.isSuccess, "\(run.output)")
            #expect(run.output.ranges(of: "live\nconnects=1\n").count == 1)
            #expect(run.output.ranges(of: "live\nconnects=0\n").count == 39)
            #expect(metrics.snapshot.requests[200] == 40)
        }
    }

    /// Arguments for `openssl s_client`, and whether the handshake succeeds.
    @Test(arguments: [
        (["-tls1_3"], true), (["-tls1_2"], true),
        (["-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"], false),
        (["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256"], true),
        (["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA"], false), (["-tls1_2", "-cipher", "AES128-SHA"], false),
    ])
    func `handshakes are of TLS 1.2 at least, with ciphers that HTTP/2 allows`(
        arguments: [String], isAccepted: Bool
    ) async throws {
        try await with { server, pair, _ in
            let run = try await ClientProgram.run(
                "openssl",
                [
                    "s_client", "-connect", "localhost:\(server.port)", "-CAfile", pair.certificateFile,
                    "-verify_return_error",
                ] + arguments)
            #expect(run.isSuccess == isAccepted, "\(run.output)")
        }
    }

    @Test func `HTTP/2 is not offered where it is turned off`() async throws {
        try await with(protocols: .off) { server, pair, _ in
            let run = try await curl(
                server, trusting: pair, ["--http2", "-o", "/dev/null", "-w", "%{http_version} %{http_code}"],
                path: "/health/live")
            #expect(run.output == "1.1 200")
        }
    }

    @Test func `what is not TLS gets no answer`() async throws {
        let metrics = ServerMetrics()
        try await with(metrics: metrics) { server, _, _ in
            let answer = try await server.exchange(server.request("GET", "/health/live"))
            #expect(answer == nil)
            #expect(metrics.snapshot.requests.isEmpty)
        }
        try await waitUntil { metrics.count(of: .handshakeFailed) > 0 }
        #expect(metrics.count(of: .handshakeFailed) == 1)
    }

    @Test func `whoever does not shake hands is not waited for`() async throws {
        let metrics = ServerMetrics()
        try await with(idleTimeout: .seconds(1), metrics: metrics) { server, _, _ in
            let isEnded = try await TestClient.with(port: server.port) { try await $0.isEnded() }
            #expect(isEnded)
        }
        try await waitUntil { metrics.count(of: .handshakeFailed) > 0 }
        #expect(metrics.count(of: .handshakeFailed) == 1)
    }

    @Test func `a shutdown does not wait for handshakes`() async throws {
        try await with { server, _, _ in
            let isEnded = try await TestClient.with(port: server.port) { client in
                // The server has accepted it by the time that it answers another one.
                _ = try await ClientProgram.run("curl", ["-sk", "https://localhost:\(server.port)/health/live"])
                await server.shutDown()
                return try await client.isEnded()
            }
            #expect(isEnded)
        }
    }

    @Test func `a new certificate counts for new connections, and those that are open go on`() async throws {
        try await with { server, old, inForce in
            let new = try await TestCertificate()
            let request = ByteBuffer(string: server.request("GET", "/health/live"))
            try await TLSTestClient.with(port: server.port, trusting: old, protocols: ["http/1.1"]) { client in
                try await client.send(request)
                let first = try await client.receiveSomething()
                #expect(first?.hasPrefix("HTTP/1.1 200 OK") == true)
                inForce.replace(
                    with: try ServerCertificate(chain: new.certificate(), key: new.key(), protocols: .on))
                for (pair, isTrusted) in [(old, false), (new, true)] {
                    let run = try await curl(server, trusting: pair, [], path: "/health/live")
                    #expect(run.isSuccess == isTrusted, "\(run.output)")
                }
                try await client.send(request)
                let second = try await client.receiveSomething()
                #expect(second?.hasPrefix("HTTP/1.1 200 OK") == true)
            }
        }
    }
}
