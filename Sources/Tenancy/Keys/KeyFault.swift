// SPDX-License-Identifier: Apache-2.0

/// Why a key cannot be used to verify tokens. Never holds the key.
package enum KeyFault: Error, Sendable, Hashable {
    case secretEmpty
    case secretTooShort(byteCount: Int, minimum: Int, algorithm: TokenAlgorithm)
    case secretIsPEM
    case secretIsSample
    case secretIsRepetitive
    case secretHasOuterWhitespace
    case algorithmTakesPublicKey(TokenAlgorithm)
    case algorithmTakesSecret(TokenAlgorithm)
    case notPublicKey
    case keyDoesNotFit(TokenAlgorithm)
    case rsaKeyTooSmall(bitCount: Int)
    /// An exponent that is even, 1 or above 33 bits, or a modulus that is even or above 8,192 bits.
    case rsaKeyUnusable
    case pointNotOnCurve
    /// One of the few of Ed25519 whose signatures need no secret.
    case pointOfLowOrder
    case identifierUnusable
    case identifierDuplicate
    case noKey

    /// What is wrong, as a sentence that begins in lower case and goes on from a variable's name.
    package var problem: String {
        switch self {
        case .secretEmpty:
            "is empty: every token would be accepted"
        case .secretTooShort(let byteCount, let minimum, let algorithm):
            "has \(byteCount) bytes; \(algorithm.rawValue) needs at least \(minimum)"
        case .secretIsPEM:
            "is a PEM key; as a shared secret, a published key would let anyone sign tokens"
        case .secretIsSample:
            "is a published sample secret that anyone can look up"
        case .secretIsRepetitive:
            "repeats itself or uses too few different characters to be a secret"
        case .secretHasOuterWhitespace:
            "begins or ends with white space, probably a line break from a file"
        case .algorithmTakesPublicKey(let algorithm):
            "is a shared secret, but \(algorithm.rawValue) takes a public key"
        case .algorithmTakesSecret(let algorithm):
            "is a public key, but \(algorithm.rawValue) takes a shared secret"
        case .notPublicKey:
            "is not one PEM block \"PUBLIC KEY\" with an RSA, P-256, P-384, P-521 or Ed25519 key"
        case .keyDoesNotFit(let algorithm):
            "is not of the kind that \(algorithm.rawValue) takes"
        case .rsaKeyTooSmall(let bitCount):
            "is an RSA key of \(bitCount) bits; at least 2048 are needed"
        case .rsaKeyUnusable:
            "is an RSA key whose modulus or exponent cannot be used"
        case .pointNotOnCurve:
            "is not a point of its curve"
        case .pointOfLowOrder:
            "is a point by which anybody could sign"
        case .identifierUnusable:
            "must have 1 to 256 bytes without control characters"
        case .identifierDuplicate:
            "is the identifier of two keys"
        case .noKey:
            "has no key to verify tokens by"
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .secretEmpty, .secretTooShort, .secretIsSample, .secretIsRepetitive:
            "Make a random one, for example with `openssl rand -base64 64 | tr -d '\\n'`, and sign tokens with it."
        case .secretIsPEM:
            "Give a public key in PALISADE_JWT_PUBLIC_KEY and its algorithm (RS256, ES256 …) in PALISADE_JWT_ALGORITHM."
        case .secretHasOuterWhitespace:
            "Remove the white space; `printf %s` writes a file without a line break."
        case .algorithmTakesPublicKey:
            "Set PALISADE_JWT_PUBLIC_KEY, or PALISADE_JWT_ALGORITHM to HS256, HS384 or HS512."
        case .algorithmTakesSecret:
            "Set PALISADE_JWT_SECRET, or PALISADE_JWT_ALGORITHM to one for public keys (RS256, ES256 …)."
        case .notPublicKey, .pointNotOnCurve, .pointOfLowOrder:
            "Give the issuer's public key; `openssl pkey -in private.pem -pubout` prints it for a private key."
        case .keyDoesNotFit:
            "Use RS or PS algorithms with RSA keys, ES256 with P-256, ES384 with P-384, ES512 with P-521, EdDSA with Ed25519."
        case .rsaKeyTooSmall:
            "Make a larger key pair, for example with `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072`."
        case .rsaKeyUnusable:
            "Make another key pair, for example with `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072`."
        case .identifierUnusable, .identifierDuplicate:
            "Use the `kid` that the issuer writes into its tokens' headers."
        case .noKey:
            "Set PALISADE_JWT_SECRET, PALISADE_JWT_PUBLIC_KEY or PALISADE_JWKS."
        }
    }
}
