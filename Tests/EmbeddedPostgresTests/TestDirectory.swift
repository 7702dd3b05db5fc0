// SPDX-License-Identifier: Apache-2.0

import Glibc
import Logging

@testable import EmbeddedPostgres

/// A directory that the server's account can reach, removed after the closure.
func withTestDirectory<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    var template = Array("/tmp/palisade-embedded-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
        throw EmbeddedPostgresError.directoryUnusable(path: "/tmp", reason: LocalFile.reason(errno))
    }
    let path = String(cString: made)
    chmod(path, 0o711)
    let result: Result
    do {
        result = try await body(path)
    } catch {
        _ = try? await ServerProgram.run("/bin/rm", ["-rf", path], as: nil)
        throw error
    }
    _ = try await ServerProgram.run("/bin/rm", ["-rf", path], as: nil)
    return result
}

/// What the tests start: as fast as PostgreSQL gets.
func options(_ directory: String) -> EmbeddedClusterOptions {
    EmbeddedClusterOptions(directory: directory, durability: .disposable, settings: ["shared_buffers": "16MB"])
}

let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Starts a cluster, passes it to the closure and stops it.
func withCluster<Result: Sendable>(
    _ options: EmbeddedClusterOptions, _ body: (EmbeddedCluster) async throws -> Result
) async throws -> Result {
    let cluster = try await EmbeddedCluster.start(options, logger: logger)
    do {
        let result = try await body(cluster)
        await cluster.stop()
        return result
    } catch {
        await cluster.stop()
        throw error
    }
}

extension EmbeddedCluster {
    /// Runs psql as somebody would from outside: with a URL or with variables, as the server's account.
    func psql(
        _ arguments: [String], environment: [String: String] = [:]
    ) async throws -> ServerProgram.Result {
        try await ServerProgram.run(
            installation.path(of: "psql"), ["-X", "-A", "-t", "-w"] + arguments, as: account, environment: environment)
    }

    var dataDirectory: String { get async throws { try await runSQL("show data_directory;") } }
}

/// Waits for something that another process does, without a limit of its own: the test's time limit is the bound.
func waitUntil(_ condition: () -> Bool) async throws {
    while !condition() {
        try await Task.sleep(for: .milliseconds(10))
    }
}
