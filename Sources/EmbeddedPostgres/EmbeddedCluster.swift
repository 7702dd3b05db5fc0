// SPDX-License-Identifier: Apache-2.0

package import Logging

/// A PostgreSQL server of our own, on a local socket, with its data and passwords in a directory.
///
/// It belongs to the process that started it: it ends when that process does, be it by `kill -9`, and only one process at
/// a time can use the directory. Logins need a password (SCRAM); there is no TCP and no peer authentication.
package actor EmbeddedCluster {
    /// The directory of the options, absolute and without symbolic links.
    package nonisolated let directory: String
    /// The directory of the server's socket; only the server's account and root may enter it.
    package nonisolated let socketDirectory: String
    /// The server's log.
    package nonisolated let logFile: String
    /// The passwords, and the key for demo tokens.
    package nonisolated let credentials: EmbeddedCredentials
    /// The database of the options.
    package nonisolated let databaseName: String
    /// The programs that the cluster runs on.
    package nonisolated let installation: PostgresInstallation

    nonisolated let account: ServerAccount
    private let layout: ClusterLayout
    private let options: EmbeddedClusterOptions
    private let locks: [DirectoryLock]
    private let logger: Logger
    private var state: State
    /// Removes a temporary cluster's files after its server has ended.
    private let discard: (@Sendable () async -> Void)?

    private enum State {
        case running(Postmaster)
        /// Stopping or starting again; who comes second waits for the task.
        case changing(Task<Void, Never>)
        case stopped
    }

    private init(
        _ preparation: ClusterPreparation, socketDirectory: String, postmaster: Postmaster,
        options: EmbeddedClusterOptions, logger: Logger, discard: (@Sendable () async -> Void)?
    ) {
        directory = preparation.layout.directory
        self.socketDirectory = socketDirectory
        logFile = preparation.layout.log
        credentials = preparation.credentials
        databaseName = options.databaseName
        installation = preparation.installation
        account = preparation.account
        layout = preparation.layout
        self.options = options
        locks = preparation.locks
        self.logger = logger
        state = .running(postmaster)
        self.discard = discard
    }

    /// Starts the cluster of a directory, creating it at the first time, and waits until it accepts connections.
    ///
    /// A server that an earlier process left there is stopped first. After a crash PostgreSQL recovers by itself.
    ///
    /// - Throws: `EmbeddedPostgresError`; then nothing is left running.
    package static func start(
        _ options: EmbeddedClusterOptions, logger: Logger
    ) async throws(EmbeddedPostgresError) -> EmbeddedCluster {
        try await start(options, logger: logger, discard: nil)
    }

    static func start(
        _ options: EmbeddedClusterOptions, logger: Logger, discard: (@Sendable () async -> Void)?
    ) async throws(EmbeddedPostgresError) -> EmbeddedCluster {
        let preparation = try await ClusterPreparation.prepare(options, logger: logger)
        let socketDirectory = try preparation.layout.prepareSocketDirectory(account: preparation.account)
        let postmaster = try await ServerStart.start(preparation, socketDirectory: socketDirectory, options: options)
        let cluster = EmbeddedCluster(
            preparation, socketDirectory: socketDirectory, postmaster: postmaster, options: options, logger: logger,
            discard: discard)
        do {
            try await cluster.createDatabaseIfMissing()
        } catch {
            await cluster.stop()
            throw error
        }
        logger.info(
            "PostgreSQL is running",
            metadata: ["socket": "\(socketDirectory)", "process": "\(postmaster.processID)"])
        return cluster
    }

    /// The number of the server's main process; `nil` when it does not run.
    package var processID: Int32? {
        switch state {
        case .running(let postmaster): postmaster.exit == nil ? postmaster.processID : nil
        case .changing, .stopped: nil
        }
    }

    /// Waits until the server ends without having been asked to, and says how.
    ///
    /// Returns `nil` when the cluster is stopped, or the calling task cancelled. Then, or after `restart()`, ask again.
    package func unexpectedExit() async -> PostgresExit? {
        guard case .running(let postmaster) = state, let exit = await postmaster.waitForExit() else {
            return nil
        }
        // stop() leaves the running state before it ends the server.
        if case .running(let current) = state, current === postmaster {
            return exit
        }
        return nil
    }

    /// Starts the server again after it has ended by itself; stops it first if it runs. URLs and passwords stay valid.
    ///
    /// - Throws: `notRunning` if the cluster has been stopped; otherwise as `start`, and the cluster is then stopped.
    package func restart() async throws(EmbeddedPostgresError) {
        guard case .running(let old) = state else {
            throw .notRunning
        }
        let outcome = Outcome()
        let change = Task { [self] in
            await old.stop()
            do throws(EmbeddedPostgresError) {
                _ = try await LeftoverServer.end(inData: layout.data)
                let postmaster = try await ServerStart.start(
                    layout: layout, installation: installation, account: account, socketDirectory: socketDirectory,
                    options: options)
                state = .running(postmaster)
            } catch {
                await cleanUp()
                outcome.error = error
            }
        }
        state = .changing(change)
        await change.value
        if let error = outcome.error {
            throw error
        }
    }

    /// Stops the server (open connections are closed, what they had not committed is undone), waits until it has
    /// ended, and lets go of the directory. The data stays, unless the cluster is temporary. A second call only waits.
    package func stop() async {
        switch state {
        case .stopped:
            return
        case .changing(let change):
            await change.value
            await stop()
        case .running(let postmaster):
            let change = Task { [self] in
                await postmaster.stop()
                await cleanUp()
            }
            state = .changing(change)
            await change.value
        }
    }

    private func cleanUp() async {
        layout.removeSocketDirectory(socketDirectory)
        await discard?()
        for lock in locks {
            lock.release()
        }
        state = .stopped
    }

    /// A conninfo URL for libpq and other drivers. It contains the password.
    package nonisolated func databaseURL(for role: EmbeddedRole, database: String? = nil) -> String {
        let password =
            switch role {
            case .owner: credentials.ownerPassword
            case .authenticator: credentials.authenticatorPassword
            }
        return DatabaseURL.text(
            user: role.rawValue, password: password, database: database ?? databaseName,
            socketDirectory: socketDirectory)
    }

    /// What a restart task leaves; written on the actor before the task ends, read on it after.
    private final class Outcome {
        var error: EmbeddedPostgresError?
    }
}
