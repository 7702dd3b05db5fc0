// SPDX-License-Identifier: Apache-2.0

/// Reads `PALISADE_*` variables and notes what is wrong with them instead of stopping at the first.
///
/// Each function that gives nil has noted a fault.
struct TenancyConfigurationReader {
    let variables: [String: String]
    private(set) var faults: [ConfigurationFault] = []

    init(variables: [String: String]) {
        self.variables = variables
    }

    /// The value of a variable, or nil if it is not set or empty.
    func value(_ variable: String) -> String? {
        guard let value = variables[variable], !value.isEmpty else { return nil }
        return value
    }

    mutating func note(_ variable: String, _ problem: String, _ remedy: String) {
        faults.append(ConfigurationFault(variable: variable, problem: problem, remedy: remedy))
    }

    mutating func integer(_ variable: String, in range: ClosedRange<Int>, default standard: Int) -> Int {
        guard let text = value(variable) else { return standard }
        guard let number = Int(text), range.contains(number) else {
            note(
                variable, "is not a whole number from \(range.lowerBound) to \(range.upperBound)",
                "Leave it out for \(standard)."
            )
            return standard
        }
        return number
    }

    mutating func claimName(_ variable: String, default standard: String) -> ClaimName? {
        if let name = ClaimName(value(variable) ?? standard) { return name }
        note(
            variable, "is neither a claim's name nor a JSON pointer",
            "Write a name such as \(standard), or a pointer such as /app_metadata/\(standard) for a nested claim."
        )
        return nil
    }

    /// - Parameter hasIssuers: whether there will be keys without one that is configured itself.
    mutating func keyRing(hasIssuers: Bool) -> KeyRing? {
        let secretVariable = "PALISADE_JWT_SECRET"
        let publicKeyVariable = "PALISADE_JWT_PUBLIC_KEY"
        let publicKey = value(publicKeyVariable)
        // Set but empty is a mistake of its own, most often a variable that a deployment failed to fill.
        let secret = variables[secretVariable]
        var algorithm: TokenAlgorithm?
        if let name = value("PALISADE_JWT_ALGORITHM") {
            algorithm = TokenAlgorithm(rawValue: name)
            if algorithm == nil {
                let known = TokenAlgorithm.allCases.map(\.rawValue).joined(separator: ", ")
                note("PALISADE_JWT_ALGORITHM", "is not a known algorithm", "Use one of \(known), spelled so.")
                return nil
            }
        }
        if publicKey != nil, secret?.isEmpty == false {
            note(
                secretVariable, "is set beside \(publicKeyVariable)",
                "Keep the one that your tokens are signed for, and remove the other."
            )
            return nil
        }
        let identifier = value("PALISADE_JWT_KEY_ID")
        do throws(KeyFault) {
            if let publicKey {
                let key = try VerificationKey(publicKeyPEM: publicKey, algorithm: algorithm, identifier: identifier)
                return try KeyRing([key])
            }
            guard let secret else {
                if hasIssuers { return .pending }
                throw .noKey
            }
            let key = try VerificationKey(
                secret: Array(secret.utf8), algorithm: algorithm ?? .hs256, identifier: identifier
            )
            return try KeyRing([key])
        } catch {
            switch error {
            case .identifierUnusable, .identifierDuplicate:
                note("PALISADE_JWT_KEY_ID", error.problem, error.remedy)
            case .noKey:
                note(secretVariable, "is not set, nor is \(publicKeyVariable) or PALISADE_JWKS", error.remedy)
            case .secretEmpty, .secretTooShort, .secretIsPEM, .secretIsSample, .secretIsRepetitive,
                .secretHasOuterWhitespace, .algorithmTakesPublicKey, .algorithmTakesSecret, .notPublicKey,
                .keyDoesNotFit, .rsaKeyTooSmall, .rsaKeyUnusable, .pointNotOnCurve, .pointOfLowOrder:
                note(publicKey == nil ? secretVariable : publicKeyVariable, error.problem, error.remedy)
            }
            return nil
        }
    }

    /// required-claims = claim ":" ( "uuid" / "int" / "text" ) *( "," … )
    mutating func requiredClaims(user: ClaimName?, tenant: ClaimName?) -> [RequiredClaim] {
        let variable = "PALISADE_REQUIRED_CLAIMS"
        guard let text = value(variable) else {
            return [user, tenant].compactMap { $0.map { RequiredClaim(name: $0, type: .uuid) } }
        }
        let remedy = "Write claims and types as in sub:uuid,tenant_id:uuid; types are uuid, int, text."
        var claims: [RequiredClaim] = []
        for item in Self.items(of: text) {
            guard let colon = item.lastIndex(of: ":"), let name = ClaimName(item[..<colon]) else {
                note(variable, "has \"\(item)\", which is not claim:type", remedy)
                continue
            }
            guard let type = ClaimType(rawValue: String(item[item.index(after: colon)...])) else {
                note(variable, "has \"\(item)\", whose type is not known", remedy)
                continue
            }
            guard !claims.contains(where: { $0.name == name }) else {
                note(variable, "names \(name.text) twice", remedy)
                continue
            }
            claims.append(RequiredClaim(name: name, type: type))
        }
        // Named on purpose, a tenant or user claim that nobody checks would silently stay out of the settings.
        for (own, name) in [("PALISADE_TENANT_CLAIM", tenant), ("PALISADE_USER_CLAIM", user)] {
            guard value(own) != nil, let name, !claims.contains(where: { $0.name == name }) else { continue }
            note(own, "names \(name.text), which \(variable) does not", "Add \(name.text):uuid to \(variable).")
        }
        return claims
    }

    /// roles = "off" / claim-value "=" database-role *( "," … )
    mutating func rolePolicy() -> RolePolicy? {
        let variable = "PALISADE_ROLES"
        let claim = claimName("PALISADE_ROLE_CLAIM", default: "role")
        guard let text = value(variable) else { return claim.map { .claim($0, .standard) } }
        if text == "off" { return .loginRole }
        let remedy = "Write claim values and roles as in anon=web_anon,member=web_user, or off for no switch of roles."
        var entries: [RoleMapping.Entry] = []
        for item in Self.items(of: text) {
            guard let (claim, role) = Self.pair(item) else {
                note(variable, "has \"\(item)\", which is not claim=role", remedy)
                continue
            }
            if let problem = Self.problem(ofRole: role) {
                note(variable, "has the role \"\(role)\", which \(problem)", remedy)
                continue
            }
            guard !entries.contains(where: { $0.claim == claim }) else {
                note(variable, "names the claim value \"\(claim)\" twice", remedy)
                continue
            }
            entries.append(RoleMapping.Entry(claim: claim, databaseRole: role))
        }
        return claim.map { .claim($0, RoleMapping(entries: entries)) }
    }

    /// settings = setting "=" claim *( "," … )
    mutating func extraSettings() -> [ClaimSetting] {
        let variable = "PALISADE_SETTINGS"
        guard let text = value(variable) else { return [] }
        let remedy = "Write settings and claims as in app.tenant_id=tenant_id,app.plan=/app_metadata/plan."
        var settings: [ClaimSetting] = []
        for item in Self.items(of: text) {
            guard let (name, claimText) = Self.pair(item), let claim = ClaimName(claimText) else {
                note(variable, "has \"\(item)\", which is not setting=claim", remedy)
                continue
            }
            if let problem = SettingName.problem(of: name) {
                note(variable, "has the setting \"\(name)\", which \(problem)", remedy)
                continue
            }
            guard !settings.contains(where: { $0.name == name }) else {
                note(variable, "names the setting \(name) twice", remedy)
                continue
            }
            settings.append(ClaimSetting(name: name, claim: claim))
        }
        return settings
    }

    private static func items(of text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmingASCIIWhitespace)
    }

    private static func pair(_ item: String) -> (String, String)? {
        guard let equals = item.firstIndex(of: "=") else { return nil }
        let left = item[..<equals].trimmingASCIIWhitespace
        let right = item[item.index(after: equals)...].trimmingASCIIWhitespace
        return left.isEmpty || right.isEmpty ? nil : (left, right)
    }

    private static func problem(ofRole role: String) -> String? {
        let isName = role.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
        guard isName, role.utf8.count <= 63 else {
            return "is not a name of up to 63 lower-case letters, digits and underscores"
        }
        // `none` would switch back to the login role; the others are PostgreSQL's own.
        if role == "none" || role == "public" || role.hasPrefix("pg_") { return "is reserved by PostgreSQL" }
        if ["palisade_owner", "palisade_definer", "palisade_authenticator"].contains(role) {
            return "is not a role for requests"
        }
        return nil
    }
}
