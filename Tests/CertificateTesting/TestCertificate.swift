// SPDX-License-Identifier: Apache-2.0

import Foundation
import Subprocess

/// A certificate for `localhost` that vouches for itself, made by openssl, in a folder that is gone when this is.
package final class TestCertificate: Sendable {
    private let folder: URL

    package var certificateFile: String { folder.appending(path: "certificate.pem").path }
    package var keyFile: String { folder.appending(path: "key.pem").path }
    /// The same key, under a passphrase.
    package var lockedKeyFile: String { folder.appending(path: "locked.pem").path }

    package init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "palisade-certificate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try await Self.openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout", keyFile, "-out", certificateFile,
        ])
        try await Self.openssl([
            "ec", "-in", keyFile, "-aes256", "-passout", "pass:a passphrase", "-out", lockedKeyFile,
        ])
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    package func certificate() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: certificateFile))) }

    package func key() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: keyFile))) }

    package func lockedKey() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: lockedKeyFile))) }

    /// A certificate that this one vouches for, and its key. They are gone with this one.
    ///
    /// - Parameter purpose: `clientAuth` or `serverAuth`.
    package func issue(for purpose: String) async throws -> (certificateFile: String, keyFile: String) {
        let name = "\(purpose)-\(UUID().uuidString)"
        let files = (folder.appending(path: "\(name).pem").path, folder.appending(path: "\(name).key").path)
        try await Self.openssl([
            "req", "-x509", "-CA", certificateFile, "-CAkey", keyFile, "-newkey", "ec", "-pkeyopt",
            "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj", "/CN=\(name)",
            "-addext", "basicConstraints=critical,CA:FALSE", "-addext", "extendedKeyUsage=\(purpose)",
            "-keyout", files.1, "-out", files.0,
        ])
        return files
    }

    package struct Failed: Error {
        package let output: String
    }

    private static func openssl(_ arguments: [String]) async throws {
        let run = try await ClientProgram.run("openssl", arguments)
        guard run.isSuccess else { throw Failed(output: run.output) }
    }
}
