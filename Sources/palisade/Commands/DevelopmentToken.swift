// SPDX-License-Identifier: Apache-2.0

import Foundation
import Tenancy

/// A token that was signed here and is known to be accepted.
struct DevelopmentToken {
    let text: String
    /// What a request with this token runs as.
    let context: TenantContext

    /// Signs a token and verifies it, so that nobody is handed one that the server will refuse.
    ///
    /// - Throws: `usage` where claims are missing or of the wrong type; `configuration` where there is no secret.
    init(
        tenancy: TenancyConfiguration, tenant: String?, user: String?, role: String?, lifetime: Duration
    ) throws(CommandError) {
        do throws(SigningError) {
            text = try TokenSigner(configuration: tenancy).token(
                subject: user, tenant: tenant, role: role, issuedAt: Int64(Date.now.timeIntervalSince1970),
                lifetime: lifetime.components.seconds)
        } catch {
            switch error {
            case .noSecret:
                throw CommandError(
                    .configuration,
                    "Tokens are verified by a public key here; only the issuer, who has the private one, can sign them."
                )
            case .claimsNotObject, .libraryFailed:
                throw CommandError(.software, "The token could not be signed: \(error)")
            }
        }
        do throws(TokenError) {
            context = try TokenVerifier(configuration: tenancy).verify(authorizationHeaders: ["Bearer \(text)"])
        } catch {
            throw CommandError(refused: error, tenancy)
        }
    }
}

extension CommandError {
    /// A token that the server would refuse, and which flag to change where one can be.
    init(refused error: TokenError, _ tenancy: TenancyConfiguration) {
        var next = ""
        if case .claimMissing(let name) = error { next = Self.flag(ofClaim: name, tenancy) }
        if case .claimInvalid(let name, _) = error { next = Self.flag(ofClaim: name, tenancy) }
        if case .roleNotAllowed = error, case .claim(_, let mapping) = tenancy.roles {
            next = " Give --role one of \(mapping.entries.map(\.claim).joined(separator: ", "))."
        }
        self.init(.usage, "The server would refuse this token: \(error.reason).\(next)")
    }

    private static func flag(ofClaim name: String, _ tenancy: TenancyConfiguration) -> String {
        switch name {
        case tenancy.tenantClaim.text: " Give --tenant, the tenant's key."
        case tenancy.userClaim.text: " Give --user, the user's key."
        default: ""
        }
    }
}
