// SPDX-License-Identifier: Apache-2.0

import Glibc
package import Logging

/// Clusters for tests.
extension EmbeddedCluster {
    /// Where temporary clusters are: short, because a socket's path has to be, and open to the server's account.
    static var temporaryClusters: String { "/tmp/palisade-test-\(ServerAccount.processUserID)" }

    /// Starts a cluster in a new directory that `stop()` removes. Nothing is forced to disk.
    ///
    /// Directories that killed processes left behind are removed first.
    ///
    /// - Parameter options: its directory and durability do not count.
    package static func temporary(
        _ options: EmbeddedClusterOptions = EmbeddedClusterOptions(directory: ""), logger: Logger
    ) async throws(EmbeddedPostgresError) -> EmbeddedCluster {
        let base = temporaryClusters
        let account = try await ServerAccount.current()
        try LocalFile.createDirectory(base, mode: account.differsFromProcess ? 0o711 : 0o700)
        // Anybody may create a name in /tmp: this one has to be ours, and a directory.
        guard let status = LocalFile.status(base), status.isDirectory, status.owner == ServerAccount.processUserID,
            status.mode & 0o022 == 0
        else {
            throw .directoryUnusable(
                path: base, reason: "it has to be a directory of this user that others cannot change")
        }
        await removeLeftTemporaryClusters(in: base, account: account)

        var options = options
        options.durability = .disposable
        // A name says which process made it; its lock says whether that is still at work.
        let directory = "\(base)/\(getpid())-\(EmbeddedCredentials.secret(bytes: 4))"
        options.directory = directory
        let discard: @Sendable () async -> Void = {
            await removeTree(directory)
        }
        do {
            return try await start(options, logger: logger, discard: discard)
        } catch {
            await discard()
            throw error
        }
    }

    /// Starts a temporary cluster, passes it to the closure, and removes it, also when the closure throws.
    package static func withTemporary<Result: Sendable>(
        _ options: EmbeddedClusterOptions = EmbeddedClusterOptions(directory: ""), logger: Logger,
        _ body: (EmbeddedCluster) async throws -> Result
    ) async throws -> Result {
        let cluster = try await temporary(options, logger: logger)
        do {
            let result = try await body(cluster)
            await cluster.stop()
            return result
        } catch {
            await cluster.stop()
            throw error
        }
    }

    /// Removes the directories of processes that have ended.
    static func removeLeftTemporaryClusters(in base: String, account: ServerAccount) async {
        for name in LocalFile.names(in: base) {
            // A process that is just starting may not have its lock yet.
            guard let owner = name.split(separator: "-").first.flatMap({ Int32($0) }), kill(owner, 0) != 0,
                errno == ESRCH
            else {
                continue
            }
            let layout = ClusterLayout(directory: "\(base)/\(name)", home: "\(base)/\(name)")
            // Another process may be removing the same one: whoever has the lock goes on.
            guard let lock = try? DirectoryLock.acquire(in: layout.directory) else {
                continue
            }
            if (try? await LeftoverServer.end(inData: layout.data)) != nil {
                layout.removeSocketDirectory((try? layout.prepareSocketDirectory(account: account)) ?? "")
                await removeTree(layout.directory)
            }
            lock.release()
        }
    }

    private static func removeTree(_ directory: String) async {
        // Uncancelled, or a cancelled test would leave its files. GNU rm does not follow links, and does not cross a
        // directory that is changed into one.
        let removal = Task {
            _ = try? await ServerProgram.run("/bin/rm", ["-rf", "--one-file-system", "--", directory], as: nil)
        }
        await removal.value
    }
}
