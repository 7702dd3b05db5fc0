// SPDX-License-Identifier: Apache-2.0

import CJWT
import Glibc
package import JSON

/// Why a token could not be signed.
package enum SigningError: Error, Sendable, Hashable {
    /// The configuration has public keys only; the issuer signs with the private one.
    case noSecret
    /// The claims are not an object.
    case claimsNotObject
    /// libjwt failed, with this `errno`.
    case libraryFailed(code: Int32)
}

/// Signs tokens that a `TokenVerifier` of the same configuration accepts: for development, tests and demo data.
package struct TokenSigner: Sendable {
    private let configuration: TenancyConfiguration
    private let key: VerificationKey

    /// - Throws: `SigningError.noSecret` if tokens are signed elsewhere.
    package init(configuration: TenancyConfiguration) throws(SigningError) {
        guard let key = configuration.keys.keys.first(where: \.isSecret) else { throw .noSecret }
        self.configuration = configuration
        self.key = key
    }

    /// A token for a user of a tenant in a role, with the claims where the configuration looks for them.
    ///
    /// - Parameters:
    ///   - subject: the user claim.
    ///   - tenant: the tenant claim, or nil for none.
    ///   - role: the value of the role claim, such as `member`; not a database role.
    ///   - issuedAt: seconds since 1970.
    ///   - lifetime: seconds until the token expires.
    ///   - extra: further claims of the application; each replaces a claim of the same name.
    package func token(
        subject: String?, tenant: String?, role: String?, issuedAt: Int64, lifetime: Int64, extra: [JSONMember] = []
    ) throws(SigningError) -> String {
        var claims = JSON.object([])
        let named = [(configuration.userClaim, subject), (configuration.tenantClaim, tenant)]
        for case (let name, let value?) in named {
            let isInteger = configuration.requiredClaims.contains { $0.name == name && $0.type == .int }
            let number = isInteger ? JSON(numberText: value) : nil
            claims = claims.setting(number ?? .string(value), at: name.pointer.path[...])
        }
        if let role, case .claim(let name, _) = configuration.roles {
            claims = claims.setting(.string(role), at: name.pointer.path[...])
        }
        if let issuer = configuration.issuer { claims = claims.setting(.string(issuer), at: ["iss"]) }
        if let audience = configuration.audience { claims = claims.setting(.string(audience), at: ["aud"]) }
        claims = claims.setting(.number(String(issuedAt)), at: ["iat"])
        claims = claims.setting(
            .number(String(TokenLifetime.saturatingSum(issuedAt, lifetime))), at: ["exp"]
        )
        for member in extra { claims = claims.setting(member.value, at: [member.name]) }
        return try token(claims: claims)
    }

    /// A token with exactly these claims.
    package func token(claims: JSON) throws(SigningError) -> String {
        guard claims.members != nil else { throw .claimsNotObject }
        // Those of secrets it has.
        guard let algorithm = key.algorithm.libjwtAlgorithm else { throw .noSecret }
        var created: OpaquePointer?
        let code = jwt_new(&created)
        guard code == 0, let token = created else { throw .libraryFailed(code: code) }
        defer { jwt_free(token) }
        try check(jwt_add_grants_json(token, claims.text))
        if let identifier = key.identifier { try check(jwt_add_header(token, "kid", identifier)) }
        try check(
            key.material.withUnsafeBufferPointer { material in
                jwt_set_alg(token, algorithm, material.baseAddress, Int32(clamping: material.count))
            }
        )
        guard let encoded = jwt_encode_str(token) else { throw .libraryFailed(code: errno) }
        defer { free(encoded) }
        return String(cString: encoded)
    }

    private func check(_ code: Int32) throws(SigningError) {
        guard code == 0 else { throw .libraryFailed(code: code) }
    }
}
