// SPDX-License-Identifier: Apache-2.0

import CertificateTesting
import Foundation
import JSON
import Testing

/// `serve` under TLS, as a program.
struct CertificateTests {
    private func install(_ pair: TestCertificate, in workspace: Workspace) throws {
        try workspace.file("tls.pem", bytes: pair.certificate())
        let key = try workspace.file("tls.key", bytes: pair.key())
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key.path)
    }

    /// The protocol and the status that curl gets, where it trusts the certificate.
    private func live(_ server: RunningServer, trusting pair: TestCertificate) async throws -> ClientProgram {
        try await ClientProgram.run(
            "curl",
            [
                "-sS", "--max-time", "60", "--cacert", pair.certificateFile, "-o", "/dev/null", "-w",
                "%{http_version} %{http_code}", "https://localhost:\(server.port)/health/live",
            ])
    }

    @Test func `a certificate is renewed without a restart, and a bad one changes nothing`() async throws {
        let workspace = try Workspace()
        try workspace.file("schema.graphql", NotesDatabase.sdl)
        let first = try await TestCertificate()
        let second = try await TestCertificate()
        let third = try await TestCertificate()
        try install(first, in: workspace)
        try await NotesDatabase.with { database in
            let flags = ["--tls-certificate-file", "tls.pem", "--tls-key-file", "tls.key"]
            try await RunningServer.with(database.environment, arguments: flags, in: workspace) { server in
                #expect(try await live(server, trusting: first).output == "2 200")
                // Operators ask from within, without TLS.
                let expiry = "palisade_tls_certificate_not_after_seconds"
                let notAfter = try #require(try await server.metric(expiry))
                #expect(notAfter > Date().timeIntervalSince1970)

                try install(second, in: workspace)
                let reload = try await CommandRun(
                    ["reload"], environment: ["PALISADE_ADMIN_PORT": "\(server.adminPort)"], in: workspace)
                #expect(reload.status == 0, "\(reload.error)")
                #expect(try await live(server, trusting: second).output == "2 200")
                #expect(try await live(server, trusting: first).isSuccess == false)

                // The key of another one, then nothing that is a certificate.
                try workspace.file("tls.pem", bytes: third.certificate())
                let mismatch = try await CommandRun(
                    ["reload"], environment: ["PALISADE_ADMIN_PORT": "\(server.adminPort)"], in: workspace)
                #expect(mismatch.status == 1)
                #expect(
                    mismatch.error.contains(
                        "--tls-key-file names the file tls.key, which is not the key of the certificate"),
                    "\(mismatch.error)")
                try workspace.file("tls.pem", "")
                server.signal(SIGHUP)
                try await RunningDevelopment.waitUntil {
                    server.entries("reload refused").contains {
                        $0["fault"]?.stringValue?.contains("tls.pem, which is not a certificate in PEM") == true
                    }
                }
                #expect(try await live(server, trusting: second).output == "2 200")

                try install(third, in: workspace)
                server.signal(SIGHUP)
                try await RunningDevelopment.waitUntil { try await live(server, trusting: third).isSuccess }
            }
        }
    }

    @Test func `operations run over HTTP/2 as the token's tenant`() async throws {
        let workspace = try Workspace()
        try workspace.file("schema.graphql", NotesDatabase.sdl)
        let pair = try await TestCertificate()
        try install(pair, in: workspace)
        try await NotesDatabase.with { database in
            var environment = database.environment
            environment["PALISADE_TLS_CERTIFICATE_FILE"] = "tls.pem"
            environment["PALISADE_TLS_KEY_FILE"] = "tls.key"
            try await RunningServer.with(environment, in: workspace) { server in
                for (tenant, letter) in [(NotesDatabase.a, "a"), (NotesDatabase.b, "b")] {
                    let run = try await ClientProgram.run(
                        "curl",
                        [
                            "-sS", "--http2", "--max-time", "60", "--cacert", pair.certificateFile,
                            "-H", "Content-Type: application/json",
                            "-H", "Authorization: Bearer \(try NotesDatabase.token(tenant: tenant))",
                            "-d", #"{"query":"{ notes(first: 1) { totalCount nodes { body } } }"}"#,
                            "https://localhost:\(server.port)/graphql",
                        ])
                    let notes = try JSON.parse(run.output)["data"]?["notes"]
                    #expect(notes?["totalCount"]?.integerValue == 10, "\(run.output)")
                    #expect(notes?["nodes"]?.arrayValue?.first?["body"]?.stringValue?.hasPrefix(letter) == true)
                }
            }
        }
    }
}
