// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Logging
import Migration
import Postgres
import Server

/// Where the migrations are.
struct MigrationFolder: ParsableArguments {
    @Option(
        name: .customLong("migrations"),
        help: ArgumentHelp("The folder of the files. (PALISADE_MIGRATIONS, default: migrations)", valueName: "folder"))
    var path: String?

    var flag: ConfigurationSource.Flag? { ConfigurationSource.Flag(.migrations, "--migrations", path) }

    static func path(_ source: ConfigurationSource) -> String { source.value(.migrations) ?? "migrations" }
}

/// The folder and the database of `migrate`.
struct MigrationOptions: ParsableArguments {
    @OptionGroup var folder: MigrationFolder

    @Option(
        help: ArgumentHelp(
            "The database, as the owner of its objects. (PALISADE_OWNER_DATABASE_URL)", valueName: "url"))
    var databaseURL: String?

    @OptionGroup var file: ConfigurationFileOption

    private var source: ConfigurationSource {
        ConfigurationSource(flags: [
            file.flag, folder.flag, ConfigurationSource.Flag(.ownerDatabaseURL, "--database-url", databaseURL),
        ])
    }

    var directory: String { MigrationFolder.path(source) }

    /// A logger, as the configuration has it.
    func logger() throws(CommandError) -> Logger {
        do throws(InvalidConfiguration) {
            return try LogConfiguration(source).bootstrapLogger()
        } catch {
            throw CommandError(error)
        }
    }

    /// Connects as the owner.
    func withConnection<Value: Sendable>(_ body: (PostgresConnection) async throws -> Value) async throws -> Value {
        guard let url = source.value(.ownerDatabaseURL) else {
            throw CommandError(
                .configuration,
                "There is no database to migrate. Give --database-url or set PALISADE_OWNER_DATABASE_URL to the login "
                    + "that owns the database's objects (not the one that requests use).")
        }
        do {
            return try await DatabaseAccess.withConnection(
                PostgresConnectionConfiguration(connectionString: url, applicationName: "palisade migrate"), body)
        } catch let error as MigrationError {
            throw CommandError(error)
        }
    }
}

extension CommandError {
    /// Why migrations did not run.
    init(_ error: MigrationError) {
        switch error {
        case .postgres(let error):
            self.init(error)
        case .unreadableDirectory(let path):
            self.init(.noInput, "There is no folder of migrations at \(path). Name it with --migrations.")
        case .unreadableFile, .unwritableFile:
            self.init(.noInput, error.description)
        case .unreadableName, .notText, .empty, .duplicateVersion, .unterminated, .transactionControl,
            .transactionEnded, .edited, .missing, .outOfOrder, .interrupted, .locked, .failed:
            self.init(.faultsFound, error.description)
        }
    }
}
