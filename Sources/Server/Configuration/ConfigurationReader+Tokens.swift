// SPDX-License-Identifier: Apache-2.0

import Crypto
import Planning
import Tenancy

extension ConfigurationReader {
    mutating func planningSettings() -> PlanningSettings {
        let maximumPageSize = integer(.maximumPageSize, in: 1...10_000, default: 500)
        let defaultPageSize = integer(.defaultPageSize, in: 1...10_000, default: min(50, maximumPageSize))
        if defaultPageSize > maximumPageSize {
            note(
                .defaultPageSize, "is \(defaultPageSize), more than the largest page (\(maximumPageSize))",
                "Lower it, or raise \(source.name(of: .maximumPageSize)).")
        }
        return PlanningSettings(
            defaultPageSize: defaultPageSize, maximumPageSize: maximumPageSize,
            maximumDepth: integer(.maximumDepth, in: 1...100, default: 15),
            maximumRootFields: integer(.maximumRootFields, in: 1...1_000, default: 20),
            maximumGroups: integer(.maximumGroups, in: 1...100_000, default: 10_000),
            maximumCost: integer(.maximumCost, in: 100...1_000_000_000, default: 2_000_000))
    }

    /// The variables that `TenancyConfiguration` reads, with the secret out of its file.
    mutating func tokenVariables() -> [String: String] {
        var variables = source.variables
        if let path = source.value(.issuers) {
            switch SecretFile.read(path) {
            case .success(let content): variables[ConfigurationVariable.issuers.rawValue] = content.secret
            case .failure(let fault):
                note(.issuers, fault.problem, "Name a file with the array of issuers.")
                variables[ConfigurationVariable.issuers.rawValue] = nil
            }
        }
        guard let path = source.value(.jwtSecretFile) else { return variables }
        // A flag goes before the environment, that before a file; two of the same kind contradict each other.
        if source.isPresent(.jwtSecret) {
            let own = source.origin(of: .jwtSecret).precedence
            let others = source.origin(of: .jwtSecretFile).precedence
            if own > others { return variables }
            if own == others {
                note(.jwtSecretFile, "is set beside \(source.name(of: .jwtSecret))", "Keep one of the two.")
            }
        }
        switch SecretFile.read(path) {
        case .success(let content):
            if content.isReadableByAll {
                warn("The secret in \(path) can be read by every user of this machine. Run: chmod 600 '\(path)'")
            }
            variables[ConfigurationVariable.jwtSecret.rawValue] = content.secret
        case .failure(let fault):
            note(.jwtSecretFile, fault.problem, "Name a file that holds nothing but the secret.")
            variables[ConfigurationVariable.jwtSecret.rawValue] = nil
        }
        return variables
    }

    /// - Parameter variables: as `tokenVariables()` gives them.
    mutating func tenancy(_ variables: [String: String]) -> TenancyConfiguration? {
        let secretName = ConfigurationVariable.jwtSecret.rawValue
        let hasSecretFile = source.value(.jwtSecretFile) != nil
        do throws(ConfigurationFaults) {
            let tenancy = try TenancyConfiguration(variables: variables)
            record(tenancy)
            return tenancy
        } catch {
            for fault in error.faults {
                guard fault.variable == secretName, hasSecretFile else {
                    let variable = ConfigurationVariable(rawValue: fault.variable)
                    let name = variable.map { source.name(of: $0) } ?? fault.variable
                    note([ConfigurationFault(variable: name, problem: fault.problem, remedy: fault.remedy)])
                    continue
                }
                // A file that could not be read is reported already.
                guard variables[secretName] != nil else { continue }
                note(.jwtSecretFile, fault.problem, fault.remedy)
            }
            return nil
        }
    }

    /// What tokens are taken for, the defaults among it.
    private mutating func record(_ tenancy: TenancyConfiguration) {
        record(.jwtLeeway, String(tenancy.leeway))
        record(.jwtCache, String(tenancy.cacheCapacity))
        record(.tenantClaim, tenancy.tenantClaim.text)
        record(.userClaim, tenancy.userClaim.text)
        record(
            .requiredClaims,
            tenancy.requiredClaims.map { "\($0.name.text):\($0.type.rawValue)" }.joined(separator: ","))
        switch tenancy.roles {
        case .claim(let claim, let mapping):
            record(.roleClaim, claim.text)
            record(.roles, mapping.entries.map { "\($0.claim)=\($0.databaseRole)" }.joined(separator: ","))
        case .loginRole: record(.roles, "off")
        }
    }

    /// The key that seals cursors: the configured one, or one that follows from the tokens' secret.
    mutating func cursorKey(tokenSecret: String?) -> SymmetricKey {
        if let secret = source.value(.cursorSecret) {
            if secret.utf8.count < CursorKey.minimumLength {
                note(
                    .cursorSecret, "has \(secret.utf8.count) bytes; at least \(CursorKey.minimumLength) are needed",
                    "Make a random one, for example with `openssl rand -base64 48`, the same for all nodes.")
            }
            record(.cursorSecret, secret)
            return SymmetricKey(data: Array(secret.utf8))
        }
        if let tokenSecret, !tokenSecret.isEmpty {
            record(.cursorSecret, "made from the tokens' secret")
            return CursorKey.derived(fromTokenSecret: tokenSecret)
        }
        if [.jwtPublicKey, .jwks, .issuers].contains(where: { source.value($0) != nil }) {
            warn(
                "\(source.name(of: .cursorSecret)) is not set, so that cursors are valid only on this node and until it "
                    + "stops. Set it to the same random text of at least \(CursorKey.minimumLength) bytes on all nodes."
            )
        }
        return SymmetricKey(size: .bits256)
    }
}
