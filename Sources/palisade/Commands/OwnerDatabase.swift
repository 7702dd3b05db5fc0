// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Logging
import Postgres
import Server

/// The database of commands that work as the owner of its objects.
struct OwnerDatabase: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The database, as the owner of its objects. (PALISADE_OWNER_DATABASE_URL)", valueName: "url"))
    var databaseURL: String?

    @OptionGroup var file: ConfigurationFileOption

    /// What these flags, the environment and the file say.
    ///
    /// - Parameter further: other flags of the command.
    func source(_ further: [ConfigurationSource.Flag?] = []) -> ConfigurationSource {
        ConfigurationSource(
            flags: [file.flag, ConfigurationSource.Flag(.ownerDatabaseURL, "--database-url", databaseURL)] + further)
    }

    /// How to connect as the owner.
    func configuration(for command: String) throws(CommandError) -> PostgresConnectionConfiguration {
        let source = source()
        try source.requireSoundFile()
        guard let url = source.value(.ownerDatabaseURL) else {
            throw CommandError(
                .configuration,
                "There is no database. Give --database-url or set PALISADE_OWNER_DATABASE_URL to the login that owns "
                    + "the database's objects (not the one that requests use).")
        }
        return PostgresConnectionConfiguration(connectionString: url, applicationName: "palisade \(command)")
    }

    /// A logger, as the configuration has it.
    func logger() throws(CommandError) -> Logger {
        do throws(InvalidConfiguration) {
            return try LogConfiguration(source()).bootstrapLogger()
        } catch {
            throw CommandError(error)
        }
    }
}
