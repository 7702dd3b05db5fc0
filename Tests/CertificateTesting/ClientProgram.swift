// SPDX-License-Identifier: Apache-2.0

import Subprocess

/// One run of a program that others use as a client: curl, openssl.
package struct ClientProgram: Sendable {
    package let isSuccess: Bool
    /// What it wrote to both of its streams.
    package let output: String

    /// - Parameter name: as in PATH. Its input is empty.
    package static func run(_ name: String, _ arguments: [String]) async throws -> ClientProgram {
        let run = try await Subprocess.run(
            .name(name), arguments: Arguments(arguments), input: .none, output: .string(limit: 16 << 20),
            error: .combinedWithOutput)
        return ClientProgram(isSuccess: run.terminationStatus == .exited(0), output: run.standardOutput)
    }
}
