// SPDX-License-Identifier: Apache-2.0

/// Starts a server in a prepared directory and waits until it accepts connections.
enum ServerStart {
    static func start(
        _ preparation: ClusterPreparation, socketDirectory: String, options: EmbeddedClusterOptions
    ) async throws(EmbeddedPostgresError) -> Postmaster {
        try await start(
            layout: preparation.layout, installation: preparation.installation, account: preparation.account,
            socketDirectory: socketDirectory, options: options)
    }

    static func start(
        layout: ClusterLayout, installation: PostgresInstallation, account: ServerAccount, socketDirectory: String,
        options: EmbeddedClusterOptions
    ) async throws(EmbeddedPostgresError) -> Postmaster {
        let postmaster = try await Postmaster.spawn(
            data: layout.data,
            arguments: [
                layout.data, layout.log, socketDirectory, ServerSettings.authentication,
                installation.path(of: "postgres"),
            ] + ServerSettings.arguments(data: layout.data, socketDirectory: socketDirectory, options: options),
            as: account)
        do {
            try await waitUntilReady(postmaster, layout: layout, account: account, timeout: options.startTimeout)
            return postmaster
        } catch {
            await postmaster.stop()
            throw error
        }
    }

    private static func waitUntilReady(
        _ postmaster: Postmaster, layout: ClusterLayout, account: ServerAccount, timeout: Duration
    ) async throws(EmbeddedPostgresError) {
        let deadline = ContinuousClock.now + timeout
        while true {
            if let exit = postmaster.exit {
                throw await failure("it ended at once (\(exit))", layout: layout, account: account)
            }
            // The number tells this server's file from one that a crash left behind.
            if let file = PostmasterFile.read(inData: layout.data), file.isReady,
                file.processID == postmaster.processID
            {
                return
            }
            guard ContinuousClock.now < deadline else {
                throw await failure("it was not ready within \(timeout)", layout: layout, account: account)
            }
            do {
                try await Task.sleep(for: .milliseconds(10))
            } catch {
                throw .cancelled
            }
        }
    }

    private static func failure(
        _ reason: String, layout: ClusterLayout, account: ServerAccount
    ) async -> EmbeddedPostgresError {
        let lines: String
        do throws(EmbeddedPostgresError) {
            lines = try await ServerProgram.run("/usr/bin/tail", ["-n", "20", layout.log], as: account).output
        } catch {
            lines = "(the log cannot be read)"
        }
        return .startFailed(reason: reason, log: layout.log, lastLines: lines)
    }
}
