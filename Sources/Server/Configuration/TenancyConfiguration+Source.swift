// SPDX-License-Identifier: Apache-2.0

package import Tenancy

extension TenancyConfiguration {
    /// Reads the part of the configuration that tokens need, for commands that need no more of it.
    package init(_ source: ConfigurationSource) throws(InvalidConfiguration) {
        var reader = ConfigurationReader(source)
        let tenancy = reader.tenancy(reader.tokenVariables())
        guard reader.faults.isEmpty, let tenancy else { throw reader.invalidConfiguration }
        self = tenancy
    }
}

extension ConfigurationSource {
    /// The secret that tokens are signed with, from its file if need be; nil where there is none.
    package var tokenSecret: String? {
        var reader = ConfigurationReader(self)
        return reader.tokenVariables()[ConfigurationVariable.jwtSecret.rawValue]
    }

    /// Whether anything says by which keys tokens are verified.
    package var namesKeys: Bool {
        let keys: [ConfigurationVariable] = [.jwtSecret, .jwtSecretFile, .jwtPublicKey, .jwks, .issuers]
        return keys.contains { value($0) != nil }
    }

    /// The same with a secret of this process where no key is configured: for commands that look at roles and settings,
    /// or sign the token that they verify.
    package var withKey: ConfigurationSource {
        guard !namesKeys else { return self }
        var generator = SystemRandomNumberGenerator()
        let secret = (0..<4).map { _ in String(generator.next() as UInt64, radix: 36) }.joined(separator: "-")
        return adding(
            Flag(.jwtSecret, "the secret of this process", secret + "-" + String(generator.next(), radix: 36)))
    }

    /// The same for another database.
    package func asking(_ url: String) -> ConfigurationSource {
        adding(Flag(.databaseURL, name(of: .ownerDatabaseURL), url))
    }

    /// The same with one more value, which goes before all others of its variable.
    package func adding(_ flag: Flag?) -> ConfigurationSource {
        guard let flag else { return self }
        var copy = self
        copy.flags[flag.variable] = flag
        return copy
    }
}
