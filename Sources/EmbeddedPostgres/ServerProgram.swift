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
        do {
            let result = try await Subprocess.run(
                .path(FilePath(program)),
                arguments: Arguments(arguments),
                environment: self.environment(adding: environment),
                // Not this process's: the account may have no right to it.
                workingDirectory: "/",
                platformOptions: platformOptions(for: account),
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

    static func platformOptions(for account: ServerAccount?) -> PlatformOptions {
        var options = PlatformOptions()
        // A session of its own: Ctrl-C in a terminal reaches this process only, which then stops what it started.
        options.createSession = true
        if let account, account.differsFromProcess {
            options.userID = account.userID
            options.groupID = account.groupID
            options.supplementaryGroups = []
        }
        return options
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while let last = text.last, last.isWhitespace {
            text.removeLast()
        }
        return String(text)
    }
}
