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
            throw CommandError(.usage, "The server would refuse this token: \(error.reason).")
        }
    }
}
