// SPDX-License-Identifier: Apache-2.0

import Foundation

extension ConfigurationReader {
    /// The certificate that the API is served with; nil for none, and where there is a fault.
    mutating func certificate(now: Int = Int(Date().timeIntervalSince1970)) -> ServerCertificate? {
        let protocols = choice(.http2, default: ServerCertificate.Protocols.on)
        let certificatePath = text(.tlsCertificateFile)
        let keyPath = text(.tlsKeyFile)
        let clientAuthorities = text(.tlsClientAuthorities)
        switch (certificatePath, keyPath) {
        case (nil, nil):
            // Or whoever asks without a certificate would be served.
            if clientAuthorities != nil {
                note(
                    .tlsClientAuthorities, "asks clients for certificates, which they cannot show without TLS",
                    "Set \(source.name(of: .tlsCertificateFile)) and \(source.name(of: .tlsKeyFile)), or leave it out.")
            }
            return nil
        case (_?, nil):
            note(
                .tlsKeyFile, "is not set, but \(source.name(of: .tlsCertificateFile)) is",
                "Name the file of the certificate's private key, or leave out both.")
            return nil
        case (nil, _?):
            note(
                .tlsCertificateFile, "is not set, but \(source.name(of: .tlsKeyFile)) is",
                "Name the file of the certificate, or leave out both.")
            return nil
        case (let certificatePath?, let keyPath?):
            let chain = pem(.tlsCertificateFile, at: certificatePath)
            let key = pem(.tlsKeyFile, at: keyPath, isSecret: true)
            let authorities = clientAuthorities.map { pem(.tlsClientAuthorities, at: $0) }
            // Those that cannot be read are not none.
            guard let chain, let key, authorities != .some(nil) else { return nil }
            return certificate(
                chain, key, protocols, authorities ?? nil,
                at: CertificatePaths(certificate: certificatePath, key: keyPath, authorities: clientAuthorities ?? ""),
                now: now)
        }
    }

    private mutating func certificate(
        _ chain: [UInt8], _ key: [UInt8], _ protocols: ServerCertificate.Protocols, _ clientAuthorities: [UInt8]?,
        at paths: CertificatePaths, now: Int
    ) -> ServerCertificate? {
        do throws(ServerCertificate.Faults) {
            let certificate = try ServerCertificate(
                chain: chain, key: key, protocols: protocols, clientAuthorities: clientAuthorities)
            if let invalidity = certificate.invalidity(at: now) {
                warn("The certificate in \(paths.certificate) \(invalidity): clients will refuse it. Renew it.")
            }
            return certificate
        } catch {
            if let fault = error.certificate {
                note(
                    .tlsCertificateFile, "names the file \(paths.certificate), which \(fault)",
                    "It must hold the server's own certificate first, then those that vouch for it.")
            }
            if let fault = error.key {
                note(
                    .tlsKeyFile, "names the file \(paths.key), which \(fault)",
                    "Name the key that the certificate was made for.")
            }
            if let fault = error.clientAuthorities {
                note(
                    .tlsClientAuthorities, "names the file \(paths.authorities), which \(fault)",
                    "It must hold the certificates of those who vouch for clients.")
            }
            return nil
        }
    }

    private mutating func pem(
        _ variable: ConfigurationVariable, at path: String, isSecret: Bool = false
    ) -> [UInt8]? {
        switch SecretFile.read(path) {
        case .success(let content):
            if isSecret, content.isReadableByAll {
                warn("The key in \(path) can be read by every user of this machine. Run: chmod 600 '\(path)'")
            }
            return Array(content.secret.utf8)
        case .failure(let fault):
            note(variable, fault.problem, "Let the server's user read it, or name another file.")
            return nil
        }
    }
}

/// The files that a certificate is read from, for messages.
private struct CertificatePaths {
    let certificate: String
    let key: String
    /// Empty where clients need no certificate.
    let authorities: String
}
