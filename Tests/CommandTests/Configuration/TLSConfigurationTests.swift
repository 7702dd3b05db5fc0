// SPDX-License-Identifier: Apache-2.0

import CertificateTesting
import Server
import Tenancy
import Testing

/// What `serve` says of its certificate before it starts.
struct TLSConfigurationTests {
    private static let enough = [
        "PALISADE_DATABASE_URL": "postgresql://palisade_authenticator@/app", "PALISADE_SCHEMA": "schema",
        "PALISADE_JWT_SECRET": "Xq7-pL2v9_Zr4mT8wK1nB6cD3sF5gH0j",
    ]

    private func configuration(_ variables: [String: String]) throws(InvalidConfiguration) -> ServerConfiguration {
        try ServerConfiguration(
            ConfigurationSource(environment: Self.enough.merging(variables) { _, own in own }, flags: []),
            purpose: .serve, processorCount: 4)
    }

    private func faults(_ variables: [String: String]) -> [String] {
        do throws(InvalidConfiguration) {
            _ = try configuration(variables)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    @Test func `without files there is no TLS`() throws {
        #expect(try configuration([:]).certificate == nil)
    }

    @Test func `a certificate needs its key, and a key its certificate`() {
        #expect(
            faults(["PALISADE_TLS_CERTIFICATE_FILE": "a.pem"]) == [
                "PALISADE_TLS_KEY_FILE is not set, but PALISADE_TLS_CERTIFICATE_FILE is. "
                    + "Name the file of the certificate's private key, or leave out both."
            ])
        #expect(
            faults(["PALISADE_TLS_KEY_FILE": "a.key"]) == [
                "PALISADE_TLS_CERTIFICATE_FILE is not set, but PALISADE_TLS_KEY_FILE is. "
                    + "Name the file of the certificate, or leave out both."
            ])
    }

    @Test func `what is wrong with the files is said beside all other faults`() async throws {
        let own = try await TestCertificate()
        let other = try await TestCertificate()
        #expect(
            faults([
                "PALISADE_TLS_CERTIFICATE_FILE": "/nowhere.pem", "PALISADE_TLS_KEY_FILE": "/nowhere.key",
                "PALISADE_HTTP2": "maybe", "PALISADE_PORT": "x",
            ]) == [
                "PALISADE_PORT is \"x\", which is not a whole number from 0 to 65535. Leave it out for 8080.",
                "PALISADE_HTTP2 is \"maybe\"; it can be one of on, off. Leave it out for on.",
                "PALISADE_TLS_CERTIFICATE_FILE names the file /nowhere.pem, which does not exist. "
                    + "Let the server's user read it, or name another file.",
                "PALISADE_TLS_KEY_FILE names the file /nowhere.key, which does not exist. "
                    + "Let the server's user read it, or name another file.",
            ])
        #expect(
            faults(["PALISADE_TLS_CERTIFICATE_FILE": own.certificateFile, "PALISADE_TLS_KEY_FILE": other.keyFile]) == [
                "PALISADE_TLS_KEY_FILE names the file \(other.keyFile), which is not the key of the certificate. "
                    + "Name the key that the certificate was made for."
            ])
        #expect(
            faults(["PALISADE_TLS_CERTIFICATE_FILE": own.keyFile, "PALISADE_TLS_KEY_FILE": own.keyFile]).count == 1)
    }

    @Test func `clients' certificates need TLS, and somebody who vouches for them`() async throws {
        #expect(
            faults(["PALISADE_TLS_CLIENT_CA": "a.pem"]) == [
                "PALISADE_TLS_CLIENT_CA asks clients for certificates, which they cannot show without TLS. "
                    + "Set PALISADE_TLS_CERTIFICATE_FILE and PALISADE_TLS_KEY_FILE, or leave it out."
            ])
        let own = try await TestCertificate()
        var variables = [
            "PALISADE_TLS_CERTIFICATE_FILE": own.certificateFile, "PALISADE_TLS_KEY_FILE": own.keyFile,
            "PALISADE_TLS_CLIENT_CA": own.keyFile,
        ]
        #expect(
            faults(variables) == [
                "PALISADE_TLS_CLIENT_CA names the file \(own.keyFile), which is not a certificate in PEM. "
                    + "It must hold the certificates of those who vouch for clients."
            ])
        variables["PALISADE_TLS_CLIENT_CA"] = "/nowhere.pem"
        #expect(
            faults(variables) == [
                "PALISADE_TLS_CLIENT_CA names the file /nowhere.pem, which does not exist. "
                    + "Let the server's user read it, or name another file."
            ])
        variables["PALISADE_TLS_CLIENT_CA"] = own.certificateFile
        #expect(try configuration(variables).certificate != nil)
    }
}
