// SPDX-License-Identifier: Apache-2.0

import JSON

/// Makes a `TenantContext` of claims whose signature and lifetime have been checked.
struct ContextBuilder: Sendable {
    let configuration: TenancyConfiguration

    /// - Throws: `TokenError` where a required claim is missing or of another type, or the role is not in the list.
    func context(for claims: JSON, expiresAt: Int64) throws(TokenError) -> TenantContext {
        var required: [ClaimName: String] = [:]
        for claim in configuration.requiredClaims {
            guard let value = claim.name.value(in: claims) else { throw .claimMissing(claim.name.text) }
            guard let text = claim.type.canonicalText(of: value) else {
                throw .claimInvalid(claim.name.text, expected: claim.type.expectation)
            }
            required[claim.name] = text
        }
        let role = try databaseRole(for: claims)
        return context(
            databaseRole: role, claims: claims, required: required, expiresAt: expiresAt, isAnonymous: false
        )
    }

    /// The context of requests without a token, or nil if the list of roles has none for them.
    func anonymousContext() -> TenantContext? {
        switch configuration.roles {
        case .loginRole:
            return context(
                databaseRole: nil, claims: .object([]), required: [:], expiresAt: nil, isAnonymous: true
            )
        case .claim(let name, let mapping):
            guard let role = mapping.databaseRole(for: RoleMapping.anonymous) else { return nil }
            let claims = JSON.object([]).setting(.string(RoleMapping.anonymous), at: name.pointer.path[...])
            return context(databaseRole: role, claims: claims, required: [:], expiresAt: nil, isAnonymous: true)
        }
    }

    private func databaseRole(for claims: JSON) throws(TokenError) -> String? {
        switch configuration.roles {
        case .loginRole:
            return nil
        case .claim(let name, let mapping):
            guard let claim = name.value(in: claims) else { throw .claimMissing(name.text) }
            guard let value = claim.stringValue else { throw .claimInvalid(name.text, expected: "a string") }
            guard let role = mapping.databaseRole(for: value) else { throw .roleNotAllowed }
            return role
        }
    }

    private func context(
        databaseRole: String?, claims: JSON, required: [ClaimName: String], expiresAt: Int64?, isAnonymous: Bool
    ) -> TenantContext {
        let claimsJSON = claims.text
        // Only required claims have been checked for their type, so only they may say who the tenant and user are.
        let tenant = required[configuration.tenantClaim]
        let subject = required[configuration.userClaim]
        var settings = [
            TenantSetting(name: SettingName.claims, value: claimsJSON),
            TenantSetting(name: SettingName.tenant, value: tenant ?? ""),
            TenantSetting(name: SettingName.user, value: subject ?? ""),
        ]
        for extra in configuration.extraSettings {
            let value = required[extra.claim] ?? (isAnonymous ? "" : Self.text(of: extra.claim.value(in: claims)))
            settings.append(TenantSetting(name: extra.name, value: value))
        }
        return TenantContext(
            databaseRole: databaseRole, claimsJSON: claimsJSON, settings: settings, subject: subject, tenant: tenant,
            expiresAt: expiresAt, tokenID: claims["jti"]?.stringValue,
            // As TokenLifetime has checked it.
            issuedAt: claims["iat"]?.doubleValue.map { Int64($0.rounded(.down)) }, isAnonymous: isAnonymous
        )
    }

    /// What a setting holds for a claim that need not be there: a string as it is, `''` for none, else its JSON text.
    private static func text(of claim: JSON?) -> String {
        switch claim {
        case nil, .null?: ""
        case .string(let text)?: text
        case .boolean?, .number?, .array?, .object?: claim?.text ?? ""
        }
    }
}

extension JSON {
    /// This object with a value at a path, making the objects on the way.
    func setting(_ value: JSON, at path: ArraySlice<String>) -> JSON {
        guard let name = path.first else { return value }
        var members = self.members ?? []
        let inner = (self[name] ?? .object([])).setting(value, at: path.dropFirst())
        if let index = members.firstIndex(where: { $0.name.hasSameBytes(as: name) }) {
            members[index].value = inner
        } else {
            members.append(JSONMember(name: name, value: inner))
        }
        return .object(members)
    }
}
