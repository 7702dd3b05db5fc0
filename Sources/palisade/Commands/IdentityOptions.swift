// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Tenancy

/// Who asks: what a token would say, which is signed here.
struct IdentityOptions: ParsableArguments {
    @Option(help: "The tenant's key.")
    var tenant: String?

    @Option(help: "The user's key.")
    var user: String?

    @Option(help: "The role's name in tokens, such as member.")
    var role: String?

    /// Whether nothing is said: a request without a token is meant.
    var isNobody: Bool { tenant == nil && user == nil && role == nil }

    /// - Throws: as `DevelopmentToken` does.
    func token(_ tenancy: TenancyConfiguration, lifetime: Duration) throws(CommandError) -> DevelopmentToken {
        try DevelopmentToken(tenancy: tenancy, tenant: tenant, user: user, role: role, lifetime: lifetime)
    }

    /// What a request runs as; nil where nothing is said and requests need a token.
    func context(_ tenancy: TenancyConfiguration) throws(CommandError) -> TenantContext? {
        guard !isNobody else { return TokenVerifier(configuration: tenancy).anonymousContext }
        return try token(tenancy, lifetime: Self.lifetime).context
    }

    /// For tokens that are used at once.
    static let lifetime = Duration.seconds(60)
}
