// SPDX-License-Identifier: Apache-2.0

import Subprocess
import SystemPackage

/// Runs a program to its end, as the account of the server, with an environment of its own.
///
/// Nothing of this process's environment is passed on, so that neither `PGHOST` nor a locale changes what happens.
enum ServerProgram {
    /// How a program ended and what it wrote.
    struct Result: Sendable {
        let status: PostgresExit
        let output: String
        let errorOutput: String

        /// Why it failed, in its own words; `nil` if it succeeded.
        var failure: String? {
            guard status != .exited(code: 0) else {
                return nil
            }
            let words = errorOutput.isEmpty ? output : errorOutput
            return words.isEmpty ? "\(status)" : words
        }
    }

    /// The bound on what is kept of each output stream; a program that writes more is ended.
    static let outputLimit = 16 * 1_024 * 1_024

    /// Runs a program.
    ///
    /// - Parameters:
    ///   - account: whose rights it has; `nil` for this process's.
    ///   - input: what it reads from its standard input. The place for secrets: others can read arguments.
    /// - Throws: `commandFailed` if it could not be run at all; `cancelled`.
    static func run(
        _ program: String, _ arguments: [String], as account: ServerAccount?, input: String = "",
        environment: [String: String] = [:]
    ) async throws(EmbeddedPostgresError) -> Result {
        let command = command(program, arguments, as: account)
        do {
            let result = try await Subprocess.run(
                .path(FilePath(command.program)),
                arguments: Arguments(command.arguments),
                environment: self.environment(adding: environment),
                // Not this process's: the account may have no right to it.
                workingDirectory: "/",
                platformOptions: platformOptions,
                input: .string(input),
                output: .string(limit: outputLimit),
                error: .string(limit: outputLimit))
            return Result(
                status: PostgresExit(result.terminationStatus), output: result.standardOutput,
                errorOutput: trimmed(result.standardError))
        } catch {
            if Task.isCancelled {
                throw .cancelled
            }
            throw .commandFailed(program: program, reason: "\(error)")
        }
    }

    static func environment(adding variables: [String: String] = [:]) -> Environment {
        var all: [Environment.Key: String] = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"]
        for (name, value) in variables {
            all[Environment.Key(stringLiteral: name)] = value
        }
        return .custom(all)
    }

    /// A session of its own: Ctrl-C in a terminal reaches this process only, which then stops what it started.
    static var platformOptions: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        return options
    }

    /// Part of util-linux, which Debian always has.
    static let accountChanger = "/usr/bin/setpriv"

    /// The command that runs a program as an account, which may need another program in front to change to it.
    ///
    /// Not left to the child between fork and exec: the C library's functions for it (setgroups, setuid) take a lock
    /// that another thread of this process may hold, and that child would wait for it forever.
    static func command(
        _ program: String, _ arguments: [String], as account: ServerAccount?
    ) -> (program: String, arguments: [String]) {
        guard let account, account.differsFromProcess else {
            return (program, arguments)
        }
        // It replaces itself by the program, so the process number stays.
        let change = [
            "--reuid=\(account.userID)", "--regid=\(account.groupID)", "--clear-groups", "--no-new-privs", "--",
        ]
        return (accountChanger, change + [program] + arguments)
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while let last = text.last, last.isWhitespace {
            text.removeLast()
        }
        return String(text)
    }
}
