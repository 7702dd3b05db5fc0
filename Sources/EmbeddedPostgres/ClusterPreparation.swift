// SPDX-License-Identifier: Apache-2.0

import Glibc
import Logging

/// Everything up to the point where a server can be started: directories, locks, credentials, data.
///
/// Safe to interrupt at any point: what is half done is not taken for done by the next run.
struct ClusterPreparation {
    let layout: ClusterLayout
    let installation: PostgresInstallation
    let account: ServerAccount
    let credentials: EmbeddedCredentials
    /// Held as long as the cluster is used.
    let locks: [DirectoryLock]

    static func prepare(
        _ options: EmbeddedClusterOptions, logger: Logger
    ) async throws(EmbeddedPostgresError) -> ClusterPreparation {
        let account = try await ServerAccount.current()
        let installation: PostgresInstallation
        if let given = options.installation {
            installation = given
        } else {
            installation = try PostgresInstallation.locate()
        }
        let version = try await majorVersion(of: installation, account: account)

        // Others need to pass through to the server account's files, never to list what is there.
        try LocalFile.createDirectory(options.directory, mode: account.differsFromProcess ? 0o711 : 0o700)
        let directory = try LocalFile.resolve(options.directory)
        let lock = try DirectoryLock.acquire(in: directory)
        let credentialsPath = ClusterLayout(directory: directory, home: directory).credentials
        let known = try EmbeddedCredentials.load(from: credentialsPath)
        let home = try await home(for: directory, known: known, account: account)
        let layout = ClusterLayout(directory: directory, home: home)
        var locks = [lock]
        if home != directory {
            locks.append(try DirectoryLock.acquire(in: home))
        }

        let leftovers = try await LeftoverServer.end(inData: layout.data)
        if leftovers > 0 {
            logger.notice("Stopped the PostgreSQL of an earlier run", metadata: ["directory": "\(layout.data)"])
        }

        let hasData = LocalFile.exists(layout.data)
        let credentials: EmbeddedCredentials
        if let known {
            credentials = known
        } else {
            if hasData {
                try await setAside(layout, account: account, logger: logger)
            }
            credentials = .generate(serverHome: home == directory ? nil : home)
            // Before the data: data without passwords would be of no use.
            try credentials.save(to: layout.credentials)
        }
        let preparation = ClusterPreparation(
            layout: layout, installation: installation, account: account, credentials: credentials, locks: locks)
        if hasData && known != nil {
            try preparation.checkData(version: version)
        } else {
            logger.notice("Creating the database cluster", metadata: ["directory": "\(layout.data)"])
            try await preparation.initialize(options, version: version)
        }
        return preparation
    }

    /// The first part of the programs' version, as in `PG_VERSION`; also shows that the account can run them.
    private static func majorVersion(
        of installation: PostgresInstallation, account: ServerAccount
    ) async throws(EmbeddedPostgresError) -> Int {
        let result: ServerProgram.Result
        do {
            result = try await ServerProgram.run(installation.path(of: "postgres"), ["--version"], as: account)
        } catch .cancelled {
            throw .cancelled
        } catch {
            throw .programsUnusable(directory: installation.programs, user: account.name, reason: "\(error)")
        }
        // "postgres (PostgreSQL) 18.6"
        let digits = result.output.drop { !$0.isNumber }.prefix { $0.isNumber }
        guard result.failure == nil, let version = Int(digits) else {
            throw .programsUnusable(
                directory: installation.programs, user: account.name,
                reason: result.failure ?? "the answer to --version was: \(result.output)")
        }
        return version
    }

    /// Chooses where the server's files go, and creates the directory for them.
    private static func home(
        for directory: String, known: EmbeddedCredentials?, account: ServerAccount
    ) async throws(EmbeddedPostgresError) -> String {
        if let home = known?.serverHome {
            try createServerFiles(in: home, account: account)
            return home
        }
        try createServerFiles(in: directory, account: account)
        if try await account.canWrite(in: ClusterLayout(directory: directory, home: directory).serverFiles) {
            return directory
        }
        guard account.differsFromProcess else {
            throw .directoryUnusable(path: directory, reason: "files cannot be created in it")
        }
        // Empty, because nobody could write there; if it is not, what it holds is not ours to hide.
        rmdir(ClusterLayout(directory: directory, home: directory).serverFiles)
        let home = ClusterLayout.remoteHome(for: directory)
        try createServerFiles(in: home, account: account)
        guard try await account.canWrite(in: ClusterLayout(directory: directory, home: home).serverFiles) else {
            throw .directoryUnusable(path: home, reason: "the user '\(account.name)' cannot reach it")
        }
        return home
    }

    private static func createServerFiles(in home: String, account: ServerAccount) throws(EmbeddedPostgresError) {
        try LocalFile.createDirectory(home, mode: account.differsFromProcess ? 0o711 : 0o700)
        let path = ClusterLayout(directory: home, home: home).serverFiles
        do {
            try ClusterLayout.createPrivateDirectory(path, owner: account)
        } catch {
            guard let owner = LocalFile.status(path)?.owner, owner != account.userID else {
                throw error
            }
            throw .directoryUnusable(
                path: path,
                reason: "it belongs to '\(ServerAccount.name(of: owner) ?? "\(owner)")', not to '\(account.name)'")
        }
    }

    /// Data without credentials: an error, unless the directory it was made for has been removed, which was meant to
    /// remove it too. Then it is kept once more, beside its place.
    private static func setAside(
        _ layout: ClusterLayout, account: ServerAccount, logger: Logger
    ) async throws(EmbeddedPostgresError) {
        guard layout.home != layout.directory else {
            throw .credentialsMissing(path: layout.credentials)
        }
        let result = try await ServerProgram.run(
            "/bin/sh", ["-c", "rm -rf \"$1.removed\" && mv -T \"$1\" \"$1.removed\"", "sh", layout.data], as: account)
        if let failure = result.failure {
            throw .directoryUnusable(path: layout.data, reason: failure)
        }
        logger.notice(
            "The data of a removed directory was set aside", metadata: ["directory": "\(layout.data).removed"])
    }

    private func checkData(version: Int) throws(EmbeddedPostgresError) {
        let text = LocalFile.read("\(layout.data)/PG_VERSION", limit: 64).map { String(decoding: $0, as: UTF8.self) }
        let found = text.map { $0.prefix { !$0.isWhitespace } } ?? "unknown"
        guard found == "\(version)" else {
            throw .incompatibleData(directory: layout.data, found: String(found), programs: "\(version)")
        }
    }

    private func initialize(_ options: EmbeddedClusterOptions, version: Int) async throws(EmbeddedPostgresError) {
        var arguments = [
            "--username=\(EmbeddedRole.owner.rawValue)", "--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums",
            "--locale=C.UTF-8", "--no-instructions",
        ]
        if version >= 17 {
            // The same order and case rules on every machine, whatever its C library.
            arguments += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        }
        if options.durability == .disposable {
            arguments.append("--no-sync")
        }
        let result = try await ServerProgram.run(
            "/bin/sh",
            ["-c", StartScript.initialization, "sh", layout.data, installation.path(of: "initdb")] + arguments,
            as: account, input: credentials.ownerPassword + "\n")
        if let failure = result.failure {
            throw .initializationFailed(output: failure)
        }
    }
}

extension ServerAccount {
    /// Whether a program of this account can create a file in a directory.
    fileprivate func canWrite(in directory: String) async throws(EmbeddedPostgresError) -> Bool {
        let script = "cd \"$1\" && : >.probe && rm .probe"
        return try await ServerProgram.run("/bin/sh", ["-c", script, "sh", directory], as: self).failure == nil
    }
}
