// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOSSL

/// A certificate with its private key, ready for handshakes.
package struct ServerCertificate: Sendable {
    /// What new connections are accepted with.
    let context: NIOSSLContext
    /// When the server's own certificate begins and ends to be valid, in seconds since 1970.
    let notBefore: Int
    let notAfter: Int

    /// Which protocols clients are offered, the preferred one first.
    enum Protocols: String, CaseIterable, Sendable {
        /// HTTP/2, and HTTP/1.1 for clients that do not know it.
        case on
        /// HTTP/1.1 alone.
        case off

        var names: [String] {
            switch self {
            case .on: ["h2", "http/1.1"]
            case .off: ["http/1.1"]
            }
        }
    }

    /// The suites of TLS 1.2 that HTTP/2 allows (RFC 9113 appendix A), all with forward secrecy. Those of TLS 1.3 are not
    /// configured.
    private static let suites: [NIOTLSCipher] = [
        .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ]

    /// - Parameters:
    ///   - chain: PEM: the server's own certificate, then those that vouch for it.
    ///   - key: PEM, not encrypted.
    ///   - clientAuthorities: PEM: those who vouch for clients, which then have to show a certificate; nil for no need to.
    /// - Throws: every fault that there is.
    init(
        chain: [UInt8], key: [UInt8], protocols: Protocols, clientAuthorities: [UInt8]? = nil
    ) throws(Faults) {
        let certificates = Self.certificates(chain)
        let privateKey = Self.privateKey(key)
        var faults = Faults()
        if certificates.isEmpty { faults.certificate = "is not a certificate in PEM" }
        if privateKey == nil { faults.key = "is not a private key in PEM without a passphrase" }
        let authorities = clientAuthorities.map(Self.certificates)
        if authorities?.isEmpty == true { faults.clientAuthorities = "is not a certificate in PEM" }
        guard let own = certificates.first, let privateKey, faults.clientAuthorities == nil else { throw faults }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(privateKey))
        configuration.minimumTLSVersion = .tlsv12
        configuration.cipherSuiteValues = Self.suites
        configuration.applicationProtocols = protocols.names
        if let authorities {
            configuration.trustRoots = .certificates(authorities)
            // Whoever has such a certificate may ask: names are of servers.
            configuration.certificateVerification = .noHostnameVerification
            configuration.sendCANameList = true
        }
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            // Both were read: what is left is that they are not a pair.
            faults.key = "is not the key of the certificate"
            throw faults
        }
        notBefore = Int(own.notValidBefore)
        notAfter = Int(own.notValidAfter)
    }

    /// What is wrong with the files, going on from the name of each.
    struct Faults: Error {
        var certificate: String?
        var key: String?
        var clientAuthorities: String?
    }

    /// Why clients will refuse the certificate at this moment; nil while they need not.
    ///
    /// - Parameter now: in seconds since 1970.
    func invalidity(at now: Int) -> String? {
        if now > notAfter { return "is not valid since \(Self.text(notAfter))" }
        if now < notBefore { return "is not valid before \(Self.text(notBefore))" }
        return nil
    }

    private static func text(_ seconds: Int) -> String {
        Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    }

    private static func certificates(_ pem: [UInt8]) -> [NIOSSLCertificate] {
        // The library takes the address of the first byte.
        guard !pem.isEmpty else { return [] }
        return (try? NIOSSLCertificate.fromPEMBytes(pem)) ?? []
    }

    private static func privateKey(_ pem: [UInt8]) -> NIOSSLPrivateKey? {
        guard !pem.isEmpty else { return nil }
        return try? NIOSSLPrivateKey(bytes: pem, format: .pem)
    }
}
