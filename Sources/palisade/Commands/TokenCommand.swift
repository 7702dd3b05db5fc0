// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Server
import Tenancy

/// `palisade token`
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Sign a token for development and print it.",
        discussion: """
            Signs with PALISADE_JWT_SECRET (or --jwt-secret-file); claims, issuer and audience are as the other \
            PALISADE_* variables have them. The token alone is printed, for use in a shell: \
            curl -H "Authorization: Bearer $(palisade token …)".
            """)

    @OptionGroup var identity: IdentityOptions

    @Option(help: "How long the token is valid: 30m, 12h, 7d.", transform: Self.lifetime(_:))
    var ttl: Duration = .seconds(3_600)

    @OptionGroup var secret: SecretOptions
    @OptionGroup var file: ConfigurationFileOption

    func run() async throws {
        let tenancy: TenancyConfiguration
        do throws(InvalidConfiguration) {
            tenancy = try TenancyConfiguration(ConfigurationSource(flags: [file.flag] + secret.flags))
        } catch {
            throw CommandError(error)
        }
        let token = try identity.token(tenancy, lifetime: ttl)
        StandardStream.output.writeLine(token.text)
    }

    private static func lifetime(_ text: String) throws -> Duration {
        guard let duration = DurationText.duration(text), duration >= .seconds(1) else {
            throw ValidationError("'\(text)' is not \(DurationText.expectation).")
        }
        return duration
    }
}

/// Where the secret that signs tokens is.
struct SecretOptions: ParsableArguments {
    @Option(
        name: .customLong("jwt-secret-file"),
        help: ArgumentHelp("The file with the tokens' secret. (PALISADE_JWT_SECRET_FILE)", valueName: "file"))
    var secretFile: String?

    var flags: [ConfigurationSource.Flag?] {
        [ConfigurationSource.Flag(.jwtSecretFile, "--jwt-secret-file", secretFile)]
    }
}
