// SPDX-License-Identifier: Apache-2.0

/// The two logins of an embedded cluster.
package enum EmbeddedRole: String, Sendable, CaseIterable {
    /// The superuser, who owns everything and is not bound by row-level security: for migrations and tools.
    case owner = "postgres"
    /// The login of requests. Created by the migrations; it can log in after `setAuthenticatorPassword()`.
    case authenticator = "palisade_authenticator"
}
