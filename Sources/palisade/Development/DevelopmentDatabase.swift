// SPDX-License-Identifier: Apache-2.0

import EmbeddedPostgres
import Logging
import Migration
import Postgres
import Server

/// The database of `palisade dev`: an embedded server's, or one on any other.
struct DevelopmentDatabase: Sendable {
    /// The embedded server; nil where the database is elsewhere.
    let cluster: EmbeddedCluster?
    let ownerURL: String
    /// For requests.
    let loginURL: String
    /// The secret that tokens are signed with where the configuration has none.
    let jwtSecret: String
    /// The password that the login role is to get; nil where it has one already.
    private let loginPassword: String?

    private static let loginRole = EmbeddedRole.authenticator.rawValue

    /// Starts the embedded server, or finds out how to log in to the other one.
    ///
    /// - Parameters:
    ///   - directory: where passwords and, with the embedded server, data are kept; exists.
    ///   - logger: for the embedded server's affairs.
    static func open(
        _ source: ConfigurationSource, directory: String, progress: DevelopmentProgress, logger: Logger
    ) async throws(CommandError) -> DevelopmentDatabase {
        let owner = source.value(.ownerDatabaseURL)
        let login = source.value(.databaseURL)
        guard let ownerURL = owner ?? login else {
            progress.say("Starting PostgreSQL")
            return try await embedded(directory: directory, logger: logger)
        }
        let secrets = try DevelopmentSecrets.load(directory: directory)
        if owner != nil, let login {
            return DevelopmentDatabase(
                cluster: nil, ownerURL: ownerURL, loginURL: login, jwtSecret: secrets.jwtSecret, loginPassword: nil)
        }
        let loginURL = DatabaseLogin.connectionString(
            ownerURL, user: loginRole, password: secrets.authenticatorPassword)
        return DevelopmentDatabase(
            cluster: nil, ownerURL: ownerURL, loginURL: loginURL, jwtSecret: secrets.jwtSecret,
            loginPassword: secrets.authenticatorPassword)
    }

    private static func embedded(directory: String, logger: Logger) async throws(CommandError) -> DevelopmentDatabase {
        do throws(EmbeddedPostgresError) {
            let cluster = try await EmbeddedCluster.start(EmbeddedClusterOptions(directory: directory), logger: logger)
            return DevelopmentDatabase(
                cluster: cluster, ownerURL: cluster.databaseURL(for: .owner),
                loginURL: cluster.databaseURL(for: .authenticator), jwtSecret: cluster.credentials.jwtSecret,
                loginPassword: nil)
        } catch {
            throw CommandError(.unavailable, error.description)
        }
    }

    /// What is loaded into a database that has not had it.
    struct Data {
        let demo: DemoData?
        let scaled: ScaledData?
    }

    /// Migrates, lets requests log in, and loads the demo data if the database has not had it.
    func prepare(
        migrations: String, data: Data, progress: DevelopmentProgress, logger: Logger
    ) async throws {
        let configuration = PostgresConnectionConfiguration(
            connectionString: ownerURL, applicationName: "palisade dev")
        try await DatabaseAccess.withConnection(configuration) { connection in
            do throws(MigrationError) {
                let migrator = Migrator(directory: migrations, logger: logger)
                let pending = try await migrator.status(connection).count { $0.state == .pending }
                if pending > 0 { progress.say("Applying \(pending) \(pending == 1 ? "migration" : "migrations")") }
                _ = try await migrator.up(connection)
            } catch {
                throw CommandError(error)
            }
            try await letLoginRoleIn(connection)
            try await data.demo?.loadOnce(connection, progress: progress, logger: logger)
            try await data.scaled?.loadOnce(connection, progress: progress, logger: logger)
        }
    }

    private func letLoginRoleIn(_ connection: PostgresConnection) async throws {
        if let cluster {
            do throws(EmbeddedPostgresError) {
                try await cluster.setAuthenticatorPassword()
            } catch {
                throw CommandError(
                    .configuration,
                    "The role \(Self.loginRole), which requests log in as, could not be given its password. "
                        + "Do the migrations create it? \(error.description)")
            }
        } else if let loginPassword {
            // Hexadecimal digits only, which needs no quoting.
            do throws(PostgresError) {
                _ = try await connection.simpleQuery("alter role \(Self.loginRole) password '\(loginPassword)'")
            } catch {
                throw CommandError(
                    .configuration,
                    "The role \(Self.loginRole), which requests log in as, could not be given a password: "
                        + "\(error.debugDescription)")
            }
        }
    }

    /// Stops the embedded server; the data stays.
    func close() async {
        await cluster?.stop()
    }
}
