// SPDX-License-Identifier: Apache-2.0

/// One that signs tokens, and where its keys are: in a file or at an address, to be read again as they change.
package struct TokenIssuer: Sendable, Hashable {
    /// Where the keys are.
    package enum Source: Sendable, Hashable {
        /// A JSON Web Key Set in a file.
        case keySetFile(String)
        /// A JSON Web Key Set at an https address.
        case keySetURL(String)
        /// One PEM public key in a file.
        case publicKeyFile(String)
        /// One shared secret in a file.
        case secretFile(String)

        /// The path or the address, for messages.
        package var name: String {
            switch self {
            case .keySetFile(let name), .keySetURL(let name), .publicKeyFile(let name), .secretFile(let name): name
            }
        }
    }

    /// The `iss` that its tokens must have; nil where `PALISADE_JWT_ISSUER` says it, or nothing does.
    package let issuer: String?
    /// The `aud` that its tokens must contain; nil where `PALISADE_JWT_AUDIENCE` says it, or they must have none.
    package let audience: String?
    /// The algorithm of keys that do not say it themselves.
    package let algorithm: TokenAlgorithm?
    package let source: Source

    /// Its keys out of what the source holds, bound to it.
    ///
    /// - Throws: what is wrong, going on from the name of the source.
    package func keys(in content: [UInt8]) throws(KeySourceFault) -> (keys: [VerificationKey], skipped: [String]) {
        do {
            switch source {
            case .keySetFile:
                let set = try JSONWebKeySet(json: content, algorithm: algorithm, publicity: .secret)
                return (set.keys.map(bound), set.skipped)
            case .keySetURL:
                let set = try JSONWebKeySet(json: content, algorithm: algorithm, publicity: .public)
                return (set.keys.map(bound), set.skipped)
            case .publicKeyFile:
                guard let pem = String(validating: content, as: UTF8.self) else { throw KeyFault.notPublicKey }
                return ([bound(try VerificationKey(publicKeyPEM: pem, algorithm: algorithm))], [])
            case .secretFile:
                var secret = content
                if secret.last == UInt8(ascii: "\n") { secret.removeLast() }
                if secret.last == UInt8(ascii: "\r") { secret.removeLast() }
                return ([bound(try VerificationKey(secret: secret, algorithm: algorithm ?? .hs256))], [])
            }
        } catch let fault as JSONWebKeySet.Fault {
            throw KeySourceFault(problem: fault.problem)
        } catch let fault as KeyFault {
            throw KeySourceFault(problem: fault.problem)
        } catch {
            throw KeySourceFault(problem: "cannot be read")
        }
    }

    private func bound(_ key: VerificationKey) -> VerificationKey {
        var key = key
        key.issuer = issuer
        key.audience = audience
        return key
    }
}

/// What is wrong with a source of keys, going on from its name. Never holds a key.
package struct KeySourceFault: Error, Sendable, Hashable {
    package let problem: String

    package init(problem: String) {
        self.problem = problem
    }
}
