// SPDX-License-Identifier: Apache-2.0

/// One transaction-local PostgreSQL setting and the value it gets.
package struct TenantSetting: Sendable, Hashable {
    package let name: String
    /// `''` says that there is no such value; a setting is never left out, or an earlier one could be read.
    package let value: String
}

/// Who asks, as PostgreSQL is told in the operation's own transaction: made from a verified token, or of none.
package struct TenantContext: Sendable, Hashable {
    /// The role to switch to, from the list of allowed roles; nil where the login role is the request role.
    package let databaseRole: String?
    /// The token's claims as JSON text, without white space; what `request.jwt.claims` holds.
    package let claimsJSON: String
    /// The settings in the order of `TenancyConfiguration.settingNames`, without the role.
    package let settings: [TenantSetting]
    /// The user in canonical form, for logs and limits; nil where the configuration requires no user claim.
    package let subject: String?
    /// The tenant in canonical form, for logs and limits; nil where the configuration requires no tenant claim.
    package let tenant: String?
    /// When the token expires, in seconds since 1970, without leeway; nil without a token.
    package let expiresAt: Int64?
    /// The token's `jti` and `iat`, for revocation; nil where it has none.
    package let tokenID: String?
    package let issuedAt: Int64?
    /// Whether the request had no token.
    package let isAnonymous: Bool
    /// The values to bind for `TenancyConfiguration.settingNames`, in UTF-8, none with a NUL byte: the role first, if
    /// there is one, then the settings. Made once for each token, not for each request.
    package let boundValues: [[UInt8]]

    init(
        databaseRole: String?, claimsJSON: String, settings: [TenantSetting], subject: String?, tenant: String?,
        expiresAt: Int64?, tokenID: String? = nil, issuedAt: Int64? = nil, isAnonymous: Bool
    ) {
        self.databaseRole = databaseRole
        self.claimsJSON = claimsJSON
        self.settings = settings
        self.subject = subject
        self.tenant = tenant
        self.expiresAt = expiresAt
        self.tokenID = tokenID
        self.issuedAt = issuedAt
        self.isAnonymous = isAnonymous
        self.boundValues = (databaseRole.map { [Array($0.utf8)] } ?? []) + settings.map { Array($0.value.utf8) }
    }
}
