// SPDX-License-Identifier: Apache-2.0

import JSON

/// Turns the Authorization header of a request into the context it runs in.
///
/// Safe to use from any thread. One verifier belongs to one configuration: when keys or rules change, a new one starts
/// with an empty cache. Tokens are read from this header only, never from a URL or a cookie.
package final class TokenVerifier: Sendable {
    /// What the verifier was made for.
    package let configuration: TenancyConfiguration
    /// The context of requests without a token, or nil where they are refused.
    package let anonymousContext: TenantContext?

    private let builder: ContextBuilder
    private let clock: WallClock
    private let cache: TokenCache

    package init(configuration: TenancyConfiguration, clock: WallClock = .system) {
        self.configuration = configuration
        self.clock = clock
        self.builder = ContextBuilder(configuration: configuration)
        self.anonymousContext = builder.anonymousContext()
        self.cache = TokenCache(capacity: configuration.cacheCapacity)
    }

    /// Entries and look-ups of the cache of verified tokens.
    package var cacheStatistics: (count: Int, hits: UInt64, misses: UInt64) { cache.statistics }

    /// The context of a request without doing cryptography: well under a microsecond, fit for an event loop.
    ///
    /// - Parameter authorizationHeaders: the values of all Authorization headers of the request.
    /// - Returns: nil if there is a token that is not remembered; `verify` then finds out, elsewhere.
    /// - Throws: `TokenError` for several headers, and for none where a token is needed.
    package func rememberedContext(authorizationHeaders: [String]) throws(TokenError) -> TenantContext? {
        guard let header = try AuthorizationHeader.value(of: authorizationHeaders) else {
            guard let anonymousContext else { throw .missing }
            return anonymousContext
        }
        return cache.context(for: header, at: clock.now())
    }

    /// The same where anything but a context leads to `rememberedContext`, which finds out what is wrong.
    package func knownContext(authorizationHeaders: [String]) -> TenantContext? {
        guard authorizationHeaders.count <= 1 else { return nil }
        guard let header = authorizationHeaders.first else { return anonymousContext }
        return cache.context(for: header, at: clock.now(), countsMiss: false)
    }

    /// The context of a request: remembered, anonymous where there is no header, or from a token verified now.
    ///
    /// Blocks for as long as the cryptography takes: 10 µs for a shared secret, up to 0.6 ms for a public key.
    ///
    /// - Parameter authorizationHeaders: the values of all Authorization headers of the request.
    /// - Throws: `TokenError`. A bad token is never taken for none.
    package func verify(authorizationHeaders: [String]) throws(TokenError) -> TenantContext {
        if let context = try rememberedContext(authorizationHeaders: authorizationHeaders) { return context }
        guard let header = try AuthorizationHeader.value(of: authorizationHeaders) else { throw .missing }
        let now = clock.now()
        let context = try verify(token: AuthorizationHeader.token(in: header), at: now)
        if let expiry = context.expiresAt {
            let end = TokenLifetime.saturatingSum(expiry, configuration.leeway)
            cache.store(context, for: header, at: now, validUntil: end)
        }
        return context
    }

    /// Nothing of the payload is read before the signature has been found to be that of the configured key.
    private func verify(token text: Substring.UTF8View, at now: Int64) throws(TokenError) -> TenantContext {
        let token = try CompactToken(text)
        let header = try TokenHeader(json: token.header)
        let candidates = configuration.keys.candidates(for: header.keyIdentifier)
        guard !candidates.isEmpty else { throw .keyUnknown }
        let fitting = candidates.filter { header.algorithm.hasSameBytes(as: $0.algorithm.rawValue) }
        guard !fitting.isEmpty else { throw .algorithmNotAllowed }
        // The key that fits says who the issuer is; the token's word for it is then compared.
        guard let key = fitting.first(where: { Self.isSigned(token, of: header.type, by: $0) }) else {
            throw .signatureInvalid
        }
        let claims = try claims(json: token.payload)
        let expiry = try TokenLifetime.expiry(of: claims, at: now, leeway: configuration.leeway)
        try TokenAudience.checkIssuer(of: claims, expected: key.issuer ?? configuration.issuer)
        try TokenAudience.checkAudience(of: claims, expected: key.audience ?? configuration.audience)
        return try builder.context(for: claims, expiresAt: expiry)
    }

    /// The key's algorithm and the token's type decide by which library, never by which key or algorithm: where both can read
    /// a signature, they come to the same verdict (docs/decisions/0090).
    private static func isSigned(_ token: CompactToken, of type: TokenType, by key: VerificationKey) -> Bool {
        switch type {
        case .jwt where key.algorithm.libjwtAlgorithm != nil: LibjwtSignature.isValid(token.terminated, for: key)
        case .jwt, .accessToken: SwiftCryptoSignature.isValid(token, for: key)
        }
    }

    private func claims(json bytes: [UInt8]) throws(TokenError) -> JSON {
        let claims: JSON
        do {
            claims = try JSON.parse(bytes, limits: TokenHeader.limits)
        } catch {
            throw .payloadNotJSON(error)
        }
        guard claims.members != nil else { throw .payloadNotObject }
        return claims
    }
}
