// SPDX-License-Identifier: Apache-2.0

/// How tokens are verified and what a request tells PostgreSQL; valid by construction.
package struct TenancyConfiguration: Sendable {
    /// The keys that tokens are verified by. Changing them means a new `TokenVerifier`, whose cache is empty.
    package var keys: KeyRing
    /// Issuers whose keys are in files or at addresses; `keys` does not hold these until they have been read.
    package let issuers: [TokenIssuer]
    /// The `iss` that every token must have, or nil to ignore it.
    package let issuer: String?
    /// The `aud` that every token must contain, or nil: then a token that has an `aud` is refused.
    package let audience: String?
    /// By how many seconds clocks may differ.
    package let leeway: Int64
    /// The claims that every token must have.
    package let requiredClaims: [RequiredClaim]
    /// How a database role is found.
    package let roles: RolePolicy
    /// The claim that names the tenant, where it is among the required ones.
    package let tenantClaim: ClaimName
    /// The claim that names the user, where it is among the required ones.
    package let userClaim: ClaimName
    /// Settings beyond those that every request has.
    package let extraSettings: [ClaimSetting]
    /// How many verified tokens are remembered at most.
    package let cacheCapacity: Int

    /// The names of the settings to make for each request, all transaction-local and always all of them, in the order
    /// of `TenantContext.boundValues`: `role` if roles are switched, then `request.jwt.claims`, `palisade.tenant_id`,
    /// `palisade.user_id`, then the configured ones.
    package var settingNames: [String] {
        var names = [SettingName.claims, SettingName.tenant, SettingName.user] + extraSettings.map(\.name)
        if case .claim = roles { names.insert(SettingName.role, at: 0) }
        return names
    }

    /// The database roles that requests may get, for the checks at start-up; nil where the login role serves them.
    package var databaseRoles: [String]? {
        guard case .claim(_, let mapping) = roles else { return nil }
        var roles: [String] = []
        for entry in mapping.entries where !roles.contains(entry.databaseRole) { roles.append(entry.databaseRole) }
        return roles
    }

    /// The same with the keys of the issuers, as read, beside those that are configured themselves.
    package func adding(_ issuerKeys: [VerificationKey]) throws(KeyFault) -> TenancyConfiguration {
        var configuration = self
        if !issuerKeys.isEmpty { configuration.keys = try KeyRing(keys.keys + issuerKeys) }
        return configuration
    }

    /// Reads the configuration from `PALISADE_*` variables; others are ignored, empty ones count as not set.
    ///
    /// | variable | meaning | if not set |
    /// |---|---|---|
    /// | `PALISADE_JWT_SECRET` | shared secret | a public key is needed |
    /// | `PALISADE_JWT_PUBLIC_KEY` | PEM text | a secret is needed |
    /// | `PALISADE_JWKS` | path or https address of a JSON Web Key Set | none |
    /// | `PALISADE_ISSUERS` | JSON array of issuers | none |
    /// | `PALISADE_JWT_ALGORITHM` | `HS256` … `ES512`, `PS256` …, `EdDSA` | HS256, RS256 or the curve's own |
    /// | `PALISADE_JWT_KEY_ID` | the `kid` of the key | tokens must have no `kid` |
    /// | `PALISADE_JWT_ISSUER` | exact `iss` | not looked at |
    /// | `PALISADE_JWT_AUDIENCE` | `aud` that must be contained | tokens must have no `aud` |
    /// | `PALISADE_JWT_LEEWAY` | seconds, 0 to 300 | 30 |
    /// | `PALISADE_JWT_CACHE` | remembered tokens, 0 to 1000000 | 10000 |
    /// | `PALISADE_TENANT_CLAIM`, `PALISADE_USER_CLAIM` | claim or JSON pointer | `tenant_id`, `sub` |
    /// | `PALISADE_REQUIRED_CLAIMS` | `claim:uuid\|int\|text,…` | user and tenant claim as uuid |
    /// | `PALISADE_ROLE_CLAIM` | claim or JSON pointer | `role` |
    /// | `PALISADE_ROLES` | `claim value=database role,…` or `off` | the five roles of the shipped migrations |
    /// | `PALISADE_SETTINGS` | `setting=claim,…` | none |
    ///
    /// - Throws: all faults at once.
    package init(variables: [String: String]) throws(ConfigurationFaults) {
        var reader = TenancyConfigurationReader(variables: variables)
        let issuers = reader.issuers()
        let keys = reader.keyRing(
            hasIssuers: reader.value("PALISADE_JWKS") != nil || reader.value("PALISADE_ISSUERS") != nil)
        let issuer = reader.value("PALISADE_JWT_ISSUER")
        let audience = reader.value("PALISADE_JWT_AUDIENCE")
        let leeway = reader.integer("PALISADE_JWT_LEEWAY", in: 0...300, default: 30)
        let capacity = reader.integer("PALISADE_JWT_CACHE", in: 0...1_000_000, default: 10_000)
        let tenantClaim = reader.claimName("PALISADE_TENANT_CLAIM", default: "tenant_id")
        let userClaim = reader.claimName("PALISADE_USER_CLAIM", default: "sub")
        let requiredClaims = reader.requiredClaims(user: userClaim, tenant: tenantClaim)
        let roles = reader.rolePolicy()
        let extraSettings = reader.extraSettings()
        guard reader.faults.isEmpty, let keys, let tenantClaim, let userClaim, let roles else {
            throw ConfigurationFaults(faults: reader.faults)
        }
        self.keys = keys
        self.issuers = issuers
        self.issuer = issuer
        self.audience = audience
        self.leeway = Int64(leeway)
        self.requiredClaims = requiredClaims
        self.roles = roles
        self.tenantClaim = tenantClaim
        self.userClaim = userClaim
        self.extraSettings = extraSettings
        self.cacheCapacity = capacity
    }
}
