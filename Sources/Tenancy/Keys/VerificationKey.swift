// SPDX-License-Identifier: Apache-2.0

/// One key that tokens may be signed by, bound to the one algorithm it is used with.
package struct VerificationKey: Sendable, Hashable {
    /// The `kid` of the tokens that it verifies, or nil for tokens without one.
    package let identifier: String?
    package let algorithm: TokenAlgorithm
    /// A secret or a PEM text; never empty, since libjwt takes an empty key as a request to check nothing.
    let material: [UInt8]
    /// The key that `material` is the PEM text of; nil for a secret.
    let publicKey: PublicKey?
    /// The `iss` and `aud` that its tokens must have, where that is not the same for all keys.
    var issuer: String?
    var audience: String?

    /// A shared secret for HS256, HS384 or HS512.
    ///
    /// - Throws: `KeyFault` for a secret that is too short, known, or of the wrong kind.
    package init(secret: [UInt8], algorithm: TokenAlgorithm, identifier: String? = nil) throws(KeyFault) {
        guard case .secret(let minimum) = algorithm.keyKind else { throw .algorithmTakesPublicKey(algorithm) }
        if let fault = SecretStrength.fault(of: secret, minimum: minimum, algorithm: algorithm) { throw fault }
        try Self.check(identifier)
        self.identifier = identifier
        self.algorithm = algorithm
        self.material = secret
        self.publicKey = nil
    }

    /// An RSA or elliptic curve public key as PEM.
    ///
    /// - Parameter algorithm: one that fits the key; nil for RS256 or the curve's own.
    /// - Throws: `KeyFault` for a text that is no public key, or one of another kind than the algorithm takes.
    package init(
        publicKeyPEM pem: String, algorithm: TokenAlgorithm? = nil, identifier: String? = nil
    ) throws(KeyFault) {
        guard let info = SubjectPublicKeyInfo(pem: pem) else { throw .notPublicKey }
        let algorithm = algorithm ?? info.kind.defaultAlgorithm
        guard case .publicKey(let kind) = algorithm.keyKind else { throw .algorithmTakesSecret(algorithm) }
        guard kind == info.kind else { throw .keyDoesNotFit(algorithm) }
        // RFC 7518 section 3.3.
        if kind == .rsa, info.bitCount < 2_048 { throw .rsaKeyTooSmall(bitCount: info.bitCount) }
        self.publicKey = try PublicKey(info)
        try Self.check(identifier)
        self.identifier = identifier
        self.algorithm = algorithm
        self.material = Array(pem.utf8)
    }

    private static func check(_ identifier: String?) throws(KeyFault) {
        guard let identifier else { return }
        guard (1...256).contains(identifier.utf8.count), identifier.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { throw .identifierUnusable }
    }

    var isSecret: Bool {
        if case .secret = algorithm.keyKind { true } else { false }
    }
}

extension VerificationKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The algorithm and identifier; never the key.
    package var description: String {
        "\(algorithm.rawValue) key \(identifier ?? "without identifier") (redacted)"
    }

    package var debugDescription: String { description }

    /// Empty, so that `dump` and interpolation of a whole configuration print no key.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
