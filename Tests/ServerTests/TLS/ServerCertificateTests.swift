// SPDX-License-Identifier: Apache-2.0

import CertificateTesting
import Testing

@testable import Server

struct ServerCertificateTests {
    private func found(chain: [UInt8], key: [UInt8]) -> ServerCertificate.Faults? {
        do throws(ServerCertificate.Faults) {
            _ = try ServerCertificate(chain: chain, key: key, protocols: .on)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a certificate and its key are a pair, and another key is none`() async throws {
        let own = try await TestCertificate()
        let other = try await TestCertificate()
        #expect(found(chain: try own.certificate(), key: try own.key()) == nil)
        let faults = try #require(found(chain: try own.certificate(), key: try other.key()))
        #expect(faults.certificate == nil)
        #expect(faults.key == "is not the key of the certificate")
    }

    @Test func `what is neither is said of both at once`() async throws {
        let pair = try await TestCertificate()
        for nothing in [[], Array("-----BEGIN CERTIFICATE-----\n".utf8), [0, 255]] {
            let faults = try #require(found(chain: nothing, key: nothing))
            #expect(faults.certificate == "is not a certificate in PEM")
            #expect(faults.key == "is not a private key in PEM without a passphrase")
        }
        // The files in place of one another.
        let faults = try #require(found(chain: try pair.key(), key: try pair.certificate()))
        #expect(faults.certificate != nil && faults.key != nil)
    }

    @Test func `a key under a passphrase is refused, and nobody is asked for it`() async throws {
        let pair = try await TestCertificate()
        let faults = try #require(found(chain: try pair.certificate(), key: try pair.lockedKey()))
        #expect(faults.certificate == nil)
        #expect(faults.key == "is not a private key in PEM without a passphrase")
    }

    @Test func `a certificate has its time`() async throws {
        let pair = try await TestCertificate()
        let certificate = try ServerCertificate(chain: pair.certificate(), key: pair.key(), protocols: .on)
        #expect(certificate.notAfter - certificate.notBefore == 30 * 86_400)
        #expect(certificate.invalidity(at: certificate.notBefore) == nil)
        #expect(certificate.invalidity(at: certificate.notAfter) == nil)
        let before = certificate.invalidity(at: certificate.notBefore - 1)
        #expect(before?.hasPrefix("is not valid before 20") == true && before?.hasSuffix("Z") == true)
        #expect(certificate.invalidity(at: certificate.notAfter + 1)?.hasPrefix("is not valid since 20") == true)
    }

    @Test func `the configuration warns of a certificate that is out of its time`() async throws {
        let pair = try await TestCertificate()
        let source = ConfigurationSource(
            environment: [
                "PALISADE_TLS_CERTIFICATE_FILE": pair.certificateFile, "PALISADE_TLS_KEY_FILE": pair.keyFile,
            ], flags: [])
        var reader = ConfigurationReader(source)
        let read = reader.certificate()
        let certificate = try #require(read)
        #expect(reader.warnings == [])
        _ = reader.certificate(now: certificate.notAfter + 1)
        #expect(reader.faults.isEmpty)
        #expect(reader.warnings.count == 1)
        #expect(reader.warnings.first?.contains(": clients will refuse it.") == true)
    }
}
