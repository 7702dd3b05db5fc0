// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// The secrets of an embedded cluster, made once and kept in its directory (mode 0600), so that restarts know them.
package struct EmbeddedCredentials: Sendable, Equatable {
    /// The password of `postgres`, the superuser and owner of everything.
    package let ownerPassword: String
    /// The password of `palisade_authenticator`, the login that requests use.
    package let authenticatorPassword: String
    /// The key that signs demo tokens: 64 hexadecimal digits.
    package let jwtSecret: String

    /// Where the server's files are, if not in the directory itself (see `ClusterLayout`).
    let serverHome: String?

    static func generate(serverHome: String?) -> EmbeddedCredentials {
        EmbeddedCredentials(
            ownerPassword: secret(bytes: 24), authenticatorPassword: secret(bytes: 24), jwtSecret: secret(bytes: 32),
            serverHome: serverHome)
    }

    /// Random bytes of the operating system as hexadecimal digits: nothing that a URL, SQL or a shell would quote.
    static func secret(bytes: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef")
        return String((0..<bytes * 2).map { _ in digits[Int(generator.next() % 16)] })
    }
}

extension EmbeddedCredentials: Codable {}

/// The passwords stay out of every log and error text, also by way of interpolation or a dump.
extension EmbeddedCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "EmbeddedCredentials(…)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension EmbeddedCredentials {
    /// Reads the file, or says that there is none (`nil`).
    ///
    /// - Throws: `credentialsUnusable` if others can read it, it belongs to somebody else, or it is not what was written.
    static func load(from path: String) throws(EmbeddedPostgresError) -> EmbeddedCredentials? {
        guard let status = LocalFile.status(path) else {
            return nil
        }
        guard status.owner == ServerAccount.processUserID else {
            let owner = ServerAccount.name(of: status.owner) ?? "\(status.owner)"
            throw .credentialsUnusable(path: path, reason: "it belongs to '\(owner)'; run palisade as that user")
        }
        guard !status.isShared else {
            throw .credentialsUnusable(
                path: path,
                reason: "others can read it (mode \(String(status.mode, radix: 8))); run: chmod 600 '\(path)'")
        }
        guard let content = LocalFile.read(path) else {
            throw .credentialsUnusable(path: path, reason: "it cannot be read")
        }
        do {
            let credentials = try JSONDecoder().decode(EmbeddedCredentials.self, from: Data(content))
            guard credentials.isStrong else {
                throw EmbeddedPostgresError.credentialsUnusable(
                    path: path, reason: "a secret in it is too short or odd")
            }
            return credentials
        } catch let error as EmbeddedPostgresError {
            throw error
        } catch {
            // The decoder's own words might quote the file.
            throw .credentialsUnusable(path: path, reason: "it is not the JSON that palisade wrote")
        }
    }

    func save(to path: String) throws(EmbeddedPostgresError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let content: Data
        do {
            content = try encoder.encode(self)
        } catch {
            throw .credentialsUnusable(path: path, reason: "it cannot be written as JSON")
        }
        try LocalFile.writePrivately(Array(content) + [UInt8(ascii: "\n")], to: path)
    }

    /// An empty or edited secret never comes to use.
    private var isStrong: Bool {
        [(ownerPassword, 32), (authenticatorPassword, 32), (jwtSecret, 64)].allSatisfy { secret, length in
            secret.utf8.count >= length && secret.allSatisfy { $0.isASCII && $0.isHexDigit }
        }
    }
}
